/** An action that lists the files which a pull request changes, and what of its inputs is read here. */
export interface ChangedFilesAction {
  uses: string
  /** Inputs that are read, or that change nothing about the list of a pull request; with any other one it is not known. */
  inputs: readonly string[]
  /** Values that an input has to have, where it is given or has to be. */
  wants: Readonly<Record<string, { values: readonly string[]; given?: true }>>
  /** The output that lists all, without any pattern. */
  all: string | null
  /** The end of the outputs that list what fits one of the named patterns. */
  named: string
  /** The inputs that hold patterns: a list, one a line, and a map of lists in YAML. */
  patterns: { list: string | null; map: string }
  /** Files that are gone are in the list. */
  listsDeleted: boolean
  source: string
}

export const CHANGED_FILES_ACTIONS: readonly ChangedFilesAction[] = [
  {
    uses: 'tj-actions/changed-files',
    inputs: ['files', 'files_yaml', 'separator', 'json', 'token', 'fetch_depth', 'safe_output', 'write_output_files'],
    wants: { separator: { values: [' '] }, json: { values: ['false'] } },
    all: 'all_changed_files',
    named: '_all_changed_files',
    patterns: { list: 'files', map: 'files_yaml' },
    listsDeleted: false,
    source: 'https://github.com/tj-actions/changed-files',
  },
  {
    uses: 'dorny/paths-filter',
    inputs: ['filters', 'list-files', 'base', 'ref', 'token', 'initial-fetch-depth'],
    wants: { 'list-files': { values: ['shell', 'escape'], given: true } },
    all: null,
    named: '_files',
    patterns: { list: null, map: 'filters' },
    listsDeleted: true,
    source: 'https://github.com/dorny/paths-filter',
  },
]

/** An action that lists the files of a pull request, and what of its inputs is understood here. */
export interface ChangedFilesAction {
  uses: string
  /** Inputs that change nothing about the list of a pull request. */
  idle: readonly string[]
  /** Those that are read, each with the values that are understood; null: any. */
  read: Readonly<Record<string, readonly string[] | null>>
  source: string
}

export const TJ_CHANGED_FILES: ChangedFilesAction = {
  uses: 'tj-actions/changed-files',
  idle: [
    'token',
    'fetch_depth',
    'skip_initial_fetch',
    'safe_output',
    'quotepath',
    'escape_json',
    'write_output_files',
    'output_dir',
    'include_all_old_new_renamed_files',
  ],
  read: { files: null, files_ignore: null, files_yaml: null, separator: [' '], json: ['false'], dir_names: ['false'] },
  source: 'https://github.com/tj-actions/changed-files#inputs-%EF%B8%8F',
}

export const DORNY_PATHS_FILTER: ChangedFilesAction = {
  uses: 'dorny/paths-filter',
  // on a pull request the first two are ignored
  idle: ['base', 'ref', 'token', 'initial-fetch-depth'],
  read: { filters: null, 'list-files': ['shell', 'escape'] },
  source: 'https://github.com/dorny/paths-filter#usage',
}

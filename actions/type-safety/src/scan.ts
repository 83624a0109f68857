import { sha256 } from '@upkeep/schema'
import type { Context } from '@upkeep/pipeline'
import { decodeText } from '@upkeep/workspace'
import picomatch from 'picomatch'
import { CANDIDATE, CANDIDATE_POSIX, EMBEDDED_FILE, MAX_FILE_BYTES, PYTHON_FILE, SCRIPT_FILE } from './families.data.ts'
import { scanPython } from './python-comments.ts'
import { pythonSuppressions, scriptSuppressions } from './source-file.ts'
import type { SourceFile } from './suppression.ts'

/** Every suppression of the tracked files, and the files that could not be read. */
export interface Scan {
  files: SourceFile[]
  left: { what: string; why: string }[]
}

type Left = Scan['left']

const LFS_POINTER = 'version https://git-lfs.github.com/spec/v1\n'

/** How many files are read at a time. */
const READERS = 16

/**
 * Reads every tracked file that may hold a suppression, in the job's own tree. A file is looked at closely only if git finds
 * one of the words in it, so the cost follows the number of suppressions, not of files.
 */
export async function scan(context: Context): Promise<Scan> {
  const left: Left = []
  const sources = (await wantedPaths(context)).filter(
    (path) => SCRIPT_FILE.test(path) || EMBEDDED_FILE.test(path) || PYTHON_FILE.test(path),
  )
  const wanted = pathFilter(context)
  const unsaved = (await context.workspace.files()).filter(
    ({ path, changed, mode }) => changed && mode.startsWith('100') && wanted(path),
  )
  if (unsaved.length > 0)
    left.push({
      what: unsaved.map(({ path }) => path).join(', '),
      why: 'it differs from the commit, and a patch is made for the commit',
    })
  return { files: await scanned(await holding(CANDIDATE_POSIX, sources, context), context, left), left }
}

/** The regular files as the commit has them that the inputs let the run look at. */
export async function wantedPaths(context: Context): Promise<string[]> {
  const wanted = pathFilter(context)
  const files = await context.workspace.files()
  return files
    .filter(({ path, mode, changed }) => mode.startsWith('100') && !changed && wanted(path))
    .map(({ path }) => path)
}

/** The same for files that are known by path. */
export async function scanPaths(paths: readonly string[], context: Context): Promise<SourceFile[]> {
  return await scanned(paths, context, [])
}

async function scanned(paths: readonly string[], context: Context, left: Left): Promise<SourceFile[]> {
  const files = await readTexts(paths, CANDIDATE, context, left)
  const scripts = files.filter(({ path }) => !PYTHON_FILE.test(path)).flatMap((file) => scriptFile(file, left))
  const python = await pythonFiles(
    files.filter(({ path }) => PYTHON_FILE.test(path)),
    context,
    left,
  )
  return [...scripts, ...python].filter(({ suppressions }) => suppressions.length > 0)
}

/** The inputs `paths` and `ignore`, globs relative to the root. */
function pathFilter({ inputs }: Context): (path: string) => boolean {
  const [paths, ignore] = [globs(inputs['paths']), globs(inputs['ignore'])]
  const [included, ignored] = [matcher(paths), matcher(ignore)]
  return (path) => (included?.(path) ?? true) && !(ignored?.(path) ?? false)
}

/** A folder means all that is in it. */
function matcher(patterns: readonly string[]): ((path: string) => boolean) | null {
  const withFolders = patterns.flatMap((pattern) => [pattern, `${pattern.replace(/\/+$/, '')}/**`])
  return patterns.length === 0 ? null : picomatch(withFolders, { dot: true })
}

function globs(value: unknown): string[] {
  const list = Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : []
  return list.map((glob) => glob.trim().replace(/^\.\//, '')).filter((glob) => glob !== '')
}

/** The sources in which git finds an extended regular expression; all of them where git can not be asked. */
export async function holding(
  pattern: string,
  sources: readonly string[],
  { workspace, env, signal }: Context,
): Promise<readonly string[]> {
  if (sources.length < 200) return sources
  await using worktree = await workspace.open()
  const command = `git -c core.quotePath=false grep -lzE '${pattern}'`
  const found = await worktree.exec(command, {
    cwd: '.',
    env,
    shell: 'sh',
    seconds: 300,
    maxOutputBytes: 64 * 1024 * 1024,
    network: 'none',
    signal,
  })
  if ((found.exit !== 0 && found.exit !== 1) || found.truncated) return sources
  const names = new Set(found.stdout.split('\0'))
  return sources.filter((path) => names.has(path))
}

/** A file as text, and its bytes. */
export type Read = Omit<SourceFile, 'suppressions' | 'enables'> & { bytes: Uint8Array }

/** Reads those of the files whose text holds the pattern, by path. */
export async function readTexts(
  paths: readonly string[],
  pattern: RegExp,
  { workspace, signal }: Context,
  left: Left,
): Promise<Read[]> {
  const queue = paths.values()
  const files: Read[] = []
  const reader = async () => {
    for (const path of queue) {
      signal.throwIfAborted()
      const bytes = await workspace.read(path)
      if (bytes === null) continue
      if (bytes.length > MAX_FILE_BYTES) {
        left.push({ what: path, why: 'it is larger than 4 MB, so it was taken for generated' })
        continue
      }
      const decoded = decodeText(bytes)
      if (decoded?.text.startsWith(LFS_POINTER) === true) {
        left.push({ what: path, why: 'it is a pointer of Git LFS, its contents are elsewhere' })
        continue
      }
      if (decoded !== null && pattern.test(decoded.text)) files.push({ path, blob: sha256(bytes), bytes, ...decoded })
    }
  }
  await Promise.all(Array.from({ length: READERS }, reader))
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

function scriptFile(file: Read, left: Left): SourceFile[] {
  const found = scriptSuppressions(file.path, file.text)
  if (typeof found !== 'string') return [{ ...file, ...found }]
  left.push({ what: file.path, why: `it could not be parsed: ${found}` })
  return []
}

async function pythonFiles(files: readonly Read[], context: Context, left: Left): Promise<SourceFile[]> {
  if (files.length === 0) return []
  const python = await scanPython(files, context.judging.runPython)
  if (python === null) {
    left.push({ what: `${files.length} Python files`, why: 'no Python was found that could read their comments' })
    return []
  }
  return files.flatMap((file) => {
    const one = python.get(file.path)
    if (one !== undefined && typeof one !== 'string')
      return [{ ...file, suppressions: pythonSuppressions(file.path, file.text, one), enables: [] }]
    left.push({ what: file.path, why: one ?? 'Python gave no answer about it' })
    return []
  })
}

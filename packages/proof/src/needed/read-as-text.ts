import { posix } from 'node:path'
import { decodeText } from '@upkeep/workspace'
import type { Workspace } from '@upkeep/workspace'
import type { FileChange } from '../change.ts'
import { TEST_FILE } from '../guard/guards.data.ts'

/** Of a longer file only so much is looked at, in characters. */
const MOST_TEXT = 1_000_000

/** A line that runs a file as a program: an import, or what stands in for one. */
const IMPORTS = /^\s*(?:import|from)\b|\bfrom\s*['"]|\b(?:require|import|import_module)\(|\b[a-z]*[mM]ock\(/

/** Nothing but a comment, which opens no file. */
const COMMENT = /^\s*(?:\/\/|\/\*(?!.*\*\/\s*\S)|\*(?:\s|\/|$)|#\s)/

/** What finds files by a pattern; who only compares names with one opens none. */
const LISTS =
  /\b\w*(?:glob|walk|(?:scan|read|list|iter)_?dir|find_?files?)\w*\(|\bimport\.meta\.glob\b|\brequire\.context\(|['"](?:fast-|tiny)?glob(?:by)?['"]/i

/** The source of what is imported, or a place in it, asked for in the program: by who speaks of that, or is it. */
const SOURCE = /\bgetsource(?:lines|file)?\(|\blinecache\b|\bruntime\.Callers?\(|\b(?:line|column)!\(\)/

/**
 * A test that reads one of the changed files as a text (a snapshot of sources, a check of headers): by its name or by a pattern of
 * names, where no import stands. Null: none does, so that tests judge the program and nothing else. It is read with care in one
 * direction only: a test that finds files without naming them is not noticed.
 */
export async function readAsText(
  changes: readonly FileChange[],
  { files, read }: Pick<Workspace, 'files' | 'read'>,
): Promise<string | null> {
  const names = changes.map(({ path }) => posix.basename(path))
  const ends = [...new Set(changes.map(({ path }) => posix.extname(path)).filter((end) => end !== ''))]
  const modules = changes.map(({ path }) => new RegExp(`\\b${RegExp.escape(moduleName(path))}\\b`))
  for (const { path } of await files()) {
    if (!TEST_FILE.test(path)) continue
    const bytes = await read(path)
    const text = bytes === null ? null : (decodeText(bytes)?.text.slice(0, MOST_TEXT) ?? null)
    if (text === null) continue
    const isMeant = () => changes.some((change) => change.path === path) || modules.some((module) => module.test(text))
    if (SOURCE.test(text) && isMeant()) return path
    const patterns = LISTS.test(text) ? ends.filter((end) => text.includes(`*${end}`)) : []
    if (patterns.length === 0 && !names.some((name) => text.includes(name))) continue
    if (text.split('\n').some((line) => isReading(line, names, patterns))) return path
  }
  return null
}

/** A file that stands for its folder goes by the name of that. */
function moduleName(path: string): string {
  const { name, dir } = posix.parse(path)
  return /^(?:index|__init__|mod|lib|main)$/.test(name) && dir !== '' ? posix.basename(dir) : name
}

function isReading(line: string, names: readonly string[], ends: readonly string[]): boolean {
  if (COMMENT.test(line)) return false
  if (ends.some((end) => line.includes(`*${end}`))) return true
  return names.some((name) => isPath(name, line) && (!IMPORTS.test(line) || line.includes(`${name}?`)))
}

/** A text that begins with a name and goes on with a space is a sentence: of a path the name is the end, and a command begins with its program. */
function isPath(name: string, line: string): boolean {
  return line.replaceAll(new RegExp(`(?<=['"\`])${RegExp.escape(name)}(?=\\s)`, 'g'), '').includes(name)
}

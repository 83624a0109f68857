import type { Context } from '@upkeep/pipeline'
import { openWith } from '../probe-run.ts'
import type { Read } from '../scan.ts'
import type { TextEdit } from '../comment-edit.ts'

/** Result types that ruff can tell: of public, private, special, static and class methods. */
const RULES = 'ANN201,ANN202,ANN204,ANN205,ANN206'

/** What ruff would add to a file. Only fixes of one place: those that need an import are left to others. */
export async function ruffAnnotations(
  files: readonly Read[],
  context: Context,
): Promise<Map<string, TextEdit[]> | null> {
  await using worktree = await openWith([], context)
  const argv = [
    'ruff',
    'check',
    '--select',
    RULES,
    '--output-format',
    'json',
    '--unsafe-fixes',
    '--exit-zero',
    '--no-cache',
  ]
  const command = [...argv, '--force-exclude', '--', ...files.map(({ path }) => quoted(path))].join(' ')
  const { exit, stdout } = await context.exec(worktree, command, { cwd: '.', label: 'probe ruff' })
  return exit === 0 ? readRuffFixes(stdout, worktree.root, files) : null
}

/** Reads the fixes of `--output-format json`; rows and columns count from 1, columns in characters. Null: it is no such output. */
export function readRuffFixes(stdout: string, root: string, files: readonly Read[]): Map<string, TextEdit[]> | null {
  const rows = parsed(stdout)
  if (!Array.isArray(rows)) return null
  const byPath = new Map(files.map((file) => [file.path, file]))
  const found = new Map<string, TextEdit[]>()
  for (const row of rows as readonly unknown[]) {
    const name = fieldOf(row, 'filename')
    const edits = fieldOf(fieldOf(row, 'fix'), 'edits')
    const path = typeof name === 'string' ? name.replace(`${root}/`, '') : ''
    const file = byPath.get(path)
    const [only, more] = Array.isArray(edits) ? (edits as readonly unknown[]) : []
    if (file === undefined || only === undefined || more !== undefined) continue
    const edit = textEdit(only, file.text)
    if (edit !== null) found.set(path, [...(found.get(path) ?? []), edit])
  }
  return found
}

function textEdit(edit: unknown, text: string): TextEdit | null {
  const content = fieldOf(edit, 'content')
  const [start, end] = [indexOf(fieldOf(edit, 'location'), text), indexOf(fieldOf(edit, 'end_location'), text)]
  // never returns: what a function without a result is said to give where it only raises, and people write otherwise
  if (typeof content !== 'string' || start === null || end === null || /\b(?:Never|NoReturn)\b/.test(content))
    return null
  return { start, end, text: content }
}

function indexOf(location: unknown, text: string): number | null {
  const [row, column] = [fieldOf(location, 'row'), fieldOf(location, 'column')]
  if (typeof row !== 'number' || typeof column !== 'number') return null
  const lines = text.split('\n')
  const before = lines.slice(0, row - 1).reduce((sum, line) => sum + line.length + 1, 0)
  const characters = Array.from(lines[row - 1] ?? '')
  return before + characters.slice(0, column - 1).join('').length
}

function parsed(stdout: string): unknown {
  try {
    return JSON.parse(stdout)
  } catch {
    return null // another version's output, or none
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function quoted(path: string): string {
  return `'${path.replaceAll("'", `'\\''`)}'`
}

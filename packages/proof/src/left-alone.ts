import { posix } from 'node:path'
import { checkerNamed } from '@upkeep/checkers'
import { commandCheck, isGivenSecrets } from '@upkeep/ci'
import type { FoundCheck, Leaf } from '@upkeep/ci'
import { decodeText } from '@upkeep/workspace'
import type { Composition, Workspace } from '@upkeep/workspace'
import type { FileChange } from './change.ts'
import { observe } from './check-run.ts'
import type { CheckPorts } from './check-run.ts'
import { FORMATTING } from './formatting.data.ts'
import type { Formatting } from './formatting.data.ts'
import { SCRIPT } from './proof-class.ts'
import { isPlain } from './unaffected.ts'

/** Where Tailwind's classes come from, which formatters sort by. */
const STYLE_SHEET = /\.css$/
/** Of more files than these the check itself is asked. */
const MOST_NAMED = 200

/**
 * Why a formatter's check says the same with and without these changes: told to write the changed files of this tree, the formatter
 * leaves them as they are, and it judges each file by itself. Null where it does not, or where that says less than the check.
 */
export async function whyLeftAlone(
  found: FoundCheck,
  changes: readonly FileChange[],
  tree: Composition,
  ports: CheckPorts,
): Promise<string | null> {
  if (found.leaves.length === 0 || !found.check.runnable || isGivenSecrets(found) || !isPlain(found)) return null
  if (changes.length === 0 || changes.length > MOST_NAMED) return null
  if (changes.some(({ before, after }) => before === null || after === null)) return null
  const writing = found.leaves.flatMap((leaf) => writingLeaf(leaf, changes) ?? [])
  if (writing.length < found.leaves.length) return null
  for (const leaf of found.leaves) if (await mayGoBy(leaf, changes, ports.workspace)) return null
  for (const [index, leaf] of writing.entries()) {
    const { status, rewrote } = await observe(commandCheck(found, leaf, `#write-${index + 1}`), tree, ports)
    if (status !== 'pass' || rewrote.length > 0) return null
  }
  const tools = [...new Set(found.leaves.map(({ invocation }) => invocation?.checker ?? ''))].join(' and ')
  return `${tools} leaves the changed files as they are`
}

/** The call of a leaf's tool that formats these files, all of which have to lie below its folder. */
function writingLeaf(leaf: Leaf, changes: readonly FileChange[]): Leaf | null {
  const { invocation, argv, cwd, hook, runnable } = leaf
  if (invocation === null || hook !== undefined || !runnable) return null
  if (invocation.writes || invocation.kinds.some((kind) => kind !== 'format')) return null
  const files = changes.map(({ path }) => posix.relative(cwd, path))
  if (files.some((path) => path.startsWith('../') || path.startsWith('-'))) return null
  const words = checkerNamed(invocation.checker).format?.(argv, files) ?? null
  return words === null ? null : { ...leaf, argv: words }
}

/** Whether one of the changed files could be what the formatter goes by. */
async function mayGoBy(leaf: Leaf, changes: readonly FileChange[], workspace: Workspace): Promise<boolean> {
  const { invocation, argv, cwd } = leaf
  const formatting = invocation === null ? undefined : FORMATTING[invocation.checker]
  if (formatting === undefined) return true
  const config = invocation?.config ?? null
  const named = config === null ? null : posix.join(cwd, config)
  const words = new Set(argv.map((word) => posix.join(cwd, word.slice(word.indexOf('=') + 1)))) // `--ignore-path` and its like
  if (changes.some(({ path }) => words.has(path) || formatting.settings.test(path))) return true
  const { programs } = formatting
  if (programs === undefined || !changes.some(({ path }) => SCRIPT.test(path) || STYLE_SHEET.test(path))) return false
  return argv.some((word) => /^--plugin\b/.test(word)) || (await namesPrograms(programs, named, workspace))
}

/** `$schema` is for editors. */
const SCHEMA = /"\$schema"\s*:\s*"[^"\n]*"/g

/** Settings that are a program, or speak of a file beside them; Tailwind's files are found without being named. */
async function namesPrograms(
  programs: NonNullable<Formatting['programs']>,
  named: string | null,
  workspace: Workspace,
): Promise<boolean> {
  for (const { path } of await workspace.files()) {
    if (path !== named && !programs.test(path) && posix.basename(path) !== 'package.json') continue
    if (SCRIPT.test(path)) return true
    const text = decodeText((await workspace.read(path)) ?? new Uint8Array())?.text ?? ''
    const settings = posix.basename(path) === 'package.json' ? settingsIn(text) : text
    if (/["'\s]\.{1,2}\/|tailwind/i.test(settings.replaceAll(SCHEMA, ''))) return true
  }
  return false
}

/** What a package.json says of Prettier. */
function settingsIn(text: string): string {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && 'prettier' in value ? JSON.stringify(value.prettier) : ''
  } catch {
    return '' // npm could not read it either
  }
}

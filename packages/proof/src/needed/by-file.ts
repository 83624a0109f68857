import { posix } from 'node:path'
import { checkerNamed } from '@upkeep/checkers'
import { commandCheck, isGivenSecrets, wordsFor } from '@upkeep/ci'
import type { FoundCheck, Leaf } from '@upkeep/ci'
import { decodeText } from '@upkeep/workspace'
import type { Workspace } from '@upkeep/workspace'
import { BY_FILE } from './by-file.data.ts'
import type { ByFile } from './by-file.data.ts'
import type { ChangedTree, FileChange } from '../change.ts'
import { observe } from '../check-run.ts'
import type { CheckPorts } from '../check-run.ts'
import type { FileClass } from '../class/class-decision.ts'
import { SCRIPT } from '../class/proof-class.ts'
import { isPlain, isUnseen, reachOf, toolsOf } from './unaffected.ts'

/** Where Tailwind's classes come from, which formatters sort by. */
const STYLE_SHEET = /\.css$/
/** Of more files than these the check itself is asked. */
const MOST_NAMED = 200

/** A command of a check, asked about the changed files alone. */
interface Part {
  leaf: Leaf
  /** Formatters are told to write the files, since that can be told without their being named by the call. */
  says: 'leaves the changed files as they are' | 'passes on the changed files'
}

/**
 * Why a check says the same with and without these changes: each of its tools judges a file by itself, and has nothing to say of the
 * changed ones, or reads nothing of what changed. Null where one has, or where that says less than the check.
 */
export async function whySameByFile(
  found: FoundCheck,
  { tree, changes, decision }: ChangedTree,
  ports: CheckPorts,
): Promise<string | null> {
  if (!found.check.runnable || isGivenSecrets(found) || !isPlain(found)) return null
  if (changes.length === 0 || changes.length > MOST_NAMED) return null
  if (changes.some(({ before, after }) => before === null || after === null)) return null
  const classes = new Map(decision.files.map((file) => [file.path, file]))
  const open = found.leaves.filter((leaf) => reachOf(leaf, changes, classes) === 'more')
  const parts = open.flatMap((leaf) => partOf(leaf, changes, classes) ?? [])
  if (open.length === 0 || parts.length < open.length) return null
  for (const leaf of open) if (await mayGoBy(leaf, changes, ports.workspace)) return null
  const changed = new Set(changes.map(({ path }) => path))
  for (const [index, { leaf }] of parts.entries()) {
    const { status, rewrote } = await observe(commandCheck(found, leaf, `#changed-${index + 1}`), tree, ports)
    if (status !== 'pass' || rewrote.some((path) => changed.has(path))) return null
  }
  const said = Map.groupBy(parts, ({ says }) => says)
  return [...said].map(([says, of]) => `${toolsOf(of.map(({ leaf }) => leaf))} ${says}`).join(', ')
}

/** The call of a command's tool about these files, all of which have to lie below its folder; null: it can not be asked so. */
function partOf(leaf: Leaf, changes: readonly FileChange[], classes: ReadonlyMap<string, FileClass>): Part | null {
  const { invocation, argv, cwd, hook, runnable } = leaf
  if (invocation === null || hook !== undefined || !runnable || invocation.writes) return null
  const files = wordsFor(
    cwd,
    changes.map(({ path }) => path),
  )
  if (files === null) return null
  const upTo = BY_FILE[invocation.checker]?.upTo
  if (upTo !== undefined && !changes.every((one) => isUnseen(one, classes.get(one.path), { blindUpTo: upTo })))
    return null
  const checker = checkerNamed(invocation.checker)
  const formats = invocation.kinds.every((kind) => kind === 'format')
  const words = (formats ? checker.format?.(argv, files) : undefined) ?? checker.checkOnly?.(argv, files) ?? null
  if (words === null) return null
  return {
    leaf: { ...leaf, argv: words },
    says: formats ? 'leaves the changed files as they are' : 'passes on the changed files',
  }
}

/** Whether one of the changed files could be what the tool goes by. */
async function mayGoBy(leaf: Leaf, changes: readonly FileChange[], workspace: Workspace): Promise<boolean> {
  const { invocation, argv, cwd } = leaf
  const known = invocation === null ? undefined : BY_FILE[invocation.checker]
  if (known === undefined) return true
  const config = invocation?.config ?? null
  const named = config === null ? null : posix.join(cwd, config)
  // `--ignore-path=x`, `-Ix,y` and their like
  const isNamed = (path: string) => argv.some((word) => word.includes(posix.basename(path)))
  if (changes.some(({ path }) => isNamed(path) || known.settings.test(path))) return true
  if (known.upTo !== undefined) return false // whoever loads the changed files gets the same program
  if (known.programs === undefined) return await isNamedIn(known, named, changes, workspace)
  if (!changes.some(({ path }) => SCRIPT.test(path) || STYLE_SHEET.test(path))) return false
  return argv.some((word) => /^--plugin\b/.test(word)) || (await namesPrograms(known.programs, named, workspace))
}

/** Whether settings speak of one of these files: a list of words, a file that another one extends. */
async function isNamedIn(
  { settings }: ByFile,
  named: string | null,
  changes: readonly FileChange[],
  workspace: Workspace,
): Promise<boolean> {
  const names = changes.map(({ path }) => posix.basename(path))
  for (const { path } of await workspace.files()) {
    if (path !== named && !settings.test(path)) continue
    const text = decodeText((await workspace.read(path)) ?? new Uint8Array())?.text ?? ''
    if (names.some((name) => text.includes(name))) return true
  }
  return false
}

/** `$schema` is for editors. */
const SCHEMA = /"\$schema"\s*:\s*"[^"\n]*"/g

/** Settings that are a program, or speak of a file beside them; Tailwind's files are found without being named. */
async function namesPrograms(programs: RegExp, named: string | null, workspace: Workspace): Promise<boolean> {
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

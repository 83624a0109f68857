import { posix } from 'node:path'
import type { CheckKind } from '@upkeep/schema'
import type { FileSource, Leaf } from '../model.ts'
import { expansionsOf, resolveScript } from './resolve.ts'
import type { Expansion } from './resolvers/resolver.ts'
import { unwrap } from './wrappers.ts'
import { quoteWords, readShell } from '../workflow/shell.ts'
import type { ShellPiece } from '../workflow/shell.ts'

const INSTALLS =
  /^(?:sudo\s+)?(?:npm (?:ci|install|i)\b|pnpm (?:install|i)\b|yarn(?: install)?$|yarn install\b|bun install\b|corepack\b|(?:python3? -m )?pip[\d.]* install\b|uv (?:sync|pip install|venv|python)\b|poetry (?:install|config)\b|pdm (?:install|sync)\b|pipx install\b|apt(?:-get)?\b|brew install\b|npm config\b|bundle install\b|composer install\b)/

/** The script without the statements that only install. One that can not be taken apart stays whole. */
export function judgingPart(command: string): string {
  const { pieces } = readShell(command, {})
  const { kept, isLess } = without(pieces ?? [], isInstalling)
  return isLess && kept.length > 0 ? joined(kept) : command.trim()
}

/** `npm ci && eslint . || exit 1` can not be taken apart, and does more than to install. */
function isInstalling(source: string): boolean {
  if (!INSTALLS.test(source.trim())) return false
  const { commands } = source.includes('||') ? readShell(source, {}) : { commands: [] }
  return commands.every(({ argv }) => isInstall(argv) || /^(?:true|:|exit|echo|sleep)$/.test(argv[0] ?? ''))
}

/** What stands before a piece that is left out then stands before the next one. */
function without(
  pieces: readonly ShellPiece[],
  isLeftOut: (source: string, index: number) => boolean,
): { kept: ShellPiece[]; isLess: boolean } {
  const kept: ShellPiece[] = []
  let before: boolean | null = null
  for (const [index, piece] of pieces.entries()) {
    const isJoined: boolean = before === null ? piece.joined : piece.joined && before
    before = null
    if (isLeftOut(piece.source, index)) before = isJoined
    else kept.push({ ...piece, joined: isJoined })
  }
  return { kept, isLess: kept.length < pieces.length }
}

function joined(pieces: readonly ShellPiece[]): string {
  return pieces.reduce(
    (text, { source, joined: isJoined }, index) =>
      index === 0 ? source : `${text}${isJoined ? ' && ' : '\n'}${source}`,
    '',
  )
}

/** Whether a command installs something in a script or recipe behind its step. */
export function installsWithin({ argv, trail, kinds }: Leaf): boolean {
  return trail.length > 1 && isInstall(argv) && kinds.includes('setup')
}

function isInstall(argv: readonly string[]): boolean {
  const [tool = '', ...words] = unwrap(argv).argv
  return INSTALLS.test([posix.basename(tool), ...words].join(' '))
}

/** Where a script runs. */
interface At {
  cwd: string
  env: Readonly<Record<string, string>>
}

/** How scripts are read. */
interface Reading {
  files: FileSource
  /** What is installed from the tree itself is judged, and stays. */
  keepsOwn: boolean
}

/** A script, and whether something was left out of it. */
interface Part {
  text: string
  isLess: boolean
}

/** Chains of scripts that are followed. */
const DEEPEST = 8

/**
 * The script without what installs, also in the recipes and scripts that it calls: their lines stand in the place of the call. The set-up
 * of its job is taken as done. Null: nothing installs, or not in a way that it can be left out (in a condition, in a pipe, in a file whose
 * lines are not a shell's own), or nothing else is done.
 */
export async function withoutInstalls(script: string, { cwd, env }: At, files: FileSource): Promise<string | null> {
  const judges = (await leavesBehind(script, { cwd, env }, { files })).filter(({ argv }) => !isInstall(argv))
  const reading = { files, keepsOwn: !judges.every(({ kinds }) => kinds.every((kind) => READS_SOURCES.has(kind))) }
  const part = await partOf(script, { cwd, env }, reading, 0)
  return part?.isLess === true && part.text !== '' ? part.text : null
}

/** What is installed of the tree itself makes no difference to these. */
const READS_SOURCES: ReadonlySet<CheckKind> = new Set(['lint', 'format', 'typecheck', 'setup', 'other'])

async function partOf(script: string, at: At, reading: Reading, depth: number): Promise<Part | null> {
  const { pieces } = readShell(script, at.env)
  if (pieces === null) return (await leadsToInstall(script, at, reading)) ? null : { text: script, isLess: false }
  const parts: Part[] = []
  let { cwd } = at
  for (const { source } of pieces) {
    const here = { ...at, cwd }
    const part = (await onlyInstalls(source, here, reading))
      ? { text: '', isLess: true }
      : await behindCall(source, here, reading, depth)
    if (part === null) return null
    parts.push(part)
    for (const { argv } of readShell(source, at.env).commands)
      if (argv[0] === 'cd') cwd = posix.join(cwd, argv[1] ?? '.')
  }
  if (!parts.some(({ isLess }) => isLess)) return { text: script, isLess: false }
  const written = pieces.map((piece, index) => ({ ...piece, source: parts[index]?.text ?? '' }))
  const { kept } = without(written, (source) => source === '')
  const [only, ...others] = kept
  return { text: others.length === 0 ? (only?.source ?? '') : joined(kept.map(grouped)), isLess: true }
}

/** With `-e` a shell goes on behind `a && b` where `a` fails, and not behind the same in a shell of its own. */
function grouped(piece: ShellPiece): ShellPiece {
  const { pieces } = readShell(piece.source, {})
  return (pieces ?? []).length > 1 ? { ...piece, source: `(${piece.source})` } : piece
}

/** Whether a part of a script does nothing but install, in whatever it calls. */
async function onlyInstalls(source: string, at: At, reading: Reading): Promise<boolean> {
  const leaves = await leavesBehind(source, at, reading)
  return leaves.length > 0 && leaves.every((leaf) => isInstall(leaf.argv) && !(reading.keepsOwn && installsTree(leaf)))
}

/**
 * What is installed may be the tree itself: `pip install .`, `pip install dist/a.whl` (not `pip install -e .`, which leads back to it), or
 * the packages of a folder that takes what the tree packs.
 */
function installsTree({ argv, cwd }: Pick<Leaf, 'argv' | 'cwd'>): boolean {
  if (cwd !== '.' && /^(?:npm|pnpm|yarn|bun)$/.test(argv[0] ?? '')) return true
  return argv.some(
    (word, index) =>
      index > 0 && /^\.|^\w.*\/|\.(?:whl|tgz|tar\.gz)$/.test(word) && !VALUED.test(argv[index - 1] ?? ''),
  )
}

const VALUED =
  /^(?:-[rceift]|--(?:requirement|constraint|editable|index-url|extra-index-url|find-links|target|prefix|cache-dir|python))$/

/** What is left of a piece that calls a recipe or script; the piece itself where that installs nothing. */
async function behindCall(source: string, at: At, reading: Reading, depth: number): Promise<Part | null> {
  const same = { text: source, isLess: false }
  if (!(await leadsToInstall(source, at, reading))) return same
  const [command, ...others] = readShell(source, at.env).commands
  const isCall =
    others.length === 0 && command?.source.trim() === source.trim() && Object.keys(command.env).length === 0
  if (!isCall || command === undefined || depth >= DEEPEST) return null
  const { argv, wrapper, env } = unwrap(command.argv)
  if (wrapper.length > 0 || Object.keys(env).length > 0) return null
  const expansions = (await expansionsOf(argv, at, reading.files)) ?? []
  const texts: string[] = []
  for (const expansion of expansions) {
    if (expansion.isVerbatim !== true) return null
    const cwd = expansion.place.cwd ?? at.cwd
    const part = await partOf(expansion.script, { ...at, cwd }, reading, depth + 1)
    if (part === null) return null
    if (part.text !== '') texts.push(asCommand(part.text, expansion, at))
  }
  return expansions.length === 0 ? null : { text: texts.join(' && '), isLess: true }
}

async function leadsToInstall(source: string, at: At, reading: Reading): Promise<boolean> {
  return (await leavesBehind(source, at, reading)).some(({ argv }) => isInstall(argv))
}

async function leavesBehind(source: string, { cwd, env }: At, { files }: Pick<Reading, 'files'>): Promise<Leaf[]> {
  return await resolveScript(source, { cwd, env, path: [], wrapper: [], trail: [], intent: [] }, files)
}

/** Whether what stands behind it runs as if it had not been there. */
function leavesNothing({ source }: ShellPiece): boolean {
  const { commands } = readShell(source, {})
  return commands.length > 0 && commands.every(({ argv }) => !STATE.has(argv[0] ?? ''))
}

const STATE: ReadonlySet<string> = new Set(
  'cd pushd popd export declare typeset readonly local set unset shopt umask alias source . eval exec exit trap ulimit shift return'.split(
    ' ',
  ),
)

/** A script as a part of a list of commands each of which has to succeed, in its own folder and with its own PATH. */
function asCommand(script: string, { place: { cwd = '.', path = [] } }: Expansion, at: At): string {
  const { pieces, commands } = readShell(script, {})
  const isList = pieces?.every(
    ({ source, joined: isJoined }, index) => (index === 0 || isJoined) && !source.includes('||'),
  )
  const isOne = commands.length === 1 && commands[0]?.source === pieces?.[0]?.source
  const isPlain = pieces !== null && isList === true && (isOne || path.length === 0) && pieces.every(leavesNothing)
  const body = isPlain ? joined(pieces) : `bash -c ${quoteWords([script])}`
  const up = cwd === '.' ? '' : '../'.repeat(cwd.split('/').length)
  const folders = path.map((folder) => `$PWD/${up}${folder}`).join(':')
  const text = folders === '' ? body : `PATH="${folders}:$PATH" ${body}`
  const below = posix.relative(at.cwd, cwd)
  return below === '' ? text : `(cd ${quoteWords([below])} && ${text})`
}

import { posix } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { CommandOutput } from './checker.ts'
import { repositoryFolder } from './place.ts'

/** One line without colours and without what runners put before it. */
export interface OutputLine {
  text: string
  /** Where the tool that printed it ran, relative to the root; null: in a folder that the output does not tell. */
  cwd: string | null
}

/** Longer lines are cut: no tool says more in one, and it bounds the work of every pattern. */
const LONGEST_LINE = 20_000

// GitHub's time stamps and marks, and act's name of the job
const STAMP = /^\uFEFF?\d{4}-\d\d-\d\dT[\d:.]{8,20}Z /
const MARK = /^##\[(?:error|warning|notice)\]/
const ACT = /^\[[^\]]{1,200}\] {1,4}\| /
// `[0] ` of concurrently; `[name]: ` of Yarn, which does not say where that is. `[warn] ` is Prettier's own, `[ERROR] ` Maven's
const LABEL = /^(?:➤ YN0000: )?\[(?!(?:warn|error|WARNING|ERROR|INFO)\] )[\w@./-]{1,100}\](:?) /

/** Node takes colours away, but links and titles in quadratic time: these go before. */
const ESCAPE = '\u001B'
const OSC = new RegExp(`${ESCAPE}\\][^\\u0007\\n${ESCAPE}]*(?:\\u0007|${ESCAPE}\\\\)`, 'g')

/** The lines of an output, whole, without colours, carriage returns, time stamps and marks. */
export function plainLines(output: string): string[] {
  return withoutControls(output)
    .split('\n')
    .map((line) => afterReturn(line).replace(STAMP, '').replace(MARK, '').replace(ACT, ''))
}

function withoutControls(text: string): string {
  if (!text.includes(ESCAPE) && !text.includes('\u009B')) return text
  return stripVTControlCharacters(text.replace(OSC, '').replaceAll(`${ESCAPE}]`, ''))
}

/** What a terminal would show of a line that was written over. */
function afterReturn(line: string): string {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line
  return text.includes('\r') ? text.slice(text.lastIndexOf('\r') + 1) : text
}

/** Every checker reads the same output: its lines are found once. */
const READ = new WeakMap<CommandOutput, { cwd: string; root: string; lines: readonly OutputLine[] }>()

/** The lines of an output with the folder that each belongs to, as far as npm, pnpm, Turborepo and make tell. */
export function outputLines(output: CommandOutput, cwd: string, root: string): readonly OutputLine[] {
  const known = READ.get(output)
  if (known !== undefined && known.cwd === cwd && known.root === root) return known.lines
  const lines = linesOf(output, cwd, root)
  READ.set(output, { cwd, root, lines })
  return lines
}

function linesOf({ stdout, stderr }: CommandOutput, cwd: string, root: string): OutputLine[] {
  const lines = plainLines(`${stdout}\n${stderr}`)
  const follow = followFolders(cwd, root, namedFolders(lines, root))
  return lines.map((line) => follow(line.length > LONGEST_LINE ? line.slice(0, LONGEST_LINE) : line))
}

// `packages/a lint$ tsc` announces, `packages/a lint: …` follows
const PNPM_START = /^(\S{1,400}) ([\w:.-]{1,100})\$ /
// `web:lint: cache miss, executing …` announces, `web:lint: …` follows
const TURBO_START = /^(\S{1,200}:\S{1,100}): cache (?:miss|hit|bypass)/
// `> name@1.0.0 lint /repo/packages/a`; npm leaves the folder out
const HEADER = /^> (\S{1,200}@\S{1,100}) \S{1,100}(?: ((?:\/|[A-Za-z]:[\\/]).{0,1000}))?$/
const MAKE = /^\S{0,100}make(?:\[\d{1,4}\])?: (Entering|Leaving) directory ['`](.{1,1000})'$/

/** Reads lines in their order; what one says of the folder holds for those behind it with the same prefix. */
function followFolders(cwd: string, root: string, named: ReadonlyMap<string, string | null>) {
  const streams = new Map<string, string | null>([['', cwd]])
  const entered: (string | null)[] = []
  const known = (name: string, prefix: string) => {
    const told = prefix === '' ? named.get(name) : streams.get(prefix)
    return told === undefined ? cwd : told
  }
  return (line: string): OutputLine => {
    const pnpm = PNPM_START.exec(line)
    if (pnpm !== null) streams.set(`${pnpm[1] ?? ''} ${pnpm[2] ?? ''}: `, posix.join(cwd, pnpm[1] ?? ''))
    const turbo = TURBO_START.exec(line)?.[1]
    if (turbo !== undefined) streams.set(`${turbo}: `, named.get(turbo) ?? null)
    const prefix = prefixOf(line, streams)
    const label = prefix === '' ? LABEL.exec(line) : null
    const text = line.slice(label === null ? prefix.length : label[0].length)
    const header = HEADER.exec(text)
    if (header?.[2] !== undefined) streams.set(prefix, repositoryFolder(header[2], root))
    else if (header !== null) streams.set(prefix, known(header[1] ?? '', prefix))
    const make = MAKE.exec(text)
    if (make?.[1] === 'Entering') {
      entered.push(streams.get(prefix) ?? null)
      streams.set(prefix, repositoryFolder(make[2] ?? '', root))
    } else if (make !== null) streams.set(prefix, entered.pop() ?? cwd)
    return { text, cwd: label?.[1] === ':' ? null : (streams.get(prefix) ?? null) }
  }
}

function prefixOf(line: string, streams: ReadonlyMap<string, string | null>): string {
  if (streams.size === 1) return ''
  const prefix = line.slice(0, line.indexOf(': ') + 2)
  return streams.has(prefix) ? prefix : ''
}

/** npm and Turborepo tell the folder only behind the output of a task that failed. */
function namedFolders(lines: readonly string[], root: string): Map<string, string | null> {
  const folders = new Map<string, string | null>()
  let workspace = ''
  for (const line of lines) {
    if (line.length > LONGEST_LINE) continue
    const npm = /^npm (?:error|ERR!) (workspace|location) (.+)$/.exec(line)
    if (npm?.[1] === 'workspace') workspace = npm[2] ?? ''
    else if (npm !== null && workspace !== '') folders.set(workspace, repositoryFolder(npm[2] ?? '', root))
    const turbo = /^(\S{1,200})#(\S{1,100}): {1,9}ERROR {1,9}command \(([^)]{1,1000})\) /.exec(line)
    if (turbo !== null) folders.set(`${turbo[1] ?? ''}:${turbo[2] ?? ''}`, repositoryFolder(turbo[3] ?? '', root))
  }
  return folders
}

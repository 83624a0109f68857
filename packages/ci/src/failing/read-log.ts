import { stripAnsi } from '@upkeep/text'
import { LONGEST_LINE, forEachLine, stampLength } from './log-lines.ts'
import { Tail, gathered } from './log-tail.ts'
import type { LogLine } from './log-tail.ts'

/**
 * A part of a log that begins as a step does: `##[group]Run …`. What a command prints can look the same, so that a part says what the
 * log claims, never what is so.
 */
export interface LogPart {
  /** Place in the log, from 0. */
  index: number
  /** What stands behind `Run `: the first line of a command, or `owner/action@ref`. */
  title: string
  /** All lines of the command; null where it shows none, as for an action. */
  command: string | null
  /** The variables of its step, of its job and of its workflow. */
  env: ReadonlyMap<string, string>
  /** Whether its header stands in the log to the end: nothing of the command or the variables is cut off. */
  whole: boolean
  shell: string | null
  /** Milliseconds since the epoch; null where the log has no time stamps. */
  begun: number | null
  /** The last `##[error]Process completed with exit code N.`; null: none. */
  exit: number | null
  /** Its other `##[error]` lines, ten at most. */
  errors: readonly string[]
  head: readonly LogLine[]
  /** Its last lines, with those of the parts before it; none where it has no error. */
  tail: readonly LogLine[]
}

export interface JobLog {
  /** In the order of the log; of very many those in the middle are left out. */
  parts: readonly LogPart[]
  /** Where the repository was checked out, as the log has it; null: it doesn't say. */
  root: string | null
  /** Whether it goes on to the end of the job. */
  whole: boolean
  lines: number
}

const MOST_PARTS = 200
const MOST_FAILED = 60
const HEAD_LINES = 60
const HEAD_CHARACTERS = 8_192
const MOST_ERRORS = 10
const LONGEST_ERROR = 500
const LONGEST_TITLE = 1_000
const MOST_COMMAND = 16_384

const RUN = '##[group]Run '
const ERROR = '##[error]'
const CLEAN_UP = 'Post job cleanup.'
const EXIT = /^##\[error\]Process completed with exit code (-?\d{1,10})\.$/
// what the runner writes before each line of a command
const CYAN = '\u001B[36;1m'
const ROOT = /^Working directory is '([^']{1,500})'$/

/** Reads a job's log as GitHub gives it (`actions/jobs/{job_id}/logs`). Takes the same memory for any length. Rejects where the stream does. */
export async function readJobLog(chunks: AsyncIterable<Uint8Array | string>): Promise<JobLog> {
  const reading = new Reading()
  await forEachLine(chunks, (line) => reading.take(line))
  return reading.log()
}

/** The text of a part from its beginning to its error, plain; what is left out in between is said. */
export function textOf({ head, tail }: Pick<LogPart, 'head' | 'tail'>, from: number): string {
  return gathered(
    head,
    tail.filter(({ part }) => part >= from),
  )
}

/** A part while it is read. */
interface OpenPart {
  index: number
  title: string
  stamp: string
  shell: string | null
  exit: number | null
  errors: string[] | null
  head: LogLine[] | null
  headLength: number
  tail: (() => LogLine[]) | null
  isHeader: boolean
  headerLength: number
  /** The lines behind its shell. */
  env: string[] | null
  /** Null: its end was not read so far. */
  whole: boolean | null
  /** The lines of its command as the runner colours them. */
  coloured: string[] | null
  /** Those without colours, as tools that copy logs leave them. */
  bare: string[] | null
}

class Reading {
  private readonly tail = new Tail()
  private readonly first: OpenPart[] = []
  private readonly last: OpenPart[] = []
  private readonly failed: OpenPart[] = []
  private open: OpenPart | null = null
  private parts = 0
  private lines = 0
  private root: string | null = null
  private whole = false

  take(line: string): void {
    const length = stampLength(line)
    const text = length === 0 ? line : line.slice(length)
    this.lines += 1
    if (text.startsWith(RUN)) this.begin(text.slice(RUN.length), line.slice(0, length), true)
    else if (text === CLEAN_UP) this.begin(text, line.slice(0, length), false)
    else if (this.open?.isHeader === true) readHeader(this.open, text, line.length >= LONGEST_LINE)
    else this.content(text)
  }

  log(): JobLog {
    this.close()
    const { root, whole, lines } = this
    const kept = new Map([...this.first, ...this.last, ...this.failed].map((part) => [part.index, part]))
    return { parts: [...kept.values()].toSorted((a, b) => a.index - b.index).map(partOf), root, whole, lines }
  }

  private begin(title: string, stamp: string, isHeader: boolean): void {
    this.close()
    this.open = {
      index: this.parts++,
      title,
      stamp,
      shell: null,
      exit: null,
      errors: null,
      head: null,
      headLength: 0,
      tail: null,
      isHeader,
      headerLength: 0,
      env: null,
      whole: null,
      coloured: null,
      bare: null,
    }
  }

  private content(text: string): void {
    const part = this.open
    const line = this.tail.push(text, part?.index ?? -1, this.lines)
    if (text === 'Cleaning up orphan processes') this.whole = true
    if (this.root === null && text.startsWith('Working directory is')) this.root = ROOT.exec(text)?.[1] ?? null
    if (part === null) return
    if ((part.head?.length ?? 0) < HEAD_LINES && part.headLength < HEAD_CHARACTERS) {
      part.head = added(part.head, line)
      part.headLength += line.text.length
    }
    if (!text.startsWith(ERROR)) return
    const exit = EXIT.exec(text)?.[1]
    if (exit !== undefined) part.exit = Number(exit)
    else if ((part.errors?.length ?? 0) < MOST_ERRORS)
      part.errors = added(part.errors, text.slice(ERROR.length, ERROR.length + LONGEST_ERROR))
  }

  private close(): void {
    const part = this.open
    if (part === null) return
    if (part.exit !== null || part.errors !== null) part.tail = this.tail.here()
    if (this.first.length < MOST_PARTS / 2) this.first.push(part)
    else keepLast(this.last, part, MOST_PARTS / 2)
    if (part.exit !== null) keepLast(this.failed, part, MOST_FAILED)
    this.open = null
  }
}

function readHeader(part: OpenPart, text: string, isCut: boolean): void {
  part.headerLength += text.length + 1
  const isEnd = text === '##[endgroup]'
  const isLong = part.headerLength > MOST_COMMAND
  if (isCut || isLong || isEnd) part.whole ??= isEnd && !isLong
  if (isEnd || isLong) part.isHeader = false
  else if (part.shell !== null) part.env = added(part.env, text)
  else if (text.startsWith('shell: ')) part.shell = text.slice('shell: '.length)
  else if (text.startsWith(CYAN)) part.coloured = added(part.coloured, text)
  else part.bare = added(part.bare, text)
}

/** Where very many claim to be one, the last ones are kept. */
function keepLast<T>(list: T[], item: T, most: number): void {
  list.push(item)
  if (list.length > 2 * most) list.splice(0, most)
}

function added<T>(list: T[] | null, item: T): T[] {
  if (list === null) return [item]
  list.push(item)
  return list
}

/** `env:` and below it `  NAME: value`; what a value has of further lines stands at their beginning. */
function variablesIn([first, ...lines]: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  let open: string | null = null
  for (const line of first === 'env:' ? lines : []) {
    const [, name = null, value = ''] = /^ {2}([A-Za-z_]\w*): ?(.*)$/.exec(line) ?? []
    open = name ?? open
    if (open !== null) found.set(open, name === null ? `${found.get(open) ?? ''}\n${line}` : value)
  }
  return found
}

function partOf({
  index,
  title,
  stamp,
  shell,
  exit,
  errors,
  head,
  tail,
  coloured,
  bare,
  env,
  whole,
}: OpenPart): LogPart {
  const begun = Date.parse(stamp.replace('\uFEFF', '').trim())
  // An action has no `shell:`
  const command = coloured ?? (shell === null ? null : bare)
  return {
    index,
    title: stripAnsi(title).slice(0, LONGEST_TITLE),
    command: command?.map(stripAnsi).join('\n') ?? null,
    env: variablesIn((env ?? []).map(stripAnsi)),
    whole: whole ?? false,
    shell,
    begun: Number.isNaN(begun) ? null : begun,
    exit,
    errors: (errors ?? []).map(stripAnsi),
    head: head ?? [],
    tail: tail?.() ?? [],
  }
}

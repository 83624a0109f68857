import { stripAnsi } from '@upkeep/text'
import { forEachLine, unstamped } from './log-lines.ts'
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
  shell: string | null
  /** Milliseconds since the epoch; null where the log has no time stamps. */
  begun: number | null
  /** The last `##[error]Process completed with exit code N.`; null: none. */
  exit: number | null
  /** Its other `##[error]` lines, ten at most. */
  errors: readonly string[]
  head: readonly LogLine[]
  /** Its last lines, with those of the parts before it; empty where it has no error. */
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
const MOST_COMMAND = 16_384

const RUN = '##[group]Run '
const EXIT = /^##\[error\]Process completed with exit code (-?\d{1,10})\.$/
// what the runner puts a command's lines into
const COMMAND_LINE = /^\u001B\[36;1m([\s\S]*?)(?:\u001B\[0m)?$/
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

type Writable<T> = { -readonly [K in keyof T]: T[K] }
interface OpenPart extends Writable<LogPart> {
  errors: string[]
  head: LogLine[]
  /** Lines of the command as far as they were read; null behind the header. */
  header: string[] | null
  headerLength: number
  headLength: number
}

class Reading {
  private readonly tail = new Tail()
  private readonly first: LogPart[] = []
  private readonly last: LogPart[] = []
  private readonly failed: LogPart[] = []
  private open: OpenPart | null = null
  private parts = 0
  private lines = 0
  private root: string | null = null
  private whole = false

  take(line: string): void {
    const { text, stamp } = unstamped(line)
    this.lines += 1
    if (text.startsWith(RUN)) this.begin(text.slice(RUN.length), stamp)
    else if (text === 'Post job cleanup.') this.begin(text, stamp)
    else if (this.open?.header !== null && this.open !== null) this.readHeader(this.open, text)
    else this.content(text)
  }

  log(): JobLog {
    this.close()
    const kept = new Map([...this.first, ...this.last, ...this.failed].map((part) => [part.index, part]))
    const parts = [...kept.values()].toSorted((a, b) => a.index - b.index)
    return { parts, root: this.root, whole: this.whole, lines: this.lines }
  }

  private begin(title: string, stamp: string | null): void {
    this.close()
    const begun = stamp === null ? null : Date.parse(stamp)
    this.open = {
      index: this.parts++,
      title: stripAnsi(title).slice(0, 1000),
      command: null,
      shell: null,
      begun,
      exit: null,
      errors: [],
      head: [],
      tail: [],
      header: [],
      headerLength: 0,
      headLength: 0,
    }
    if (title === 'Post job cleanup.') this.open.header = null
  }

  private readHeader(part: OpenPart, text: string): void {
    const line = COMMAND_LINE.exec(text)?.[1]
    const header = part.header ?? []
    part.headerLength += text.length + 1
    if (text === '##[endgroup]' || part.headerLength > MOST_COMMAND) {
      part.command = header.length === 0 ? null : header.join('\n')
      part.header = null
    } else if (line !== undefined && part.shell === null) header.push(stripAnsi(line))
    else if (text.startsWith('shell: ')) part.shell ??= text.slice('shell: '.length)
  }

  private content(text: string): void {
    const part = this.open
    const line = this.tail.push(text, part?.index ?? -1, this.lines)
    if (text === 'Cleaning up orphan processes') this.whole = true
    if (this.root === null) this.root = ROOT.exec(text)?.[1] ?? null
    if (part === null) return
    if (part.head.length < HEAD_LINES && part.headLength < HEAD_CHARACTERS) {
      part.head.push(line)
      part.headLength += line.text.length
    }
    if (!text.startsWith('##[error]')) return
    const exit = EXIT.exec(text)?.[1]
    if (exit !== undefined) part.exit = Number(exit)
    else if (part.errors.length < MOST_ERRORS) part.errors.push(stripAnsi(text.slice('##[error]'.length)).slice(0, 500))
  }

  private close(): void {
    if (this.open === null) return
    const { header, headerLength: _, headLength: __, ...part } = this.open
    const command = header === null || header.length === 0 ? part.command : header.join('\n')
    const tail = part.exit === null && part.errors.length === 0 ? [] : this.tail.snapshot()
    const done: LogPart = { ...part, command, tail }
    this.open = null
    if (this.first.length < MOST_PARTS / 2) this.first.push(done)
    else {
      this.last.push(done)
      if (this.last.length > MOST_PARTS) this.last.splice(0, MOST_PARTS / 2)
    }
    if (done.exit !== null) {
      this.failed.push(done)
      // Where very many claim to have failed, the last ones are kept
      if (this.failed.length > MOST_FAILED * 2) this.failed.splice(0, MOST_FAILED)
    }
  }
}

import { Script, createContext } from 'node:vm'
import type { Severity } from '@upkeep/schema'
import { outputLines } from '../output-lines.ts'
import type { OutputLine } from '../output-lines.ts'
import { repositoryPath } from '../place.ts'
import { FIELDS } from './read.ts'
import type { Field, ProblemMatcher, ProblemPattern } from './read.ts'

/** What a matcher found, as GitHub would annotate it. */
export interface MatchedProblem {
  /** Relative to the root, with `/`; null where it names no file, or one outside of the root. */
  path: string | null
  /** 1-based; null where it says none. */
  line: number | null
  column: number | null
  endLine?: number
  severity: Severity
  /** `''` where it says none. */
  code: string
  message: string
  owner: string
}

export interface MatchOptions {
  /** The root as the text has it, absolute: taken off the paths, and what lies outside of it is null. Missing: paths stay as they are. */
  from?: string
  /** Where the command ran, relative to the root; `.` where it is not said. */
  cwd?: string
  /** Whether the root has this file: GitHub annotates no other one. Missing: every path is taken. */
  exists?: (path: string) => boolean
  /** Told of a matcher that took too long for one line, three times: it is left out from there on. */
  onDropped?: (owner: string) => void
  /** What one pattern may take for one line; GitHub gives a second. */
  milliseconds?: number
}

/** Longer lines are cut: what a matcher looks for stands in the first part of one, and it bounds its work. */
const LONGEST_LINE = 4096
/** As GitHub's runner. */
const MOST_ATTEMPTS = 3

/** Of a call's limit, so that only one slow line comes near to it. */
const SLICE = 0.1

interface Scan {
  lines: readonly OutputLine[]
  running: RunningMatcher[]
  found: MatchedProblem[]
  /** Where it goes on. */
  line: number
  matcher: number
}

/**
 * The problems in an output, line by line as GitHub's runner finds them: the first matcher that matches a line has it, and the others
 * begin anew. The regular expressions may be anybody's: each has a time limit. Colours and time stamps of logs are taken away before.
 */
export function matchProblems(
  text: string,
  matchers: readonly ProblemMatcher[],
  options: MatchOptions = {},
): MatchedProblem[] {
  if (matchers.length === 0 || text === '') return []
  const { from = '/', cwd = '.', onDropped, milliseconds = 1000 } = options
  const lines = outputLines({ stdout: text, stderr: '' }, cwd, from)
  const scan: Scan = { lines, running: matchers.map(runningMatcher), found: [], line: 0, matcher: 0 }
  let attempts = 0
  for (let [before, state] = [-1, 'paused' as State]; state !== 'done'; before = scan.line) {
    state = withinTime(() => advance(scan, milliseconds * SLICE, options), milliseconds)
    attempts = state === 'late' ? (scan.line === before ? attempts + 1 : 1) : 0
    const slow = scan.running[scan.matcher]
    // It stopped half-way through its patterns
    if (state === 'late') slow?.reset()
    if (attempts < MOST_ATTEMPTS || slow === undefined) continue
    onDropped?.(slow.matcher.owner)
    scan.running = scan.running.filter((each) => each !== slow)
    attempts = 0
  }
  return scan.found
}

type State = 'done' | 'paused' | 'late'

/** Goes on for about so long. It may be interrupted in the middle of a pattern, and goes on with the same one then. */
function advance(scan: Scan, milliseconds: number, options: MatchOptions): State {
  const end = performance.now() + milliseconds
  for (; scan.line < scan.lines.length; scan.line++, scan.matcher = 0) {
    if (scan.matcher === 0 && performance.now() > end) return 'paused'
    const { text = '', cwd = null } = scan.lines[scan.line] ?? {}
    const line = text.slice(0, LONGEST_LINE)
    for (; scan.matcher < scan.running.length; scan.matcher++) {
      const one = scan.running[scan.matcher]
      const values = one?.match(line) ?? null
      if (one === undefined || values === null) continue
      for (const other of scan.running) if (other !== one) other.reset()
      const problem = problemOf(values, one.matcher, cwd, options)
      if (problem === null) continue
      scan.found.push(problem)
      break
    }
  }
  return 'done'
}

/** What the lines so far gave; null where no pattern set it. */
type Values = Readonly<Record<Field, string | null>>

interface RunningMatcher {
  matcher: ProblemMatcher
  /** The values of a whole match that ends with this line. */
  match(line: string): Values | null
  reset(): void
}

function runningMatcher(matcher: ProblemMatcher): RunningMatcher {
  const patterns = matcher.pattern.map((pattern) => ({ pattern, regex: new RegExp(pattern.regexp) }))
  const last = patterns.length - 1
  /** By pattern: what was found when it was the last one that matched. */
  let state: (Values | null)[] = []
  return {
    matcher,
    match(line) {
      for (let index = last; index >= 0; index--) {
        const { pattern, regex } = patterns[index] as (typeof patterns)[number]
        const before = index === 0 ? null : (state[index - 1] ?? null)
        if (index > 0 && before === null) continue
        const groups = regex.exec(line)
        const values = groups === null ? null : valuesOf(pattern, groups, before)
        if (index < last) state[index] = values
        else if (values !== null) {
          state = []
          if (pattern.loop === true) state[index - 1] = before
          return values
        } else if (index > 0) state[index - 1] = null
      }
      return null
    },
    reset: () => void (state = []),
  }
}

/** What an earlier line said stays, also where that was nothing. */
function valuesOf(pattern: ProblemPattern, groups: RegExpExecArray, before: Values | null): Values {
  const values = FIELDS.map((field) => {
    const group = pattern[field]
    return [field, before?.[field] ?? (group === undefined ? null : (groups[group] ?? ''))] as const
  })
  return Object.fromEntries(values) as Values
}

/** Null where GitHub would annotate nothing: no message, or a severity that it does not know. */
function problemOf(
  values: Values,
  { owner, severity: usual = '', fromPath: usualFrom = '' }: ProblemMatcher,
  cwd: string | null,
  { from, exists }: MatchOptions,
): MatchedProblem | null {
  const severity = (values.severity || usual || 'error').toLowerCase()
  const message = (values.message ?? '').trim()
  if (message === '' || (severity !== 'error' && severity !== 'warning' && severity !== 'notice')) return null
  const printed = rooted((values.file ?? '').trim(), (values.fromPath || usualFrom).trim())
  const path = printed === '' ? null : from === undefined ? printed : repositoryPath(printed, cwd, from)
  return {
    path: path === null || exists?.(path) === false ? null : path,
    line: numberOf(values.line),
    column: numberOf(values.column),
    severity,
    code: (values.code ?? '').trim(),
    message,
    owner,
  }
}

/** A relative path lies in the folder of the file that `fromPath` names. */
function rooted(file: string, fromPath: string): string {
  if (file === '' || fromPath === '' || /^(?:[\\/]|[A-Za-z]:[\\/])/.test(file)) return file
  const slash = Math.max(fromPath.lastIndexOf('/'), fromPath.lastIndexOf('\\'))
  return slash < 0 ? file : `${fromPath.slice(0, slash + 1)}${file}`
}

function numberOf(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null
}

/** Only a call into a context of its own can be interrupted in the middle of a regular expression. */
const CALL = new Script('run()')
let context: { run?: () => State } | undefined

function withinTime(run: () => State, milliseconds: number): State {
  context ??= createContext({}) as { run?: () => State }
  context.run = run
  try {
    return CALL.runInContext(context, { timeout: milliseconds }) as State
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return 'late'
    throw error
  } finally {
    delete context.run
  }
}

import type { CheckRow, ResultFinding } from '@upkeep/schema'
import type { ReportData } from './data.ts'

/** `1 finding`, `2 findings`. */
export function count(number: number, noun: string): string {
  return `${number} ${nounFor(number, noun)}`
}

export function nounFor(number: number, noun: string): string {
  return number === 1 ? noun : `${noun}s`
}

/** Seconds as a person says them: `0.8 s`, `42 s`, `3 min 5 s`. */
export function duration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}

/** At most `length` characters of one line, cut in the middle of nothing that is a pair. */
export function clip(text: string, length: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= length ? line : `${line.slice(0, length - 1).toWellFormed()}…`
}

export function inState(data: ReportData, state: ResultFinding['state']): ResultFinding[] {
  return data.result.findings.filter((finding) => finding.state === state)
}

/** `path:line` of a finding; the empty text where it has no place. */
export function placeOf({ path, range }: ResultFinding): string {
  if (path === null) return ''
  return range === null ? path : `${path}:${range[0]}`
}

/** The verdict in one sentence. */
export function headline(data: ReportData): string {
  const { result, reason } = data.result
  const proposed = inState(data, 'proposed').length
  if (result === 'changed') return `${count(proposed, 'finding')} settled, and proven by the repository's own checks`
  if (result === 'clean') return 'Nothing to change'
  if (result === 'skipped') return `Skipped: ${reason?.message ?? 'nothing could be done.'}`
  return `Failed: ${reason?.message ?? 'the run did not come to its end.'}`
}

/** What one thing that was examined is called: a word of ours, whatever the data holds. */
export function examined({ examines }: Pick<ReportData, 'examines'>): string {
  return examines === 'command' ? 'command' : 'file'
}

/** What was found, by what it was proven, what it took: three sentences. */
export function threeLines(data: ReportData): [found: string, proven: string, took: string] {
  const { findings, coverage, checkerRuns, seconds, usage } = data.result
  const states = (['proposed', 'refused', 'left'] as const).map((state) => `${inState(data, state).length} ${state}`)
  const found = `${count(findings.length, 'finding')} in ${count(coverage.examined.length, examined(data))} examined: ${states.join(', ')}.`
  const run = data.proof.filter(wasRun)
  const passed = run.filter(({ after }) => after === 'pass').length
  const others = data.proof.length - run.length
  const told = others === 0 ? '' : `; ${others} ${others === 1 ? 'was' : 'were'} not run, each with its reason`
  const proven =
    run.length === 0
      ? 'No check of the repository was run.'
      : `${passed} of ${count(run.length, 'check')} that were run pass${told}.`
  const model =
    usage.turns === 0 ? 'no model was asked' : `${count(usage.turns, 'model turn')} for $${usage.usd.toFixed(2)}`
  return [found, proven, `${duration(seconds)}, ${count(checkerRuns, 'checker run')}, ${model}.`]
}

export function wasRun({ after }: CheckRow): boolean {
  return after !== 'not-run' && after !== 'not-needed'
}

/** The command that repeats this run on a laptop. */
export function reproduceCommand({ result }: ReportData): string {
  const { commit } = result.repository
  return `npx upkeep ${result.action}${commit === null ? '' : ` --commit ${commit.slice(0, 12)}`}`
}

/** What a user adds to the configuration so that a finding is not shown again. */
export function muteExample({ result }: ReportData): string {
  const finding = result.findings.find(({ state }) => state !== 'proposed') ?? result.findings[0]
  return ['version: 1', 'mute:', `  - ${finding?.id ?? '<finding or rule>'}`].join('\n')
}

/** The checks of the proof that were run, and the others by the reason why they were not, the most frequent one first. */
export function proofParts(proof: readonly CheckRow[]): {
  run: readonly CheckRow[]
  others: readonly { why: string; rows: readonly CheckRow[] }[]
} {
  const others = Map.groupBy(
    proof.filter((row) => !wasRun(row)),
    ({ why }) => why ?? 'it was not needed',
  )
  return {
    run: proof.filter(wasRun),
    others: [...others].map(([why, rows]) => ({ why, rows })).toSorted((a, b) => b.rows.length - a.rows.length),
  }
}

import type { CheckResult, Recorder, Usage } from '@upkeep/schema'
import type { Context } from './definition.ts'

/** Counts what a run executed. */
export interface Tally {
  checkerRuns: number
  /** Seconds spent inside commands of the repository. */
  checkerSeconds: number
  /** On models, before the first batch. */
  spent: Usage
}

/** Notes an execution of a check (not one that the cache answered) in tally, record and log. */
export function noteResult(tally: Tally, recorder: Recorder, log: Context['log']) {
  return (result: CheckResult, { depth, cached }: { depth: 'probe' | 'proof'; cached: boolean }): void => {
    const { check, tree, status, exit, seconds, diagnostics } = result
    recorder.append({
      kind: 'check',
      check,
      tree,
      depth,
      status,
      exit,
      seconds,
      diagnostics: diagnostics.length,
      cached,
    })
    if (cached) return
    if (status !== 'not-run') tally.checkerRuns += 1
    tally.checkerSeconds += seconds
    log.info(`${check}: ${status} in ${seconds.toFixed(1)} s${result.why === undefined ? '' : ` (${result.why})`}`)
  }
}

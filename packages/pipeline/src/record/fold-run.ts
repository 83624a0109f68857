import { addUsage } from '@upkeep/agent-core'
import { NO_USAGE } from '@upkeep/schema'
import type { AttemptStop, EventBody, Id, Reason, RecordedEvent, RungLevel, RunResult, Usage } from '@upkeep/schema'

/** What a rung did in a run, and what it cost. */
export interface RungTotals {
  attempts: number
  proposals: number
  proven: number
  usage: Usage
}

/** `record/run.json`: what the events come to. */
export interface RunDocument {
  format: 'upkeep/run@1'
  run: string
  action: string | null
  version: string | null
  commit: string | null
  base: string | null
  started: string | null
  ended: string | null
  result: RunResult | null
  reason: Reason | null
  findings: { id: Id; rule: string; path: string | null; status: 'proven' | 'refuted' | 'unproven' | 'left' }[]
  attempts: {
    attempt: string
    findings: Id[]
    rung: RungLevel
    model: string
    stop: AttemptStop | null
    usage: Usage
    tools: number
  }[]
  rungs: Partial<Record<RungLevel, RungTotals>>
  guards: { guard: string; path: string; refusal: string }[]
  /** How often models failed, and how often they were asked again. */
  model: { failures: number; retries: number }
  checks: number
  usage: Usage
  seconds: number | null
}

/** The pure fold of a record. Any part of a record gives a document: a run that was killed has no result. */
export function foldRun(events: readonly RecordedEvent[]): RunDocument {
  const kinds = <K extends EventBody['kind']>(kind: K) =>
    events.filter((event): event is Extract<RecordedEvent, { kind: K }> => event.kind === kind)
  const start = kinds('run.start')[0]
  const end = kinds('run.end')[0]
  const attempts = attemptsOf(events)
  return {
    format: 'upkeep/run@1',
    run: events[0]?.run ?? '',
    action: start?.action ?? null,
    version: start?.version ?? null,
    commit: start?.commit ?? null,
    base: start?.base ?? null,
    started: events[0]?.t ?? null,
    ended: end?.t ?? null,
    result: end?.result ?? null,
    reason: end?.reason ?? null,
    findings: findingsOf(events),
    attempts,
    rungs: rungsOf(events, attempts),
    guards: kinds('guard').map(({ guard, path, refusal }) => ({ guard, path, refusal })),
    model: {
      failures: kinds('model.failure').length,
      retries: [...kinds('model.turn'), ...kinds('model.failure')].reduce((sum, { retries }) => sum + retries, 0),
    },
    checks: kinds('check').filter(({ cached }) => !cached).length,
    usage: attempts.reduce((sum, { usage }) => addUsage(sum, usage), NO_USAGE),
    seconds: end?.seconds ?? null,
  }
}

function attemptsOf(events: readonly RecordedEvent[]): RunDocument['attempts'] {
  const attempts = new Map<string, RunDocument['attempts'][number]>()
  for (const event of events) {
    if (event.kind === 'attempt.start') {
      const { attempt, findings, rung, model } = event
      attempts.set(attempt, { attempt, findings, rung, model, stop: null, usage: NO_USAGE, tools: 0 })
    }
    const own = 'attempt' in event ? attempts.get(event.attempt) : undefined
    if (own === undefined) continue
    if (event.kind === 'model.turn') own.usage = addUsage(own.usage, event.usage)
    if (event.kind === 'tool.call') own.tools += 1
    if (event.kind === 'attempt.end') own.stop = event.stop
  }
  return [...attempts.values()]
}

/** The last verdict on a proposal for a finding counts. */
function findingsOf(events: readonly RecordedEvent[]): RunDocument['findings'] {
  const verdicts = new Map<Id, 'proven' | 'refuted' | 'unproven'>()
  const settles = new Map<Id, Id[]>()
  for (const event of events) {
    if (event.kind === 'proposal') settles.set(event.id, event.findings)
    if (event.kind === 'verdict') for (const id of settles.get(event.proposal) ?? []) verdicts.set(id, event.status)
    if (event.kind === 'judgement' && event.depth === 'proof')
      for (const id of event.proposals.flatMap((proposal) => settles.get(proposal) ?? []))
        verdicts.set(id, event.status)
  }
  return events.flatMap((event) =>
    event.kind === 'finding'
      ? [{ id: event.id, rule: event.rule, path: event.path, status: verdicts.get(event.id) ?? ('left' as const) }]
      : [],
  )
}

function rungsOf(events: readonly RecordedEvent[], attempts: RunDocument['attempts']): RunDocument['rungs'] {
  const rungs: RunDocument['rungs'] = {}
  const of = (rung: RungLevel) => (rungs[rung] ??= { attempts: 0, proposals: 0, proven: 0, usage: NO_USAGE })
  for (const { rung, usage } of attempts) {
    const own = of(rung)
    own.attempts += 1
    own.usage = addUsage(own.usage, usage)
  }
  for (const event of events) {
    if (event.kind === 'proposal') of(event.rung).proposals += 1
    if (event.kind === 'verdict' && event.status === 'proven') of(event.rung).proven += 1
  }
  return rungs
}

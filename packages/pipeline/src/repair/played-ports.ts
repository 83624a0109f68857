import { performance } from 'node:perf_hooks'
import type { Model, Tool, ToolOutcome } from '@upkeep/agent-core'
import { ReasonCode, sha256 } from '@upkeep/schema'
import type { Edit, Id, PatchProposal, RecordedEvent, RungLevel, Skip, Verdict } from '@upkeep/schema'
import * as z from 'zod/mini'
import type { AttemptTask } from './model-rungs.ts'
import type { EventOf, RecordedClimb, RecordedRun } from './recorded-run.ts'

const PlayedTools = z.array(
  z.object({
    name: z.string(),
    description: z.string(),
    input: z.record(z.string(), z.json()),
    readOnly: z.boolean(),
  }),
)

/** What was recorded runs out of step with what is asked for: the replay can not go on. */
export class OutOfStep extends Error {
  override readonly name = 'OutOfStep'
}

function ofKind<K extends RecordedEvent['kind']>(events: readonly RecordedEvent[], kind: K): EventOf<K>[] {
  return events.filter((event): event is EventOf<K> => event.kind === kind)
}

/** The judge's answers, in their order. */
export function playedProver({ decisions }: RecordedClimb) {
  const judgements = ofKind(decisions, 'judgement')
  return (subset: readonly PatchProposal[], depth: 'probe' | 'proof'): Promise<Verdict> => {
    const next = judgements.shift()
    const asked = subset.map(({ id }) => id)
    if (next === undefined || next.depth !== depth || next.proposals.join() !== asked.join())
      return Promise.reject(
        new OutOfStep(`judged now: ${asked.join()} (${depth}); recorded: ${next?.proposals.join() ?? 'nothing more'}`),
      )
    const { status, suspects, reasons, score } = next
    return Promise.resolve({ status, depth, tree: '', evidence: [], reasons, suspects, score })
  }
}

/** What the rung of the tools gave, round by round. */
export function playedTools({ decisions }: RecordedClimb, run: RecordedRun) {
  const rounds: (PatchProposal | Skip)[][] = []
  let inRound = false
  for (const event of decisions) {
    const own = (event.kind === 'proposal' || event.kind === 'skip') && event.rung === 'L0' ? event : null
    if (own !== null && !inRound) rounds.push([])
    if (own !== null) rounds.at(-1)?.push(own.kind === 'proposal' ? proposalOf(own, run) : skipOf(own))
    inRound = own !== null
  }
  return async function* propose() {
    await Promise.resolve()
    yield* rounds.shift() ?? []
  }
}

function skipOf({ findings, code, reason }: EventOf<'skip'>): Skip {
  return { findings, code: ReasonCode.parse(code), reason }
}

function proposalOf(event: EventOf<'proposal'>, run: RecordedRun): PatchProposal {
  return { kind: 'patch', id: event.id, findings: event.findings, data: null, edits: run.edits(event.patch) }
}

/** What an attempt worked with; its tools answer what they answered. */
export function playedTask(attempt: string, { decisions }: RecordedClimb, run: RecordedRun): AttemptTask {
  const own = decisions.filter((event) => 'attempt' in event && event.attempt === attempt)
  const [start] = ofKind(own, 'attempt.start')
  const [end] = ofKind(own, 'attempt.end')
  if (start === undefined || end === undefined) throw new OutOfStep(`there is no whole attempt ${attempt} on record`)
  const results = Map.groupBy(ofKind(own, 'tool.result'), ({ turn, id }) => `${turn} ${id}`)
  const turns = ofKind(own, 'tool.call')
  return {
    system: run.text(start.system),
    prompt: run.text(start.prompt),
    tools: PlayedTools.parse(JSON.parse(run.text(start.tools))).map(({ readOnly, ...schema }): Tool => ({
      schema,
      readOnly,
      call() {
        const call = turns.find(({ name, turn, id }) => name === schema.name && results.has(`${turn} ${id}`))
        const result = call === undefined ? undefined : results.get(`${call.turn} ${call.id}`)?.shift()
        if (call === undefined || result === undefined)
          return Promise.reject(new OutOfStep(`${schema.name} was not called so often`))
        turns.splice(turns.indexOf(call), 1)
        return Promise.resolve(outcomeOf(result, end))
      },
    })),
    edits: () =>
      end.stop === 'unreadable' ? Promise.reject(new Error(end.why)) : Promise.resolve(run.edits(end.edits)),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}

function outcomeOf(
  { name, text, isError, executed }: EventOf<'tool.result'>,
  end: EventOf<'attempt.end'>,
): ToolOutcome {
  const answer = { text: text ?? '', isError }
  if (!executed) return { status: 'refused', ...answer }
  if (name === 'submit' && end.submitted !== null) return { status: 'submitted', submitted: end.submitted, ...answer }
  return { status: 'done', ...answer }
}

export interface LeftByAttempt {
  rung: RungLevel
  asked: readonly Id[]
  edits: readonly Edit[]
}

/** The proposal that came of an attempt: the recorded one with its edits; of one that was not recorded only the edits matter. */
export function playedProposals(run: RecordedRun) {
  const used = new Set<number>()
  return ({ decisions }: RecordedClimb, { rung, asked, edits }: LeftByAttempt): PatchProposal => {
    const patch = sha256(JSON.stringify(edits))
    const own = ofKind(decisions, 'proposal').filter(
      (event) => event.rung === rung && !used.has(event.seq) && event.findings.some((id) => asked.includes(id)),
    )
    const event = own.find((one) => one.patch === patch) ?? own[0]
    if (event !== undefined) {
      used.add(event.seq)
      return proposalOf(event, run)
    }
    return { kind: 'patch', id: patch.slice(0, 16), findings: [...asked], data: null, edits: [...edits] }
  }
}

/** The readings of the clock that decided something, in order: when the model part began, and before each call. */
export function playedClock({ decisions }: RecordedClimb): () => number {
  const readings = [0, ...decisions.flatMap((event, at) => readingOf(event, decisions[at - 1]))]
  let next = 0
  return () => {
    const reading = readings[Math.min(next, readings.length - 1)] ?? 0
    next += 1
    return reading * 1000
  }
}

function readingOf(event: RecordedEvent, before: RecordedEvent | undefined): number[] {
  if (event.kind === 'model.turn' || event.kind === 'model.failure') return [event.at]
  if (event.kind !== 'attempt.end') return []
  const byBudget = event.stop === 'money' || event.stop === 'tokens' || event.stop === 'time'
  return byBudget && before?.kind !== 'model.failure' ? [event.at] : [] // it read the clock, and made no call
}

/** A model over the cassette; a call that failed in the end fails again without being made. */
export function playedModel(model: Model, events: readonly RecordedEvent[]): Model {
  const calls = events.filter((event) => event.kind === 'model.turn' || event.kind === 'model.failure')
  return {
    ...model,
    async turn(request) {
      const next = calls.shift()
      if (next?.kind !== 'model.failure') return await model.turn(request)
      const { failure: kind, status, message, retries } = next
      return { request: null, retries, result: { failure: { kind, status, message, waitSeconds: null } } }
    },
  }
}

/** Seconds since a moment, to the millisecond. */
export function secondsSince(started: number): number {
  return Math.round(performance.now() - started) / 1000
}

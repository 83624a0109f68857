import { join } from 'node:path'
import { mapStrings, openModel, replayingFetch } from '@upkeep/agent-core'
import type { Model } from '@upkeep/agent-core'
import { sha256 } from '@upkeep/schema'
import type { EventBody, Finding, PatchProposal, RungLevel } from '@upkeep/schema'
import { redactor } from '@upkeep/text'
import type { Redactor } from '@upkeep/text'
import * as z from 'zod/mini'
import { climb } from '../climb.ts'
import { differences, isDecision } from './compare-events.ts'
import type { Difference } from './compare-events.ts'
import { modelRungs } from './model-rungs.ts'
import type { AttemptTask, ModelRungs } from './model-rungs.ts'
import {
  OutOfStep,
  playedClock,
  playedModel,
  playedProposals,
  playedProver,
  playedTask,
  playedTools,
  secondsSince,
} from './played-ports.ts'
import { recordRedactor } from './recorded-models.ts'
import { readRecordedRun } from './recorded-run.ts'
import type { EventOf, RecordedClimb, RecordedRun } from './recorded-run.ts'

export interface ReplayOptions {
  /** Makes the tools of an attempt run again, on a real tree at `root`; without it they answer what they answered. */
  execute?: { root: string; task: (recorded: AttemptTask) => AttemptTask }
  signal?: AbortSignal
}

export interface ReplayReport {
  format: 'upkeep/replay@1'
  climbs: number
  attempts: number
  /** Decisions that were compared. */
  decisions: number
  differences: Difference[]
  /** Questions that the cassette has no answer to, each with where it differs. */
  misses: string[]
  seconds: number
  /** What the recorded run took; null where it has no end. */
  recordedSeconds: number | null
}

/**
 * Makes every decision of a recorded run again: with the recorded answers of models, tools and judge, the recorded clock, no network and
 * no checkout; and compares the events.
 * @param out the folder that the run wrote.
 */
export async function replay(out: string, options: ReplayOptions = {}): Promise<ReplayReport> {
  const started = performance.now()
  const run = readRecordedRun(join(out, 'record'))
  const misses: string[] = []
  const replayed = await replayClimbs(run, misses, options)
  const end = run.events.findLast((event) => event.kind === 'run.end')
  return {
    format: 'upkeep/replay@1',
    climbs: run.climbs.length,
    attempts: run.events.filter(({ kind }) => kind === 'attempt.start').length,
    decisions: run.climbs.reduce((sum, { decisions }) => sum + decisions.length, 0),
    differences: run.climbs.flatMap(({ decisions }, at) => differences(decisions, replayed[at] ?? [])),
    misses,
    seconds: secondsSince(started),
    recordedSeconds: end?.kind === 'run.end' ? end.seconds : null,
  }
}

async function replayClimbs(run: RecordedRun, misses: string[], options: ReplayOptions): Promise<EventBody[][]> {
  // what was recorded is redacted already; what looks like a vendor's token was masked by its look
  const redact = recordRedactor(redactor([]), options.execute?.root ?? '')
  const models = modelsOf(run, misses, redact)
  const all: EventBody[][] = []
  for (const recorded of run.climbs) {
    const events: EventBody[] = []
    all.push(events)
    try {
      await replayClimb(recorded, run, rungsOf(recorded, run, { models, events, redact }, options), events)
    } catch (error) {
      if (!(error instanceof OutOfStep)) throw error
      misses.push(error.message)
    }
  }
  return all
}

async function replayClimb(
  recorded: RecordedClimb,
  run: RecordedRun,
  rungs: ModelRungs<null, PatchProposal<null>>,
  events: EventBody[],
): Promise<void> {
  const { batch, findings, rungs: levels, most, together = [] } = recorded.ladder
  const tools = playedTools(recorded, run)
  await climb<null, PatchProposal<null>>({
    batch,
    findings: findings.map((id) => bareFinding(id, batch)),
    rungs: levels,
    most,
    together,
    async *propose(open, rung) {
      if (rung === 'L0') yield* tools() as AsyncGenerator<PatchProposal<null>>
      else yield* rungs.propose(open, rung)
    },
    judge: playedProver(recorded),
    recorder: { append: (event) => void (isDecision(event) && events.push(event)), blob: (bytes) => sha256(bytes) },
  })
}

interface Played {
  models: Partial<Record<RungLevel, Model>>
  /** Where the events of this climb go. */
  events: EventBody[]
  redact: Redactor
}

/** The model part of one batch, with a memory and a budget of its own as in the run itself. */
function rungsOf(
  recorded: RecordedClimb,
  run: RecordedRun,
  { models, events, redact }: Played,
  { execute, signal = new AbortController().signal }: ReplayOptions,
): ModelRungs<null, PatchProposal<null>> {
  const { most, together = [] } = recorded.ladder
  const starts = recorded.decisions.filter((event): event is EventOf<'attempt.start'> => event.kind === 'attempt.start')
  const masked = (event: EventBody) => mapStrings(z.json().parse(event), redact) as unknown as EventBody
  const proposals = playedProposals(run)
  let rung: RungLevel = 'L1'
  let begun = 0
  return modelRungs<null, PatchProposal<null>>({
    models,
    most,
    together,
    recorder: {
      append: (event) => void (isDecision(event) && events.push(masked(event))),
      blob: (bytes) => sha256(bytes),
    },
    redact: (text) => text,
    now: playedClock(recorded),
    signal,
    async task(_open, level) {
      rung = level
      const start = starts[begun]
      begun += 1
      if (start === undefined) throw new OutOfStep('an attempt more than on record')
      const played = playedTask(start.attempt, recorded, run)
      return execute?.task(played) ?? played
    },
    proposal: (asked, edits) =>
      proposals(recorded, { rung, asked: asked.map(({ id }) => id), edits }) as PatchProposal<null>,
  })
}

function modelsOf(run: RecordedRun, misses: string[], redact: Redactor): Partial<Record<RungLevel, Model>> {
  const fetch = replayingFetch({ folder: run.cassette, redact, onMiss: (miss) => misses.push(miss) })
  const asked = new Map<string, Model>()
  const models: Partial<Record<RungLevel, Model>> = {}
  for (const { level, model: name, ownServer } of run.climbs.flatMap(({ ladder }) => ladder.rungs)) {
    if (name === null) continue
    const wire = {
      name,
      keys: { anthropic: 'replay', openai: 'replay' },
      baseUrl: ownServer ? 'http://replay.invalid/v1' : '',
      fetch,
      redact,
      ports: { sleep: () => Promise.resolve(), random: () => 0 },
    }
    // one for all rungs that ask it: its calls are played in one order
    const model = asked.get(name) ?? playedModel(openModel(wire), callsOf(run, name))
    asked.set(name, model)
    models[level] = model
  }
  return models
}

/** The calls to one model of the whole run, in their order. */
function callsOf(run: RecordedRun, name: string) {
  const own = new Set(
    run.events.flatMap((event) => (event.kind === 'attempt.start' && event.model === name ? [event.attempt] : [])),
  )
  return run.events.filter((event) => 'attempt' in event && own.has(event.attempt))
}

function bareFinding(id: string, batch: string): Finding<null> {
  return { id, rule: '', batch, at: null, severity: 'notice', message: '', data: null }
}

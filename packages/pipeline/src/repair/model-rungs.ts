import { gaveUp, neededBy, openLedger, runAttempt, saidIn } from '@upkeep/agent-core'
import type { AttemptOutcome, Ledger, Model, Tool } from '@upkeep/agent-core'
import type {
  AttemptStop,
  Edit,
  Finding,
  Id,
  Incomplete,
  PatchProposal,
  ReasonCode,
  Recorder,
  RungLevel,
  Skip,
  Usage,
} from '@upkeep/schema'
import type { Redactor } from '@upkeep/text'
import type { ClimbLimits } from '../climb.ts'
import type { OpenFinding } from '../definition.ts'
import { TRIES, USD_PER_ATTEMPT } from './rungs.data.ts'

/** What one attempt works with: its words, its tools, and the tree that they change. */
export interface AttemptTask extends AsyncDisposable {
  system: string
  prompt: string
  tools: readonly Tool[]
  /** What the tree holds more than the base. */
  edits: () => Promise<readonly Edit[]>
}

export interface ModelRungsOptions<X, P extends PatchProposal<X>> {
  /** Whether a finding may be handed to a model at all. Absent: each may. */
  asks?: (finding: Finding<X>) => boolean
  /** The model of each rung that asks one. */
  models: Partial<Record<RungLevel, Model>>
  most: ClimbLimits
  recorder: Recorder
  /** Of secrets: what enters a conversation goes through it. */
  redact: Redactor
  /** Milliseconds; read once before each call. */
  now: () => number
  signal: AbortSignal
  /** Findings that one attempt is made on, as one change is likely to settle them; what is in none of these is asked alone. */
  together?: readonly (readonly Id[])[]
  /** Opens what an attempt works with; a fresh tree each time. The refused attempts come with the findings. */
  task: (open: readonly OpenFinding<X, P>[], rung: RungLevel, gaveUp: readonly GivenUp[]) => Promise<AttemptTask>
  /**
   * Makes the action's own proposal of what an attempt on these findings left; null where it is none. Its `findings` are those that the
   * edits settle: perhaps not all that were asked for, perhaps others as well.
   */
  proposal: (asked: readonly Finding<X>[], edits: readonly Edit[]) => P | null | Promise<P | null>
}

/** An attempt that gave up: what it said, and what it has to see before it can decide (lines, files, names). */
export interface GivenUp {
  said: string
  need: readonly string[]
}

/** The rungs that ask a model, for all batches of a run: one budget, one count of findings, one memory of what is down. */
export interface ModelRungs<X, P extends PatchProposal<X>> {
  /** Attempts on what is open, one after the other; yields what is to be judged, and a skip where nothing came of it. */
  propose(open: readonly OpenFinding<X, P>[], rung: RungLevel): AsyncGenerator<P | Skip>
  readonly usage: Usage
  /** What cut the model part short; null where nothing did. */
  readonly incomplete: Incomplete | null
}

interface State {
  ledger: Ledger
  handed: Set<Id>
  tries: Map<string, number>
  /** What models said that gave up, by finding. */
  gaveUp: Map<Id, GivenUp>
  /** Models that are not asked any more, and why. */
  down: Map<string, ReasonCode>
  /** What of the budget is used up. */
  exhausted: ReasonCode | null
  told: Set<string>
  attempts: number
  incomplete: Incomplete | null
}

export function modelRungs<X, P extends PatchProposal<X>>(options: ModelRungsOptions<X, P>): ModelRungs<X, P> {
  const { most, now } = options
  const state: State = {
    ledger: openLedger({ budget: most.budget, reserve: most.reserve, now }),
    handed: new Set(),
    tries: new Map(),
    gaveUp: new Map(),
    down: new Map(),
    exhausted: null,
    told: new Set(),
    attempts: 0,
    incomplete: null,
  }
  return {
    async *propose(all, rung) {
      const open = all.filter(({ finding }) => options.asks?.(finding) ?? true)
      const model = options.models[rung]
      if (model === undefined) return
      const settled = new Set(open.filter(isProven).map(({ finding }) => finding.id))
      for (const group of groupsOf(open, options.together ?? [])) {
        const asked: OpenFinding<X, P>[] = []
        for (const one of group.open) {
          const { id } = one.finding
          if (settled.has(id) || triesOf(id, rung, state) >= TRIES[rung]) continue
          const refused = group.all.some(
            (other) => settled.has(other) || !open.some(({ finding }) => finding.id === other),
          )
            ? BESIDE
            : refusal(id, model, state, most)
          if (refused === null) {
            asked.push(one)
            state.handed.add(id)
            continue
          }
          const skip = once(id, refused, state)
          if (skip !== null) yield skip
        }
        if (asked.length === 0) continue
        for (const { finding } of asked) state.tries.set(`${rung} ${finding.id}`, triesOf(finding.id, rung, state) + 1)
        for await (const item of attemptOn(asked, rung, model, options, state)) {
          // what this change settles as well is not asked for before it was judged
          if (!('code' in item)) for (const id of item.findings) settled.add(id)
          yield item
        }
      }
    },
    get usage() {
      return state.ledger.spent
    },
    get incomplete() {
      return state.incomplete
    },
  }
}

function isProven({ attempts }: OpenFinding<unknown, PatchProposal>): boolean {
  return attempts.some(({ verdict }) => verdict.status === 'proven')
}

function triesOf(id: Id, rung: RungLevel, { tries }: State): number {
  return tries.get(`${rung} ${id}`) ?? 0
}

/** What is open, in its order, with what is to be asked together in the place of the first of them. */
function groupsOf<X, P extends PatchProposal<X>>(
  open: readonly OpenFinding<X, P>[],
  together: readonly (readonly Id[])[],
): { all: readonly Id[]; open: OpenFinding<X, P>[] }[] {
  const groups = new Map<readonly Id[], OpenFinding<X, P>[]>()
  for (const one of open) {
    const all = together.find((ids) => ids.includes(one.finding.id)) ?? [one.finding.id]
    const key = [...groups.keys()].find((ids) => ids.includes(one.finding.id)) ?? all
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups].map(([all, members]) => ({ all, open: members }))
}

/** A change stands that was made for a group and left this one; a second one would touch the same lines. */
const BESIDE = {
  code: 'unproven',
  reason: 'a change that stands settles what is beside it; the next run takes this one up',
} as const

async function* attemptOn<X, P extends PatchProposal<X>>(
  open: readonly OpenFinding<X, P>[],
  rung: RungLevel,
  model: Model,
  options: ModelRungsOptions<X, P>,
  state: State,
): AsyncGenerator<P | Skip> {
  const ids = open.map(({ finding }) => finding.id)
  const { most, recorder, redact, signal } = options
  const before = new Set(ids.flatMap((id) => state.gaveUp.get(id) ?? []))
  await using task = await options.task(open, rung, [...before])
  state.attempts += 1
  const outcome = await runAttempt(
    {
      attempt: `${rung}-${state.attempts}`,
      findings: ids,
      rung,
      system: task.system,
      prompt: task.prompt,
      tools: task.tools,
      turns: rung === 'L1' ? 1 : most.budget.turns,
      usd: USD_PER_ATTEMPT[rung],
    },
    {
      model,
      ledger: state.ledger,
      recorder,
      redact,
      edits: () => task.edits(),
      secondsPerCall: most.secondsPerCall,
      signal,
    },
  )
  note(outcome, model, state)
  const asked = open.map(({ finding }) => finding)
  const nothing = outcome.edits.length === 0 || gaveUp(outcome.submitted)
  const proposal = nothing ? null : await options.proposal(asked, outcome.edits)
  const left = proposal === null ? notSolved(outcome, rung) : repeated(proposal, open)
  // the same question would get the same answer: the next rung has more to offer
  if (proposal === null) for (const id of ids) state.tries.set(`${rung} ${id}`, TRIES[rung])
  const said = saidIn(outcome.submitted)
  const last = said === null || proposal !== null ? null : { said, need: neededBy(outcome.submitted) }
  if (last !== null) for (const id of ids) state.gaveUp.set(id, last)
  if (left !== null) yield { findings: ids, code: CODES[outcome.stop] ?? 'unproven', reason: left }
  else if (proposal !== null) {
    yield proposal
    const kept = ids.filter((id) => !proposal.findings.includes(id))
    if (kept.length > 0) yield { findings: kept, code: 'unproven', reason: `${rung}: the change leaves it as it is` }
  }
}

/** Why an attempt is not begun; null: it is. */
function refusal(id: Id, model: Model, state: State, most: ClimbLimits): { code: ReasonCode; reason: string } | null {
  const down = state.down.get(model.name)
  if (down !== undefined) return { code: down, reason: `${model.name} is not asked any more: ${REASONS[down] ?? down}` }
  if (state.exhausted !== null)
    return { code: state.exhausted, reason: `the budget of this run is used up (${state.exhausted})` }
  if (!state.handed.has(id) && state.handed.size >= most.findings)
    return { code: 'open-limit', reason: `one run hands ${most.findings} findings to a model at most` }
  return null
}

/** A finding is told once why it is left, not at every rung. */
function once(id: Id, { code, reason }: { code: ReasonCode; reason: string }, { told }: State): Skip | null {
  const key = `${id} ${code}`
  if (told.has(key)) return null
  told.add(key)
  return { findings: [id], code, reason }
}

const REASONS: Partial<Record<ReasonCode, string>> = {
  'model-auth': 'its key was not accepted',
  'model-down': 'it did not answer',
  'rate-limit': 'its limit of requests is reached',
}

const CODES: Partial<Record<AttemptStop, ReasonCode>> = {
  turns: 'turns',
  money: 'money',
  tokens: 'tokens',
  time: 'time',
  'model-auth': 'model-auth',
  'model-down': 'model-down',
  'rate-limit': 'rate-limit',
}

/** What an attempt means for those after it. One that reached its own limit of money has made calls. */
function note({ stop, usage }: AttemptOutcome, model: Model, state: State): void {
  if (stop === 'model-auth' || stop === 'model-down' || stop === 'rate-limit') {
    state.down.set(model.name, stop)
    state.incomplete ??= stop === 'rate-limit' ? 'rate-limit' : 'model'
  }
  if (stop !== 'money' && stop !== 'tokens' && stop !== 'time') return
  if (stop === 'money' && usage.turns > 0) return
  state.exhausted = stop
  state.incomplete ??= 'budget'
}

function notSolved(outcome: AttemptOutcome, rung: RungLevel): string {
  const { stop, why } = outcome
  const said = saidIn(outcome.submitted)
  const end = neededBy(outcome.submitted).length > 0 ? 'the model has to see more' : 'the model gave up'
  return `${rung}: ${stop === 'submitted' ? end : why}${said === null ? '' : ` (${shortened(said)})`}`
}

/** A person reads it in a table. */
const MOST_SAID = 1000

/** Cut at the end of a sentence, else of a word. */
function shortened(said: string): string {
  if (said.length <= MOST_SAID) return said
  const head = said.slice(0, MOST_SAID)
  const ends = [/[.!?;](?=\s)/g, /\S(?=\s)/g].map((end) => ([...head.matchAll(end)].at(-1)?.index ?? -1) + 1)
  const end = ends.find((at) => at > MOST_SAID / 2) ?? MOST_SAID
  return `${head.slice(0, end).toWellFormed()} …`
}

/** The same patch is not judged twice. */
function repeated<P extends PatchProposal>(proposal: P, open: readonly OpenFinding<unknown, P>[]): string | null {
  const attempts = open.flatMap(({ attempts: own }) => own)
  const same = attempts.some(({ proposal: before }) => JSON.stringify(before.edits) === JSON.stringify(proposal.edits))
  return same ? 'the model made a patch again that was refused before' : null
}

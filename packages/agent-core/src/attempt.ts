import { NO_USAGE, messageOf } from '@upkeep/schema'
import type { AttemptStop, Edit, Message, ToolResult, Usage } from '@upkeep/schema'
import { answerCalls, recordResult } from './answer-calls.ts'
import { addUsage } from './ledger.ts'
import { maskHistory } from './mask.ts'
import type { Model, ModelFailure, Turn } from './model.ts'
import { CONTINUE, CUT, NO_CALL, STEER } from './notices.data.ts'
import { ownTurn } from './own-turn.ts'
import { circleWatch } from './stuck.ts'
import { estimateTokens } from './tokens.ts'
import type { Json } from './tool.ts'
import type { AttemptPorts, AttemptRequest } from './attempt-request.ts'

export interface AttemptOutcome {
  stop: AttemptStop
  why: string
  submitted: Json
  edits: readonly Edit[]
  usage: Usage
}

const MAX_OUTPUT = 8192
/** The history is masked once, when it has grown over this. */
const MASK_AT_TOKENS = 40_000
const WRONG_INPUTS_IN_A_ROW = 3
const SILENT_TURNS = 3

type End = Pick<AttemptOutcome, 'stop' | 'why'>

/** What changes from turn to turn. */
interface State {
  history: readonly Message[]
  turn: number
  maxOutput: number
  masked: boolean
  cuts: number
  wrong: number
  silent: number
  contextTokens: number
  usage: Usage
  submitted: Json
  at: number
  circle: ReturnType<typeof circleWatch>
}

/**
 * One attempt of one rung: asks, runs what was called, answers, until the model submits or a limit ends it. Never rejects for what a
 * model, a tool or a budget does; the edits count whatever ended it.
 */
export async function runAttempt(request: AttemptRequest, ports: AttemptPorts): Promise<AttemptOutcome> {
  const { recorder, redact, model } = ports
  const schemas = request.tools.map(({ schema }) => schema)
  const prompt = redact(request.prompt).toWellFormed()
  const state: State = {
    history: [{ role: 'user', text: prompt }],
    turn: 0,
    maxOutput: MAX_OUTPUT,
    masked: false,
    cuts: 0,
    wrong: 0,
    silent: 0,
    contextTokens: estimateTokens(request.system + JSON.stringify(schemas) + prompt),
    usage: NO_USAGE,
    submitted: null,
    at: 0,
    circle: circleWatch(),
  }
  recorder.append({
    kind: 'attempt.start',
    attempt: request.attempt,
    findings: [...request.findings],
    rung: request.rung,
    model: model.name,
    system: recorder.blob(Buffer.from(request.system), 'message'),
    tools: recorder.blob(Buffer.from(JSON.stringify(toolsOf(request))), 'message'),
    prompt: recorder.blob(Buffer.from(prompt), 'message'),
    turns: request.turns,
  })
  let end: End | null = null
  while (end === null) end = await step(request, ports, state)
  return await finish(request, ports, state, end)
}

async function finish(
  { attempt }: AttemptRequest,
  { recorder, edits: readEdits }: AttemptPorts,
  state: State,
  end: End,
): Promise<AttemptOutcome> {
  let { stop, why } = end
  let edits: readonly Edit[] = []
  try {
    edits = await readEdits()
  } catch (error) {
    ;[stop, why] = ['unreadable', messageOf(error)]
  }
  const { submitted, usage, at } = state
  recorder.append({
    kind: 'attempt.end',
    attempt,
    stop,
    why,
    submitted,
    edits: edits.length === 0 ? null : recorder.blob(Buffer.from(JSON.stringify(edits)), 'patch'),
    files: [...new Set(edits.map(({ path }) => path))],
    usage,
    at,
  })
  return { stop, why, submitted, edits, usage }
}

/** One turn; how the attempt ended, or null where it goes on. */
async function step(request: AttemptRequest, ports: AttemptPorts, state: State): Promise<End | null> {
  const { ledger, model, recorder, signal } = ports
  if (signal.aborted) return { stop: 'aborted', why: 'the run was ended' }
  if (state.turn >= request.turns) return { stop: 'turns', why: `the limit of ${request.turns} turns is reached` }
  state.at = ledger.elapsed()
  if (state.usage.usd >= request.usd)
    return { stop: 'money', why: `this attempt has cost USD ${state.usage.usd.toFixed(2)}` }
  const refusal = ledger.refusal(worstCase(state, model), state.at)
  if (refusal !== null) return { stop: refusal, why: `the next call could cost more ${refusal} than is left` }
  state.turn += 1
  const started = performance.now()
  const outcome = await model.turn({
    system: request.system,
    messages: state.history,
    tools: request.tools.map(({ schema }) => schema),
    maxOutput: state.maxOutput,
    seconds: Math.min(ports.secondsPerCall, ledger.secondsLeft(state.at)),
    signal,
  })
  const event = {
    attempt: request.attempt,
    turn: state.turn,
    at: state.at,
    retries: outcome.retries,
    seconds: rounded(performance.now() - started),
  }
  if ('failure' in outcome.result) {
    const { kind, status, message } = outcome.result.failure
    recorder.append({ kind: 'model.failure', ...event, failure: kind, status, message })
    return afterFailure(outcome.result.failure, request, ports, state)
  }
  const turn = ownTurn(outcome.result.turn, state.history, state.turn)
  const usage = { ...turn.usage, usd: model.cost(turn.usage) ?? 0, turns: 1 }
  recorder.append({
    kind: 'model.turn',
    ...event,
    request: outcome.request,
    messages: state.history.length,
    maxOutput: state.maxOutput,
    stop: turn.stop,
    content: turn.content,
    usage,
  })
  ledger.spend(usage)
  state.usage = addUsage(state.usage, usage)
  state.contextTokens = usage.input + usage.cacheRead + usage.cacheWrite + usage.output
  return await afterTurn(turn, request, ports, state)
}

/** What a replay needs of the tools: their words, and whether they ran side by side. */
function toolsOf({ tools }: AttemptRequest): Json {
  return tools.map(({ schema, readOnly }) => ({ ...schema, readOnly }))
}

/** All of the context as input that has to be written to the cache, and the longest reply. */
function worstCase(state: State, model: Model): { usd: number; tokens: number } {
  const { contextTokens: context, maxOutput: output } = state
  return { usd: model.cost({ ...NO_USAGE, cacheWrite: context, output }) ?? 0, tokens: context + output }
}

function afterFailure(failure: ModelFailure, request: AttemptRequest, ports: AttemptPorts, state: State): End | null {
  const { kind, message: why } = failure
  if (kind === 'overflow') return afterOverflow(request, ports, state)
  if (kind === 'aborted') return { stop: 'aborted', why }
  if (kind === 'timeout' && ports.ledger.secondsLeft(state.at) < ports.secondsPerCall)
    return { stop: 'time', why: 'the time of the run was over before the model had answered' }
  if (kind === 'auth') return { stop: 'model-auth', why }
  if (kind === 'rate-limit') return { stop: 'rate-limit', why }
  return { stop: kind === 'money' ? 'money' : 'model-down', why }
}

function afterOverflow(request: AttemptRequest, ports: AttemptPorts, state: State): End | null {
  return mask(request, ports, state)
    ? null
    : { stop: 'overflow', why: 'the conversation is longer than the model takes' }
}

function mask({ attempt }: AttemptRequest, { recorder }: AttemptPorts, state: State): boolean {
  const masked = state.masked ? null : maskHistory(state.history)
  if (masked === null) return false
  const { messages, elided, tokensBefore, tokensAfter } = masked
  state.history = messages
  state.masked = true
  state.contextTokens -= tokensBefore - tokensAfter
  recorder.append({ kind: 'context.mask', attempt, turn: state.turn, elided, tokensBefore, tokensAfter })
  return true
}

async function afterTurn(turn: Turn, request: AttemptRequest, ports: AttemptPorts, state: State): Promise<End | null> {
  const said = turn.content.filter((block) => block.type !== 'text' || block.text.trim() !== '')
  if (turn.stop === 'refusal') return { stop: 'refusal', why: 'the model refused to answer' }
  if (turn.stop === 'overflow') return afterOverflow(request, ports, state)
  if (turn.stop === 'length') return await afterCut({ ...turn, content: said }, request, ports, state)
  const silent = said.every(({ type }) => type === 'thinking')
  if (silent && turn.stop !== 'pause') return { stop: 'empty', why: 'the model said nothing' }
  state.history = [...state.history, { role: 'assistant', content: said }]
  const calls = said.filter((block) => block.type === 'tool-call')
  if (calls.length > 0) return await answer({ ...turn, content: said }, request, ports, state)
  if (turn.stop === 'pause') return null
  state.silent += 1
  if (request.turns === 1 || state.silent >= SILENT_TURNS) return { stop: 'ended', why: 'the model called no tool' }
  tell(NO_CALL, 'no tool was called', request, ports, state)
  return null
}

/** A reply that hit the limit of output: nothing of it is run; it may be said again in smaller pieces, then with twice the room. */
async function afterCut(turn: Turn, request: AttemptRequest, ports: AttemptPorts, state: State): Promise<End | null> {
  state.cuts += 1
  const calls = turn.content.filter((block) => block.type === 'tool-call')
  const most = calls.length > 0 ? 3 : 2
  if (turn.content.length === 0 && state.cuts === 1) return afterOverflow(request, ports, state) // some servers say it so
  if (state.cuts >= most) return { stop: 'cut', why: `${state.cuts} replies were longer than the limit` }
  if (turn.content.every(({ type }) => type === 'thinking')) {
    state.maxOutput *= 2 // it thought until the limit: the same question again, with more room
    return null
  }
  state.history = [...state.history, { role: 'assistant', content: turn.content }]
  if (calls.length === 0) {
    tell(CONTINUE, 'the reply was cut', request, ports, state)
    return null
  }
  const text = CUT(state.maxOutput)
  if (state.cuts === 2) state.maxOutput *= 2
  const results = calls.map(({ id, name }): ToolResult => ({ id, name, text, isError: true }))
  for (const result of results) recordResult({ ...result, executed: false, seconds: 0 }, request, ports, state.turn)
  state.history = [...state.history, { role: 'tools', results }]
  return null
}

async function answer(turn: Turn, request: AttemptRequest, ports: AttemptPorts, state: State): Promise<End | null> {
  const answered = await answerCalls(turn, request, ports, state.turn)
  state.silent = 0
  state.history = [...state.history, { role: 'tools', results: answered.map(({ result }) => result) }]
  const submitted = answered.find((one) => one.submitted !== undefined)?.submitted
  if (submitted !== undefined) {
    state.submitted = submitted
    return { stop: 'submitted', why: 'the model submitted' }
  }
  if (ports.signal.aborted) return { stop: 'aborted', why: 'the run was ended' }
  for (const { executed } of answered) state.wrong = executed ? 0 : state.wrong + 1
  if (state.wrong >= WRONG_INPUTS_IN_A_ROW)
    return { stop: 'malformed', why: `${WRONG_INPUTS_IN_A_ROW} calls in a row could not be run` }
  const circles = answered.map(({ call, result }) =>
    state.circle.after({ name: call.name, input: call.input, output: result.text }),
  )
  if (circles.includes('end')) return { stop: 'stuck', why: 'the same calls gave the same answers again and again' }
  if (circles.includes('steer')) tell(STEER, 'the same calls gave the same answers', request, ports, state)
  if (state.contextTokens > MASK_AT_TOKENS) mask(request, ports, state)
  return null
}

function tell(text: string, why: string, { attempt }: AttemptRequest, { recorder }: AttemptPorts, state: State): void {
  state.history = [...state.history, { role: 'user', text }]
  recorder.append({ kind: 'steer', attempt, turn: state.turn, why })
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds) / 1000
}

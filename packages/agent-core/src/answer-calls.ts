import { messageOf } from '@upkeep/schema'
import type { Block, ToolResult } from '@upkeep/schema'
import { removedNotice, sanitised } from '@upkeep/text'
import type { AttemptPorts, AttemptRequest } from './attempt-request.ts'
import type { Turn } from './model.ts'
import { ABORTED, NO_JSON, NO_SUCH_TOOL } from './notices.data.ts'
import type { Json, Tool, ToolOutcome } from './tool.ts'

type Call = Extract<Block, { type: 'tool-call' }>

export interface Answered {
  call: Call
  result: ToolResult
  /** False: it was refused before anything ran. */
  executed: boolean
  submitted?: Json
}

/** More than a tool should ever return; a tool cuts its own output first. */
const MOST_CHARACTERS = 50_000

/**
 * One answer for each call of a reply, in order. Calls that only read run side by side; what changes the tree runs by itself, in the
 * order of the reply.
 */
export async function answerCalls(
  { content }: Turn,
  request: AttemptRequest,
  ports: AttemptPorts,
  turn: number,
): Promise<Answered[]> {
  const calls = content.filter((block) => block.type === 'tool-call')
  const toolOf = (call: Call) => request.tools.find(({ schema }) => schema.name === call.name)
  const context = { request, ports, turn }
  if (calls.every((call) => toolOf(call)?.readOnly === true)) {
    for (const call of calls) noteCall(call, context)
    const ran = await Promise.all(calls.map((call) => run(call, toolOf(call), context)))
    return ran.map((one) => noteResult(one, context))
  }
  const answered: Answered[] = []
  for (const call of calls) {
    const tool = toolOf(call)
    if (tool !== undefined && call.malformed === null) noteCall(call, context)
    answered.push(noteResult(await run(call, tool, context), context))
  }
  return answered
}

interface CallContext {
  request: AttemptRequest
  ports: AttemptPorts
  turn: number
}

interface Ran {
  call: Call
  outcome: ToolOutcome
  seconds: number
}

async function run(call: Call, tool: Tool | undefined, { request, ports }: CallContext): Promise<Ran> {
  const started = performance.now()
  const outcome = await outcomeOf(call, tool, request, ports.signal)
  return { call, outcome, seconds: Math.round(performance.now() - started) / 1000 }
}

async function outcomeOf(
  call: Call,
  tool: Tool | undefined,
  { tools }: AttemptRequest,
  signal: AbortSignal,
): Promise<ToolOutcome> {
  if (signal.aborted) return refused(ABORTED)
  if (tool === undefined)
    return refused(
      NO_SUCH_TOOL(
        call.name,
        tools.map(({ schema }) => schema.name),
      ),
    )
  if (call.malformed !== null) return refused(NO_JSON(call.name))
  try {
    return await tool.call(call.input, signal)
  } catch (error) {
    if (signal.aborted) return refused(ABORTED)
    return {
      status: 'done',
      text: `${call.name} failed: ${messageOf(error)}`,
      isError: true,
    }
  }
}

function refused(text: string): ToolOutcome {
  return { status: 'refused', text, isError: true }
}

function noteCall(call: Call, { request: { attempt }, ports: { recorder }, turn }: CallContext): void {
  const { id, name, input } = call
  recorder.append({ kind: 'tool.call', attempt, turn, id, name, input })
}

function noteResult({ call, outcome, seconds }: Ran, context: CallContext): Answered {
  const { request, ports, turn } = context
  const { id, name } = call
  const { text: seen, removed } = sanitised(outcome.text.slice(0, MOST_CHARACTERS))
  const bare = removed.length === 0 ? seen : `${seen}\n${removedNotice(removed)}`
  const text = ports.redact(bare) || '(no output)'
  const executed = outcome.status !== 'refused'
  const result = { id, name, text, isError: outcome.isError }
  recordResult({ ...result, executed, seconds }, request, ports, turn)
  return { call, result, executed, ...(outcome.status === 'submitted' ? { submitted: outcome.submitted } : {}) }
}

export function recordResult(
  result: ToolResult & { executed: boolean; seconds: number },
  { attempt }: AttemptRequest,
  { recorder }: AttemptPorts,
  turn: number,
): void {
  recorder.append({ kind: 'tool.result', attempt, turn, ...result, characters: result.text.length })
}

import type { Anthropic } from '@anthropic-ai/sdk'
import { NO_USAGE } from '@upkeep/schema'
import type { Block, Message, StopReason, Usage } from '@upkeep/schema'
import type { Turn, TurnRequest } from '../model.ts'
import { failureOf } from './failure.ts'
import { toolCall } from './tool-input.ts'
import { CutStream } from './wire.ts'
import type { Wire, WireOptions } from './wire.ts'

type Params = Anthropic.MessageCreateParamsStreaming
type Event = Anthropic.RawMessageStreamEvent

/** What `messages.create` asks; that method also prints, at every call, that a model is deprecated. */
const PATH = '/v1/messages'

const STOPS: Readonly<Record<string, StopReason>> = {
  end_turn: 'end',
  stop_sequence: 'end',
  tool_use: 'tools',
  max_tokens: 'length',
  refusal: 'refusal',
  pause_turn: 'pause',
  model_context_window_exceeded: 'overflow',
}

/**
 * Anthropic Messages, streamed. The stream is read event by event, never through the SDK's own accumulator: that one completes the
 * JSON of a tool call that was cut, which then looks whole.
 */
export function anthropicMessages({ id, apiKey, baseUrl, fetch }: WireOptions): Wire {
  const load = async () => {
    const sdk = await import('@anthropic-ai/sdk')
    const client = new sdk.Anthropic({
      apiKey,
      authToken: null,
      fetch,
      maxRetries: 0,
      logLevel: 'off', // it would print what a server sent
      ...(baseUrl === null ? {} : { baseURL: baseUrl }),
    })
    return { sdk, client }
  }
  let loaded: ReturnType<typeof load> | null = null
  let networkOf: ((error: unknown) => 'timeout' | 'connection' | null) | null = null
  let warned = false
  return {
    async send(request, signal) {
      const { sdk, client } = await (loaded ??= load())
      networkOf = (error) => {
        if (error instanceof sdk.APIConnectionTimeoutError) return 'timeout'
        return error instanceof sdk.APIConnectionError ? 'connection' : null
      }
      const body = paramsOf(id, request)
      if (warned) return await assemble(await client.post<AsyncIterable<Event>>(PATH, { body, stream: true, signal }))
      warned = true
      return await assemble(await client.messages.create(body, { signal }))
    },
    classify: (error) => failureOf(error, networkOf?.(error) ?? null),
  }
}

/** Two breakpoints: behind the system prompt, which all attempts share, and behind the last block, which the next turn shares. */
function paramsOf(id: string, { system, messages, tools, maxOutput }: TurnRequest): Params {
  return {
    model: id,
    max_tokens: maxOutput,
    stream: true,
    cache_control: { type: 'ephemeral' },
    system: [{ type: 'text', text: system, cache_control: { type: 'ephemeral' } }],
    tools: tools.map(({ name, description, input }) => ({
      name,
      description,
      input_schema: { type: 'object', ...input },
    })),
    messages: joined(messages.map(messageOf)),
  }
}

function messageOf(message: Message): { role: 'user' | 'assistant'; content: Anthropic.ContentBlockParam[] } {
  if (message.role === 'user') return { role: 'user', content: [{ type: 'text', text: message.text }] }
  if (message.role === 'assistant') return { role: 'assistant', content: message.content.flatMap(blockOf) }
  return {
    role: 'user',
    content: message.results.map(({ id, text, isError }) => ({
      type: 'tool_result',
      tool_use_id: id,
      content: text,
      ...(isError ? { is_error: true } : {}),
    })),
  }
}

function blockOf(block: Block): Anthropic.ContentBlockParam[] {
  if (block.type === 'text') return block.text === '' ? [] : [{ type: 'text', text: block.text }]
  if (block.type === 'tool-call') return [{ type: 'tool_use', id: block.id, name: block.name, input: block.input }]
  return block.opaque === null ? [] : [JSON.parse(block.opaque) as Anthropic.ContentBlockParam]
}

/** Neighbours of one role become one message. */
function joined(messages: readonly ReturnType<typeof messageOf>[]): Params['messages'] {
  const all: ReturnType<typeof messageOf>[] = []
  for (const message of messages) {
    const last = all.at(-1)
    if (last?.role === message.role) last.content.push(...message.content)
    else all.push({ role: message.role, content: [...message.content] })
  }
  return all.filter(({ content }) => content.length > 0)
}

/** A block as it grows. */
interface Growing {
  start: Anthropic.ContentBlock
  text: string
  json: string
  signature: string
}

async function assemble(events: AsyncIterable<Event>): Promise<Turn> {
  const blocks: Growing[] = []
  let usage = NO_USAGE
  let stop: string | null = null
  let whole = false
  for await (const event of events) {
    if (event.type === 'message_start') usage = usageOf(event.message.usage, usage)
    else if (event.type === 'content_block_start')
      blocks[event.index] = { start: event.content_block, text: '', json: '', signature: '' }
    else if (event.type === 'content_block_delta') grow(blocks[event.index], event.delta)
    else if (event.type === 'message_delta') {
      stop = event.delta.stop_reason
      usage = usageOf(event.usage, usage)
    } else if (event.type === 'message_stop') whole = true
  }
  if (!whole || stop === null) throw new CutStream('the stream ended without message_stop')
  return { content: blocks.flatMap(finished), stop: STOPS[stop] ?? 'unknown', usage }
}

function grow(block: Growing | undefined, delta: Anthropic.RawContentBlockDelta): void {
  if (block === undefined) throw new CutStream('a delta came without its block')
  if (delta.type === 'text_delta') block.text += delta.text
  else if (delta.type === 'thinking_delta') block.text += delta.thinking
  else if (delta.type === 'input_json_delta') block.json += delta.partial_json
  else if (delta.type === 'signature_delta') block.signature += delta.signature
}

function finished({ start, text, json, signature }: Growing): Block[] {
  if (start.type === 'text') return [{ type: 'text', text: start.text + text }]
  if (start.type === 'tool_use') {
    const given = json === '' && start.input !== null ? JSON.stringify(start.input) : json
    return [toolCall(start.id, start.name, given)]
  }
  if (start.type === 'thinking') {
    const thinking = start.thinking + text
    const opaque = JSON.stringify({ type: 'thinking', thinking, signature: start.signature + signature })
    return [{ type: 'thinking', text: thinking, opaque }]
  }
  if (start.type === 'redacted_thinking') return [{ type: 'thinking', text: '', opaque: JSON.stringify(start) }]
  return []
}

/** Its `input_tokens` are without those of the cache. The last figure counts. */
function usageOf(
  usage: {
    input_tokens: number | null
    output_tokens: number
    cache_read_input_tokens: number | null
    cache_creation_input_tokens: number | null
  },
  before: Usage,
): Usage {
  return {
    ...before,
    input: usage.input_tokens ?? before.input,
    cacheRead: usage.cache_read_input_tokens ?? before.cacheRead,
    cacheWrite: usage.cache_creation_input_tokens ?? before.cacheWrite,
    output: usage.output_tokens,
  }
}

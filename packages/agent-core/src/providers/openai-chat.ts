import type { OpenAI } from 'openai'
import { NO_USAGE } from '@upkeep/schema'
import type { Block, Message, StopReason, Usage } from '@upkeep/schema'
import type { Turn, TurnRequest } from '../model.ts'
import { estimateTokens } from '../tokens.ts'
import { textOf } from '../tool.ts'
import { failureOf } from './failure.ts'
import { openaiClient } from './openai-client.ts'
import { toolCall } from './tool-input.ts'
import { CutStream } from './wire.ts'
import type { Wire, WireOptions } from './wire.ts'

type Params = OpenAI.Chat.ChatCompletionCreateParamsStreaming
type Chunk = OpenAI.Chat.ChatCompletionChunk

const STOPS: Readonly<Record<string, StopReason>> = {
  stop: 'end',
  tool_calls: 'tools',
  function_call: 'tools',
  length: 'length',
  content_filter: 'refusal',
}

/** Chat Completions in the widest-spread subset: string contents, no strict schemas, `max_tokens`, usage in the stream. */
export function openaiChat(options: WireOptions): Wire {
  const sdk = openaiClient(options)
  return {
    async send(request, signal) {
      const client = await sdk.open()
      const stream = await client.chat.completions.create(paramsOf(options, request), { signal })
      return await assemble(stream, request)
    },
    classify: (error) => failureOf(error, sdk.networkOf(error)),
  }
}

function paramsOf({ id, baseUrl, cacheKey }: WireOptions, { system, messages, tools, maxOutput }: TurnRequest): Params {
  return {
    model: id,
    stream: true,
    stream_options: { include_usage: true },
    // OpenAI's own models refuse the older name; other servers know only that one
    ...(baseUrl === null ? { max_completion_tokens: maxOutput } : { max_tokens: maxOutput }),
    ...(baseUrl === null && cacheKey !== null ? { prompt_cache_key: cacheKey } : {}),
    messages: [{ role: 'system', content: system }, ...messages.flatMap(messagesOf)],
    tools: tools.map(({ name, description, input }) => ({
      type: 'function',
      function: { name, description, parameters: { ...input } },
    })),
    tool_choice: 'auto',
  }
}

function messagesOf(message: Message): OpenAI.Chat.ChatCompletionMessageParam[] {
  if (message.role === 'user') return [{ role: 'user', content: message.text }]
  if (message.role === 'tools')
    return message.results.map(({ id, text }) => ({ role: 'tool', tool_call_id: id, content: text }))
  const content = message.content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('')
  const calls = message.content.filter((block) => block.type === 'tool-call')
  if (content === '' && calls.length === 0) return []
  // DeepSeek wants the reasoning of a turn with tool calls back; who sent none gets none
  const reasoning = message.content.flatMap((block) => (block.type === 'thinking' ? [block.text] : [])).join('')
  return [
    {
      role: 'assistant',
      content,
      ...(reasoning === '' ? {} : { reasoning_content: reasoning }),
      ...(calls.length === 0
        ? {}
        : {
            tool_calls: calls.map(({ id, name, input }) => ({
              id,
              type: 'function' as const,
              function: { name, arguments: JSON.stringify(input) },
            })),
          }),
    },
  ]
}

interface GrowingCall {
  id: string
  name: string
  text: string
}

async function assemble(chunks: AsyncIterable<Chunk>, request: TurnRequest): Promise<Turn> {
  const calls: GrowingCall[] = []
  let [text, reasoning] = ['', '']
  let stop: string | null = null
  let usage: Usage | null = null
  for await (const chunk of chunks) {
    if (chunk.usage) usage = usageOf(chunk.usage)
    const choice = chunk.choices[0]
    if (choice === undefined) continue
    const { delta } = choice
    text += delta.content ?? ''
    reasoning += reasoningOf(delta)
    for (const call of delta.tool_calls ?? []) {
      const own = (calls[call.index] ??= { id: '', name: '', text: '' })
      own.id ||= call.id ?? ''
      own.name += call.function?.name ?? ''
      own.text += call.function?.arguments ?? ''
    }
    stop = choice.finish_reason ?? stop
  }
  if (stop === null) throw new CutStream('the stream ended without a finish_reason')
  const content: Block[] = []
  if (reasoning !== '') content.push({ type: 'thinking', text: reasoning, opaque: null })
  if (text !== '') content.push({ type: 'text', text })
  content.push(...calls.flatMap((call) => (call === undefined ? [] : [toolCall(call.id, call.name, call.text)])))
  return { content, stop: STOPS[stop] ?? 'unknown', usage: usage ?? estimated(request, content) }
}

function reasoningOf(delta: Chunk['choices'][number]['delta']): string {
  const { reasoning_content: content, reasoning } = delta as { reasoning_content?: unknown; reasoning?: unknown }
  if (typeof content === 'string') return content
  return typeof reasoning === 'string' ? reasoning : ''
}

/** Its `prompt_tokens` include those of the cache, its `completion_tokens` the reasoning. */
function usageOf(usage: OpenAI.CompletionUsage): Usage {
  const details = (usage.prompt_tokens_details ?? {}) as { cached_tokens?: number; cache_write_tokens?: number }
  const deepseek = (usage as { prompt_cache_hit_tokens?: number }).prompt_cache_hit_tokens
  const cacheRead = details.cached_tokens ?? deepseek ?? 0
  const cacheWrite = details.cache_write_tokens ?? 0
  return {
    ...NO_USAGE,
    input: Math.max(0, usage.prompt_tokens - cacheRead - cacheWrite),
    cacheRead,
    cacheWrite,
    output: usage.completion_tokens,
    reasoning: usage.completion_tokens_details?.reasoning_tokens ?? 0,
  }
}

/** For a server that does not count. */
function estimated({ system, messages, tools }: TurnRequest, content: readonly Block[]): Usage {
  const input = estimateTokens(system + JSON.stringify(tools) + textOf(messages))
  return { ...NO_USAGE, input, output: estimateTokens(JSON.stringify(content)) }
}

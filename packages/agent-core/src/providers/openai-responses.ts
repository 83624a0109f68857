import type { OpenAI } from 'openai'
import { NO_USAGE } from '@upkeep/schema'
import type { Block, Message, StopReason, Usage } from '@upkeep/schema'
import type { Turn, TurnRequest } from '../model.ts'
import { failureOf } from './failure.ts'
import { openaiClient } from './openai-client.ts'
import { toolCall } from './tool-input.ts'
import { CutStream, StreamError } from './wire.ts'
import type { Wire, WireOptions } from './wire.ts'

type Params = OpenAI.Responses.ResponseCreateParamsStreaming
type Item = OpenAI.Responses.ResponseInputItem

/** OpenAI Responses, streamed, nothing stored there: the whole history goes with every request, reasoning in its encrypted form. */
export function openaiResponses(options: WireOptions): Wire {
  const sdk = openaiClient(options)
  return {
    async send(request, signal) {
      const client = await sdk.open()
      return await assemble(await client.responses.create(paramsOf(options, request), { signal }))
    },
    classify: (error) => failureOf(error, sdk.networkOf(error)),
  }
}

function paramsOf({ id, cacheKey }: WireOptions, { system, messages, tools, maxOutput }: TurnRequest): Params {
  return {
    model: id,
    stream: true,
    store: false,
    ...(cacheKey === null ? {} : { prompt_cache_key: cacheKey }),
    include: ['reasoning.encrypted_content'],
    instructions: system,
    max_output_tokens: maxOutput,
    input: messages.flatMap(itemsOf),
    tools: tools.map(({ name, description, input }) => ({
      type: 'function',
      name,
      description,
      parameters: { ...input },
      strict: false,
    })),
  }
}

function itemsOf(message: Message): Item[] {
  if (message.role === 'user') return [{ role: 'user', content: message.text }]
  if (message.role === 'tools')
    return message.results.map(({ id, text }) => ({ type: 'function_call_output', call_id: id, output: text }))
  return message.content.flatMap((block): Item[] => {
    if (block.type === 'text') return block.text === '' ? [] : [{ role: 'assistant', content: block.text }]
    if (block.type === 'tool-call')
      return [{ type: 'function_call', call_id: block.id, name: block.name, arguments: JSON.stringify(block.input) }]
    return block.opaque === null ? [] : [JSON.parse(block.opaque) as Item]
  })
}

/** Only the last event counts: it carries the whole response. */
async function assemble(events: AsyncIterable<OpenAI.Responses.ResponseStreamEvent>): Promise<Turn> {
  let last: OpenAI.Responses.Response | null = null
  for await (const event of events) {
    if (event.type === 'response.completed' || event.type === 'response.incomplete') last = event.response
    else if (event.type === 'response.failed') throw new StreamError(event.response.error?.code ?? 'server_error')
    else if (event.type === 'error') throw new StreamError(event.code ?? 'server_error')
  }
  if (last === null) throw new CutStream('the stream ended without response.completed')
  const content = last.output.flatMap(blocksOf)
  const refused = last.output.some(
    (item) => item.type === 'message' && item.content.some(({ type }) => type === 'refusal'),
  )
  return { content, stop: stopOf(last, content, refused), usage: usageOf(last.usage) }
}

function stopOf(
  { incomplete_details: cut }: OpenAI.Responses.Response,
  content: Block[],
  refused: boolean,
): StopReason {
  if (cut?.reason === 'max_output_tokens') return 'length'
  if (refused || cut?.reason === 'content_filter') return 'refusal'
  if (cut?.reason !== undefined) return 'unknown'
  return content.some(({ type }) => type === 'tool-call') ? 'tools' : 'end'
}

function blocksOf(item: OpenAI.Responses.ResponseOutputItem): Block[] {
  if (item.type === 'message')
    return item.content.flatMap((part): Block[] =>
      part.type === 'output_text' ? [{ type: 'text', text: part.text }] : [],
    )
  if (item.type === 'function_call') return [toolCall(item.call_id, item.name, item.arguments)]
  if (item.type !== 'reasoning') return []
  const text = item.summary.map((part) => part.text).join('\n')
  return [{ type: 'thinking', text, opaque: JSON.stringify(item) }]
}

function usageOf(usage: OpenAI.Responses.ResponseUsage | undefined): Usage {
  if (usage === undefined) return NO_USAGE
  const details = usage.input_tokens_details as { cached_tokens?: number; cache_write_tokens?: number } | undefined
  const [cacheRead, cacheWrite] = [details?.cached_tokens ?? 0, details?.cache_write_tokens ?? 0]
  return {
    ...NO_USAGE,
    input: Math.max(0, usage.input_tokens - cacheRead - cacheWrite),
    cacheRead,
    cacheWrite,
    output: usage.output_tokens,
    reasoning: usage.output_tokens_details?.reasoning_tokens ?? 0,
  }
}

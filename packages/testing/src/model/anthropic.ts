import { inputText, pieces, stopOf } from './reply.ts'
import type { ScriptedReply, StreamEvent, TokenCounts } from './reply.ts'

const STOPS = {
  end: 'end_turn',
  tools: 'tool_use',
  length: 'max_tokens',
  refusal: 'refusal',
  pause: 'pause_turn',
  overflow: 'model_context_window_exceeded',
}

/** Messages API: the stream of one reply. */
export function anthropicEvents(reply: ScriptedReply, model: string, n: number, tokens: TokenCounts): StreamEvent[] {
  const usage = {
    input_tokens: tokens.input,
    cache_read_input_tokens: tokens.cacheRead,
    cache_creation_input_tokens: tokens.cacheWrite,
    output_tokens: 1,
  }
  const events: StreamEvent[] = []
  const add = (data: { type: string } & Record<string, unknown>) => events.push({ event: data.type, data })
  const message = { id: `msg_${n}`, type: 'message', role: 'assistant', model, content: [], stop_reason: null }
  add({ type: 'message_start', message: { ...message, stop_sequence: null, usage } })
  add({ type: 'ping' })
  let index = 0
  const block = (start: object, deltas: readonly object[]) => {
    add({ type: 'content_block_start', index, content_block: start })
    for (const delta of deltas) add({ type: 'content_block_delta', index, delta })
    add({ type: 'content_block_stop', index })
    index += 1
  }
  if (reply.thinking !== undefined) {
    const deltas = pieces(reply.thinking).map((thinking) => ({ type: 'thinking_delta', thinking }))
    block({ type: 'thinking', thinking: '', signature: '' }, [
      ...deltas,
      { type: 'signature_delta', signature: 'c2ln' },
    ])
  }
  if (reply.text !== undefined)
    block(
      { type: 'text', text: '' },
      pieces(reply.text).map((text) => ({ type: 'text_delta', text })),
    )
  for (const [at, call] of (reply.calls ?? []).entries()) {
    const start = { type: 'tool_use', id: call.id ?? `toolu_${n}_${at}`, name: call.name, input: {} }
    block(
      start,
      pieces(inputText(call)).map((text) => ({ type: 'input_json_delta', partial_json: text })),
    )
  }
  add({
    type: 'message_delta',
    delta: { stop_reason: STOPS[stopOf(reply)], stop_sequence: null },
    usage: { ...usage, output_tokens: tokens.output },
  })
  add({ type: 'message_stop' })
  return events
}

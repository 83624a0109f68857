import { inputText, pieces, stopOf } from './reply.ts'
import type { ScriptedReply, StreamEvent, TokenCounts } from './reply.ts'

/** Responses API: the stream of one reply; its last event carries the whole response. */
export function responsesEvents(reply: ScriptedReply, model: string, n: number, tokens: TokenCounts): StreamEvent[] {
  const events: StreamEvent[] = []
  const output: object[] = []
  let sequence = 0
  const add = (type: string, data: object) => {
    events.push({ event: type, data: { type, sequence_number: sequence, ...data } })
    sequence += 1
  }
  const base = { id: `resp_${n}`, object: 'response', created_at: 0, model, error: null, incomplete_details: null }
  add('response.created', { response: { ...base, status: 'in_progress', output: [] } })
  if (reply.thinking !== undefined) {
    const summary = [{ type: 'summary_text', text: reply.thinking }]
    output.push({ id: `rs_${n}`, type: 'reasoning', summary, encrypted_content: 'b3BhcXVl' })
  }
  const text = reply.text
  if (text !== undefined || stopOf(reply) === 'refusal') {
    const content =
      stopOf(reply) === 'refusal'
        ? { type: 'refusal', refusal: text ?? 'no' }
        : { type: 'output_text', text: text ?? '', annotations: [] }
    for (const delta of pieces(text ?? ''))
      add('response.output_text.delta', { item_id: `msg_${n}`, output_index: 0, content_index: 0, delta })
    output.push({ id: `msg_${n}`, type: 'message', role: 'assistant', status: 'completed', content: [content] })
  }
  for (const [at, call] of (reply.calls ?? []).entries()) {
    const written = inputText(call)
    for (const delta of pieces(written))
      add('response.function_call_arguments.delta', { item_id: `fc_${n}_${at}`, output_index: at, delta })
    const callId = call.id ?? `call_${n}_${at}`
    output.push({ id: `fc_${n}_${at}`, type: 'function_call', call_id: callId, name: call.name, arguments: written })
  }
  const cut = stopOf(reply) === 'length'
  const usage = {
    input_tokens: tokens.input + tokens.cacheRead + tokens.cacheWrite,
    input_tokens_details: { cached_tokens: tokens.cacheRead, cache_write_tokens: tokens.cacheWrite },
    output_tokens: tokens.output,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: tokens.input + tokens.cacheRead + tokens.cacheWrite + tokens.output,
  }
  add(cut ? 'response.incomplete' : 'response.completed', {
    response: {
      ...base,
      status: cut ? 'incomplete' : 'completed',
      incomplete_details: cut ? { reason: 'max_output_tokens' } : null,
      output,
      usage,
    },
  })
  return events
}

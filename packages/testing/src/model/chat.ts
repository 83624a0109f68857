import { inputText, pieces, stopOf } from './reply.ts'
import type { ScriptedReply, StreamEvent, TokenCounts } from './reply.ts'

const STOPS = {
  end: 'stop',
  tools: 'tool_calls',
  length: 'length',
  refusal: 'content_filter',
  pause: 'stop',
  overflow: 'length',
}

/** Chat Completions: the stream of one reply, usage in the last chunk. */
export function chatEvents(reply: ScriptedReply, model: string, n: number, tokens: TokenCounts): StreamEvent[] {
  const chunk = (delta: object | null, more: object = {}): StreamEvent => ({
    event: null,
    data: {
      id: `chatcmpl-${n}`,
      object: 'chat.completion.chunk',
      created: 0,
      model,
      choices: delta === null ? [] : [{ index: 0, delta, finish_reason: null, ...more }],
      ...(delta === null ? more : {}),
    },
  })
  const calls = (reply.calls ?? []).flatMap((call, index) => [
    chunk({
      tool_calls: [
        { index, id: call.id ?? `call_${n}_${index}`, type: 'function', function: { name: call.name, arguments: '' } },
      ],
    }),
    ...pieces(inputText(call)).map((text) => chunk({ tool_calls: [{ index, function: { arguments: text } }] })),
  ])
  return [
    chunk({ role: 'assistant', content: '' }),
    ...pieces(reply.thinking ?? '').map((text) => chunk({ reasoning_content: text })),
    ...pieces(reply.text ?? '').map((text) => chunk({ content: text })),
    ...calls,
    chunk({}, { finish_reason: STOPS[stopOf(reply)] }),
    chunk(null, {
      usage: {
        prompt_tokens: tokens.input + tokens.cacheRead + tokens.cacheWrite,
        completion_tokens: tokens.output,
        total_tokens: tokens.input + tokens.cacheRead + tokens.cacheWrite + tokens.output,
        prompt_tokens_details: { cached_tokens: tokens.cacheRead, cache_write_tokens: tokens.cacheWrite },
        completion_tokens_details: { reasoning_tokens: 0 },
      },
    }),
  ]
}

import { describe, expect, it } from '@jest/globals'
import type { ScriptedReply, SeenRequest } from '@upkeep/testing/model'
import { APIS, SUBMIT, mark, play } from './attempt.fixture.ts'

/** A generator of numbers that is the same every time (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Whatever a server and a model can do, in any order. */
function anyReply(random: () => number): ScriptedReply {
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T
  const calls = Array.from({ length: Math.floor(random() * 4) }, (_, n) =>
    pick([
      mark(`line ${Math.floor(random() * 5)}`),
      mark('same', `id${n % 2}`),
      { name: 'mark', raw: pick(['{', '[]', '"x"', '{"line":', 'null', '']) },
      { name: 'mark', input: pick([{}, { line: 1 }, { line: 'x', more: true }]) },
      { name: pick(['nope', '', '__proto__', 'constructor']), input: {} },
      SUBMIT,
      { name: 'submit', input: { result: 'perhaps' } },
    ]),
  )
  const reply: ScriptedReply = {
    calls,
    ...(random() < 0.6 ? { text: pick(['', ' ', 'text', '\ud800', '🙂'.repeat(50)]) } : {}),
    ...(random() < 0.2 ? { thinking: 'hm' } : {}),
    ...(random() < 0.3 ? { stop: pick(['end', 'length', 'pause', 'overflow', 'refusal'] as const) } : {}),
  }
  if (random() < 0.75) return reply
  return {
    ...reply,
    fault: pick([
      { kind: 'status', status: pick([400, 401, 404, 408, 413, 429, 500, 503, 529]) },
      { kind: 'cut', share: random() },
      { kind: 'short', share: random() },
      { kind: 'stream-error', type: 'overloaded_error' },
      { kind: 'bad-event' },
      { kind: 'reset' },
    ] as const),
  }
}

describe.each(APIS)('an attempt by %s, whatever the model and its server do,', (api) => {
  it.each(Array.from({ length: 25 }, (_, seed) => seed + 1))(
    'ends with a reason, sends no request that a server would refuse, and runs only whole calls (seed %i)',
    async (seed) => {
      const random = numbers(seed)
      const said: { whole: boolean; lines: string[] }[] = []
      const script = (_request: SeenRequest) => {
        const reply = anyReply(random)
        const whole = (reply.fault === undefined || reply.fault.kind === 'short') && reply.stop !== 'length'
        const lines = (reply.calls ?? []).flatMap((call) => ('input' in call ? [JSON.stringify(call.input)] : []))
        said.push({ whole, lines })
        return reply
      }
      await using run = await play(api, script, { turns: 30 })
      expect(run.outcome.why).toMatch(/\w/)
      expect(run.events.at(-1)?.kind).toBe('attempt.end')
      expect(run.server.complaints).toEqual([])
      const possible = new Set(said.filter(({ whole }) => whole).flatMap(({ lines }) => lines))
      for (const line of await run.effects()) expect(possible).toContain(JSON.stringify({ line }))
      const kinds = (kind: string) => run.events.filter((event) => event.kind === kind).length
      expect(kinds('tool.call')).toBeLessThanOrEqual(kinds('tool.result'))
      expect(await run.effects()).toHaveLength(
        run.events.filter(
          (event) => event.kind === 'tool.result' && event.name === 'mark' && event.executed && !event.isError,
        ).length,
      )
    },
  )
})

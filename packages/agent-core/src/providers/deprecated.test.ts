import { expect, it, jest } from '@jest/globals'
import { modelServer } from '@upkeep/testing/model'
import { modelFetch, openModel } from '../index.ts'

it('a model that its provider calls deprecated is told of once, and asked the same way each time', async () => {
  const warn = jest.spyOn(console, 'warn').mockReturnValue()
  await using server = await modelServer([{ text: 'one' }, { text: 'two' }, { text: 'three' }])
  const model = openModel({
    name: 'anthropic/claude-sonnet-4-5',
    keys: { anthropic: 'key', openai: '' },
    baseUrl: server.anthropicUrl,
    fetch: modelFetch(null),
    redact: (text) => text,
  })
  const turn = {
    system: 's',
    messages: [{ role: 'user' as const, text: 'x' }],
    tools: [],
    maxOutput: 100,
    seconds: 20,
    signal: new AbortController().signal,
  }
  const results = [await model.turn(turn), await model.turn(turn), await model.turn(turn)]
  expect(results.every(({ result }) => 'turn' in result)).toBe(true)
  expect(new Set(results.map(({ request }) => request)).size).toBe(1)
  expect(warn).toHaveBeenCalledTimes(1)
  warn.mockRestore()
})

import type { ServerResponse } from 'node:http'
import { expect, it } from '@jest/globals'
import { readJobLogOf } from '@upkeep/github'
import { scene } from '../scripted.fixture.ts'
import type { Scene } from '../scripted.fixture.ts'

/** A job whose log the storage sends as it likes. */
async function logOf(send: (response: ServerResponse) => void): Promise<Scene> {
  const at = await scene([
    { act: (_, response) => void response.writeHead(302, { location: `${at.url}/storage` }).end() },
    { act: (_, response) => send(response) },
  ])
  return at
}

it('a zip archive is not read on: its connection ends', async () => {
  const ended = Promise.withResolvers<void>()
  const at = await logOf((response) => {
    response.on('close', ended.resolve)
    response.write('PK\u0003\u0004 and more that never comes')
  })
  const read = await readJobLogOf(at.github, 1, async (chunks) => (await Array.fromAsync(chunks)).length)
  expect(read).toEqual({ value: 0, cut: 'it is a zip archive and no text' })
  await ended.promise
  await at.close()
})

it('a chunk holds nothing any more once the next one is asked for', async () => {
  const at = await logOf((response) => {
    response.write('one\n')
    setTimeout(() => response.end('two\n'), 50)
  })
  const seen: Uint8Array[] = []
  const read = await readJobLogOf(at.github, 1, async (chunks) => {
    let text = ''
    for await (const chunk of chunks) {
      seen.push(chunk)
      text += Buffer.from(chunk).toString()
    }
    return text
  })
  expect(read).toEqual({ value: 'one\ntwo\n', cut: null })
  expect(seen.map(({ length }) => length)).toEqual(seen.map(() => 0))
  await at.close()
})

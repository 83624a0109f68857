import { execFileSync } from 'node:child_process'
import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { expect, it } from '@jest/globals'
import { modelServer } from '@upkeep/testing/model'
import { SUBMIT, play } from './attempt.fixture.ts'
import { modelFetch } from './index.ts'

/** Prints which packages were asked for: after the import, and after a first call. */
const PROBE = `
import { registerHooks } from 'node:module'
const asked = new Set()
registerHooks({ resolve(specifier, context, next) { asked.add(specifier); return next(specifier, context) } })
const sdks = () => ['@anthropic-ai/sdk', 'openai'].filter((name) => asked.has(name))
const { openModel } = await import('./index.ts')
const options = { keys: { anthropic: 'k', openai: 'k' }, baseUrl: 'http://127.0.0.1:9', redact: (text) => text,
  fetch: () => Promise.reject(new Error('no network')), ports: { sleep: () => Promise.resolve() } }
const model = openModel({ ...options, name: 'anthropic/x' })
openModel({ ...options, name: 'openai/x' })
const before = sdks()
await model.turn({ system: '', messages: [{ role: 'user', text: 'a' }], tools: [], maxOutput: 1, seconds: 5, signal: new AbortController().signal })
console.log(JSON.stringify([before, sdks()]))
`

it('no SDK is loaded before a model of its provider is asked, and the other one never', () => {
  const cwd = fileURLToPath(new URL('.', import.meta.url))
  const out = execFileSync(process.execPath, ['--input-type=module', '--eval', PROBE], { cwd, encoding: 'utf8' })
  expect(JSON.parse(out)).toEqual([[], ['@anthropic-ai/sdk']])
})

it('requests go through a proxy where one is named', async () => {
  await using server = await modelServer([{ calls: [SUBMIT] }])
  const through: string[] = []
  const proxy = createServer((_request, response) => response.writeHead(400).end())
  proxy.on('connect', (request: IncomingMessage, client: Socket, head: Buffer) => {
    through.push(request.url ?? '')
    const { hostname, port } = new URL(`http://${request.url}`)
    const target = connect(Number(port), hostname, () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      target.write(head)
      target.pipe(client).pipe(target)
    })
  })
  await new Promise<void>((resolve) => {
    proxy.listen(0, '127.0.0.1', resolve)
  })
  const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
  await using run = await play('openai-chat', [], { model: { fetch: modelFetch(address), baseUrl: server.openaiUrl } })
  proxy.closeAllConnections()
  proxy.close()
  expect(run.outcome.stop).toBe('submitted')
  expect(through).toEqual([new URL(server.openaiUrl).host])
})

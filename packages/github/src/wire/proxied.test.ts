import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, expect, it } from '@jest/globals'
import { proxied } from './proxied.ts'

const servers: Server[] = []

async function listening(server: Server): Promise<number> {
  servers.push(server)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return (server.address() as AddressInfo).port
}

afterEach(() => {
  delete process.env['http_proxy']
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

it('each address goes through the proxy that the runner names for it: a storage host, and not one on this machine', async () => {
  const target = await listening(createServer((request, response) => response.end(request.headers.host)))
  const through: string[] = []
  const proxy = createServer()
  proxy.on('connect', (request, client: Socket, head: Buffer) => {
    through.push(request.url ?? '')
    const server = connect(target, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      server.write(head)
      server.pipe(client).pipe(server)
    })
  })
  process.env['http_proxy'] = `http://127.0.0.1:${await listening(proxy)}`
  const signal = AbortSignal.timeout(20_000)
  const answers = ['http://storage.example/log', `http://127.0.0.1:${target}/api`].map(
    async (url) => await (await proxied(url, { signal, redirect: 'error' })).text(),
  )
  expect(await Promise.all(answers)).toEqual(['storage.example', `127.0.0.1:${target}`])
  expect(through).toEqual(['storage.example:80'])
})

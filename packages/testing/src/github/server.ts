import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { zipSync } from 'fflate'
import type { JobLog } from './model.ts'
import { answerRequest } from './pipeline.ts'
import type { Incoming, Origins, Outcome, Setting } from './pipeline.ts'

export type { Token } from './pipeline.ts'

export interface Servers {
  web: string
  close(): Promise<void>
}

/** Starts the API's server and, on another port, the host that has the archives and that redirects lead to. */
export async function startServers(setting: Setting): Promise<Servers> {
  const storageServer = createServer((request, response) => answerStorage(setting, request, response))
  const storage = await listen(storageServer)
  const origins: Origins = { api: '', web: '', storage }
  const server = createServer((request, response) => {
    answer(setting, origins, request, response).catch((error: unknown) => {
      // a defect of the fake; loud for the test, an error for the client
      setting.journal.violations.push({
        request: `${request.method} ${request.url}`,
        complaint: String((error as Error).stack),
      })
      response.writeHead(500).end()
    })
  })
  origins.web = await listen(server)
  origins.api = `${origins.web}/api/v3`
  return {
    web: origins.web,
    close: async () => {
      await Promise.all([close(server), close(storageServer)])
    },
  }
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => {
    server.close(resolve)
  })
}

/** Signed addresses need no token; one that comes here anyway was leaked. */
function answerStorage({ world, journal }: Setting, request: IncomingMessage, response: ServerResponse): void {
  const url = request.url ?? ''
  const { authorization } = request.headers
  journal.elsewhere.push({ method: request.method ?? '', url })
  if (authorization !== undefined) journal.leaks.push({ url, where: 'authorization elsewhere' })
  const job = Number(/^\/job-logs\/(\d+)\.txt/.exec(url)?.[1] ?? Number.NaN)
  const log = [...world.state.repositories.values()].flatMap((one) => one.checkRuns.get(job)?.job?.log ?? [])[0]
  if (log !== undefined) {
    sendLog(log, response)
    return
  }
  const id = Number(/^\/artifacts\/(\d+)\.zip/.exec(url)?.[1] ?? Number.NaN)
  const artifact = [...world.state.repositories.values()].flatMap((one) => one.artifacts.get(id) ?? [])[0]
  if (artifact === undefined) response.writeHead(404, { 'content-type': 'text/plain' }).end('not here')
  else response.writeHead(200, { 'content-type': 'application/zip' }).end(artifact.zip)
}

function sendLog({ text, storage }: JobLog, response: ServerResponse): void {
  const fault = storage !== null && storage.times > 0 ? storage : null
  if (fault !== null) fault.times -= 1
  if (fault?.status !== undefined) {
    response.writeHead(fault.status, { 'content-type': 'application/xml' }).end('<Error/>')
    return
  }
  if (fault?.packed !== undefined) {
    sendPacked(Buffer.from(typeof text === 'string' ? text : [...text()].join('')), fault.packed, response)
    return
  }
  response.writeHead(200, { 'content-type': 'text/plain' })
  const pieces = typeof text === 'string' ? [text] : text()
  const sent = fault?.cutAfter === undefined ? pieces : [[...pieces].join('').slice(0, fault.cutAfter)]
  const stream = Readable.from(sent, { objectMode: false })
  if (fault === null) stream.pipe(response)
  else stream.on('end', () => response.socket?.end()).pipe(response, { end: false })
}

function sendPacked(bytes: Buffer, how: 'encoded' | 'gzip' | 'zip', response: ServerResponse): void {
  const packed = how === 'zip' ? zipSync({ '1_check.txt': bytes }) : gzipSync(bytes)
  const encoding = how === 'encoded' ? { 'content-encoding': 'gzip' } : {}
  response.writeHead(200, { 'content-type': 'text/plain', ...encoding }).end(packed)
}

async function answer(
  setting: Setting,
  origins: Origins,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const incoming = await readIncoming(request)
  const outcome = await answerRequest(setting, origins, incoming)
  if (outcome.spoil === 'cut') request.socket.destroy()
  else send(setting, incoming, outcome, response)
}

async function readIncoming(request: IncomingMessage): Promise<Incoming> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const url = new URL(request.url ?? '', 'http://localhost')
  const path = url.pathname.replace(/^\/api\/v3(?=\/|$)/, '').replace(/^\/api\/graphql$/, '/graphql')
  return {
    method: request.method ?? 'GET',
    path,
    query: Object.fromEntries(url.searchParams),
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
    text: Buffer.concat(chunks).toString('utf8'),
  }
}

function send({ clock, journal }: Setting, incoming: Incoming, outcome: Outcome, response: ServerResponse): void {
  const { answer: right, spoil, limiter, resource } = outcome
  const now = clock.now()
  const text = spoil === 'html' ? '<html><body>Unicorn!</body></html>' : textOf(right.body)
  const etag = `W/"${createHash('sha256').update(text).digest('hex')}"`
  const isFresh = incoming.method === 'GET' && right.status === 200 && spoil === null
  const headers: Record<string, string> = {
    date: new Date(now).toUTCString(),
    'x-github-request-id': `FAKE:${journal.requests.length}`,
    ...(text === '' ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    ...(isFresh ? { etag, 'cache-control': 'private, max-age=60, s-maxage=60' } : {}),
    ...(spoil === 'html' ? {} : (limiter?.headers(resource, now) ?? {})),
    ...right.headers,
  }
  if (isFresh && incoming.headers['if-none-match'] === etag) {
    limiter?.count(resource, -1, now) // a 304 costs nothing
    response.writeHead(304, { ...headers, ...limiter?.headers(resource, now) }).end()
    return
  }
  if (spoil === 'bad-gzip') headers['content-encoding'] = 'gzip'
  const sent = spoil === 'truncated' ? text.slice(0, Math.floor(text.length / 2)) : text
  response.writeHead(right.status, headers)
  response.end(sent)
}

function textOf(body: unknown): string {
  return body === undefined ? '' : JSON.stringify(body)
}

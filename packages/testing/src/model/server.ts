import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { anthropicEvents } from './anthropic.ts'
import { chatEvents } from './chat.ts'
import { prefixCache } from './prefix-cache.ts'
import { inputText } from './reply.ts'
import type { Fault, ScriptedReply, StreamEvent, TokenCounts } from './reply.ts'
import { apiOf, complaintAbout, readRequest } from './request.ts'
import type { Api, SeenRequest } from './request.ts'
import { responsesEvents } from './responses.ts'

/** What the model says to a request: a list is said in order, its last reply again and again. */
export type Script = readonly ScriptedReply[] | ((request: SeenRequest) => ScriptedReply)

export interface ModelServer extends AsyncDisposable {
  /** For `base-url` of Anthropic's format, and of OpenAI's. */
  readonly anthropicUrl: string
  readonly openaiUrl: string
  /** All that came, refused ones included. */
  readonly requests: readonly SeenRequest[]
  /** What a real server would have refused; refused here as well. */
  readonly complaints: readonly string[]
  /** When each request came, in milliseconds of `performance.now()`. */
  readonly times: readonly number[]
}

const EVENTS = { anthropic: anthropicEvents, chat: chatEvents, responses: responsesEvents }
const CHARACTERS_PER_TOKEN = 3.5

/** A model's server on 127.0.0.1 that says what it is told, in the three wire formats, streamed. */
export async function modelServer(script: Script): Promise<ModelServer> {
  const requests: SeenRequest[] = []
  const complaints: string[] = []
  const times: number[] = []
  const cache = prefixCache()
  const answer = async (incoming: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const api = apiOf(new URL(incoming.url ?? '', 'http://localhost').pathname)
    if (api === null) {
      response.writeHead(404).end()
      return
    }
    times.push(performance.now())
    const request = readRequest(api, Buffer.concat(chunks).toString('utf8'), incoming.headers, requests.length)
    requests.push(request)
    const complaint = complaintAbout(request)
    if (complaint !== null) {
      complaints.push(complaint)
      refuse(response, api, { kind: 'status', status: 400, type: 'invalid_request_error', message: complaint })
      return
    }
    const reply = typeof script === 'function' ? script(request) : script[Math.min(request.n, script.length - 1)]
    if (reply === undefined) throw new Error('the script is empty')
    await say(response, request, reply, countsOf(request, reply, cache))
  }
  const server = createServer((incoming, response) => {
    answer(incoming, response).catch((error: unknown) => {
      if (!response.destroyed) response.destroy(error instanceof Error ? error : undefined)
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    anthropicUrl: url,
    openaiUrl: `${url}/v1`,
    requests,
    complaints,
    times,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
}

function tokensOf(characters: number): number {
  return Math.ceil(characters / CHARACTERS_PER_TOKEN)
}

function countsOf(request: SeenRequest, reply: ScriptedReply, cache: ReturnType<typeof prefixCache>): TokenCounts {
  const failed = reply.fault?.kind === 'status' || reply.fault?.kind === 'reset'
  const { cached, fresh } = failed ? { cached: 0, fresh: 0 } : cache.count(request)
  const said = [reply.text ?? '', reply.thinking ?? '', ...(reply.calls ?? []).map(inputText)].join('')
  return { input: 0, cacheRead: tokensOf(cached), cacheWrite: tokensOf(fresh), output: tokensOf(said.length) + 1 }
}

async function say(
  response: ServerResponse,
  request: SeenRequest,
  reply: ScriptedReply,
  tokens: TokenCounts,
): Promise<void> {
  const { fault } = reply
  if (fault?.kind === 'hang') return
  if (fault?.kind === 'reset') response.socket?.destroy()
  else if (fault?.kind === 'status') refuse(response, request.api, fault)
  else await stream(response, request, reply, tokens)
}

async function stream(
  response: ServerResponse,
  request: SeenRequest,
  reply: ScriptedReply,
  tokens: TokenCounts,
): Promise<void> {
  const { fault } = reply
  const events = EVENTS[request.api](reply, request.model, request.n, tokens).map(serialised)
  if (request.api === 'chat') events.push('data: [DONE]\n\n')
  response.writeHead(200, { 'content-type': 'text/event-stream', 'request-id': `req_${request.n}` })
  const middle = Math.ceil(events.length / 2)
  if (fault?.kind === 'stream-error') events.splice(middle, Infinity, errorEvent(request.api, fault.type))
  if (fault?.kind === 'bad-event') events.splice(middle, 0, 'event: content_block_delta\ndata: {"type": "con\n\n')
  if (fault?.kind === 'short') events.splice(Math.ceil(events.length * fault.share))
  if (fault?.kind === 'cut') {
    const text = events.join('')
    response.write(text.slice(0, Math.ceil(text.length * fault.share)))
    await delay(20) // so that what was sent has gone out
    response.socket?.destroy()
    return
  }
  for (const event of fault?.kind === 'slow' ? events : []) {
    await delay(fault?.kind === 'slow' ? fault.milliseconds : 0)
    if (response.destroyed) return
    response.write(event)
  }
  response.end(fault?.kind === 'slow' ? '' : events.join(''))
}

function serialised({ event, data }: StreamEvent): string {
  return `${event === null ? '' : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`
}

function errorEvent(api: Api, type: string): string {
  if (api === 'anthropic')
    return serialised({ event: 'error', data: { type: 'error', error: { type, message: type } } })
  if (api === 'chat') return serialised({ event: null, data: { error: { type, code: type, message: type } } })
  return serialised({ event: 'error', data: { type: 'error', code: type, message: type, param: null } })
}

function refuse(response: ServerResponse, api: Api, fault: Extract<Fault, { kind: 'status' }>): void {
  const type = fault.type ?? 'api_error'
  const error = { type, message: fault.message ?? type }
  const body = api === 'anthropic' ? { type: 'error', error } : { error: { ...error, code: type, param: null } }
  response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers }).end(JSON.stringify(body))
}

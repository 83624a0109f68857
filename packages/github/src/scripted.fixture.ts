import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from '@upkeep/github'
import type { Clock, ConnectOptions, GitHub } from '@upkeep/github'

export interface Seen {
  method: string
  url: string
  authorization: string | undefined
  body: unknown
  /** On the test's clock. */
  at: number
}

/** What the server answers: a body to be sent as JSON, or a function that does as it likes with the connection. */
export interface Scripted {
  status?: number
  headers?: Record<string, string>
  body?: unknown
  act?: (request: IncomingMessage, response: ServerResponse) => void
}

export interface Scene {
  github: GitHub
  clock: TestClock
  seen: Seen[]
  lines: string[]
  controller: AbortController
  url: string
  close(): Promise<void>
}

/** A clock on which nobody waits: a sleep moves the time on. */
export class TestClock implements Clock {
  private time = 1_800_000_000_000
  readonly slept: number[] = []
  /** Called at the start of every sleep. */
  onSleep: (milliseconds: number) => void = () => {}

  now(): number {
    return this.time
  }

  sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    this.slept.push(milliseconds)
    this.onSleep(milliseconds)
    if (signal.aborted) return Promise.reject(signal.reason as Error)
    this.time += milliseconds
    return Promise.resolve()
  }
}

export const TOKEN = 'ghs_CANARY0123456789'

/** A server that gives the answers in their order (the last one again and again), and a connection to it. */
export async function scene(answers: readonly Scripted[], options: Partial<ConnectOptions> = {}): Promise<Scene> {
  const clock = new TestClock()
  const controller = new AbortController()
  const seen: Seen[] = []
  const lines: string[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString()
      const body: unknown = text === '' ? null : JSON.parse(text)
      const { method = '', url = '', headers } = request
      seen.push({ method, url, authorization: headers.authorization, body, at: clock.now() })
      const answer = answers[Math.min(seen.length, answers.length) - 1] ?? {}
      if (answer.act !== undefined) answer.act(request, response)
      else respond(response, answer)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const github = connect({
    token: TOKEN,
    repository: { owner: 'o', name: 'n' },
    apiUrl: url,
    clock,
    signal: controller.signal,
    log: (line) => lines.push(line),
    ...options,
  })
  const close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { github, clock, seen, lines, controller, url, close }
}

function respond(response: ServerResponse, { status = 200, headers = {}, body = null }: Scripted): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  response.end(status === 204 ? undefined : text)
}

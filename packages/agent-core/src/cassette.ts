import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Redactor } from '@upkeep/text'
import * as z from 'zod/mini'
import { canonicaliser } from './canonical.ts'
import type { CanonicalRequest } from './canonical.ts'
import { mergeDeltas } from './merge-deltas.ts'
import { mapStrings } from './strings-in.ts'

/** One answer of a server, or what happened instead. `cut`: the body ended with an error after these bytes. */
const Exchange = z.strictObject({
  status: z.int(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
  cut: z.boolean(),
  /** Where there was no answer at all: the error's name. */
  failure: z.nullable(z.string()),
})
type Exchange = z.infer<typeof Exchange>

const Entry = z.strictObject({
  /** The name of each part of the request, its digest and how it begins: for saying where another request differs. */
  parts: z.array(z.strictObject({ name: z.string(), digest: z.string(), begins: z.string() })),
  exchanges: z.array(Exchange),
})
type Entry = z.infer<typeof Entry>

export interface CassetteOptions {
  folder: string
  redact: Redactor
  /** Told of each question that is not in the folder. */
  onMiss?: (miss: string) => void
}

/** Headers that decide what is done with an answer; the others may name an account. */
const KEPT_HEADERS = ['content-type', 'retry-after', 'retry-after-ms', 'x-should-retry']

/** A fetch that keeps what a model's server answers, redacted, readable by its owner alone, one file for each question. */
export function recordingFetch(options: CassetteOptions, send: typeof fetch): typeof fetch {
  const canonical = canonicaliser(options.redact)
  const entries = new Map<string, Entry>()
  return async (input, init) => {
    const request = canonical(urlOf(input), bodyOf(init))
    const entry = entries.get(request.key) ?? { parts: partsOf(request), exchanges: [] }
    entries.set(request.key, entry)
    const keep = (exchange: Exchange) => {
      entry.exchanges.push(exchange)
      write(options.folder, request.key, entry)
    }
    let response: Response
    try {
      response = await send(input, init)
    } catch (error) {
      keep({ status: 0, headers: {}, body: '', cut: false, failure: nameOf(error) })
      throw error
    }
    const kept = KEPT_HEADERS.flatMap((name) => {
      const value = response.headers.get(name)
      return value === null ? [] : [[name, value] as const]
    })
    const about = { status: response.status, headers: Object.fromEntries(kept), failure: null }
    const body = through(response.body, (text, cut) =>
      keep({ ...about, body: redactedBody(text, options.redact), cut }),
    )
    return new Response(body, { status: response.status, headers: [...response.headers] })
  }
}

/** A fetch that answers from a folder. A question that is not in it fails, and says where it differs from the nearest one. */
export function replayingFetch(options: CassetteOptions): typeof fetch {
  const canonical = canonicaliser(options.redact)
  const used = new Map<string, number>()
  // not async: an answer has to be there in the same turn of the event loop in which it was asked for
  return (input, init) => {
    const request = canonical(urlOf(input), bodyOf(init))
    const entry = read(options.folder, request.key)
    if (entry === null) {
      const miss = new CassetteMiss(request, options.folder)
      options.onMiss?.(miss.message)
      return Promise.reject(miss)
    }
    const turn = used.get(request.key) ?? 0
    used.set(request.key, turn + 1)
    const exchange = entry.exchanges[Math.min(turn, entry.exchanges.length - 1)]
    if (exchange === undefined) return Promise.reject(new CassetteMiss(request, options.folder))
    if (exchange.failure !== null) return Promise.reject(named(exchange.failure))
    const body = exchange.cut ? cutStream(exchange.body) : exchange.body
    return Promise.resolve(new Response(body, { status: exchange.status, headers: exchange.headers }))
  }
}

/** The question is not in the cassette. */
export class CassetteMiss extends Error {
  override readonly name = 'CassetteMiss'

  constructor(request: CanonicalRequest, folder: string) {
    super(`the cassette holds no answer to this request: ${differenceFrom(request, folder)}`)
  }
}

/** Event by event and string by string, so that what is JSON stays JSON. */
function redactedBody(text: string, redact: Redactor): string {
  return mergeDeltas(text)
    .split('\n')
    .map((line) => {
      const [, field = '', json = line] = /^(data: ?)(.*)$/.exec(line) ?? []
      try {
        return `${field}${JSON.stringify(mapStrings(z.json().parse(JSON.parse(json)), redact))}`
      } catch {
        return redact(line)
      }
    })
    .join('\n')
}

/** Where a request first differs from the one in the folder that begins most like it. */
function differenceFrom(request: CanonicalRequest, folder: string): string {
  const own = partsOf(request)
  let best: { shared: number; parts: Entry['parts'] } | null = null
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const parts = read(folder, name.replace(/\.json$/, ''))?.parts ?? []
    const shared = own.filter(({ digest }, at) => parts[at]?.digest === digest).length
    if (best === null || shared > best.shared) best = { shared, parts }
  }
  if (best === null) return 'it is empty'
  const { parts } = best
  const at = own.findIndex(({ digest }, index) => parts[index]?.digest !== digest)
  const [now, then] = [own[at], parts[at < 0 ? own.length : at]]
  return `the nearest differs in ${now?.name ?? then?.name ?? 'its length'}: recorded ${JSON.stringify(then?.begins ?? '')}, now ${JSON.stringify(now?.begins ?? '')}`
}

function partsOf({ parts }: CanonicalRequest): Entry['parts'] {
  return parts.map(({ name, text }) => ({ name, digest: digestOf(text), begins: text.slice(0, 160).toWellFormed() }))
}

/** Short and quick; two parts are only ever compared for being the same. */
function digestOf(text: string): string {
  let [one, two] = [5381, 52711]
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    one = Math.imul(one, 33) ^ unit
    two = Math.imul(two, 31) ^ unit
  }
  return `${(one >>> 0).toString(16)}${(two >>> 0).toString(16)}`
}

/** The body handed on piece by piece; `done` gets all of it in the end, also where the end was an error or the reader went. */
function through(body: ReadableStream<Uint8Array> | null, done: (text: string, cut: boolean) => void) {
  if (body === null) {
    done('', false)
    return null
  }
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let [text, ended] = ['', false]
  const end = (cut: boolean) => {
    if (ended) return
    ended = true
    done(text + decoder.decode(), cut)
  }
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { value, done: last } = await reader.read()
        if (last) {
          end(false)
          controller.close()
        } else {
          text += decoder.decode(value, { stream: true })
          controller.enqueue(value)
        }
      } catch (error) {
        end(true)
        controller.error(error)
      }
    },
    async cancel(reason) {
      end(true)
      await reader.cancel(reason)
    },
  })
}

function cutStream(text: string): ReadableStream<Uint8Array> {
  let sent = false
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent || text === '') {
        controller.error(new TypeError('terminated'))
        return
      }
      sent = true
      controller.enqueue(Buffer.from(text))
    },
  })
}

function write(folder: string, key: string, entry: Entry): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(join(folder, `${key}.json`), JSON.stringify(entry), { mode: 0o600 })
}

function read(folder: string, key: string): Entry | null {
  const path = join(folder, `${key}.json`)
  return existsSync(path) ? Entry.parse(JSON.parse(readFileSync(path, 'utf8'))) : null
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'Error'
}

function named(name: string): Error {
  const error = name === 'TypeError' ? new TypeError('fetch failed') : new Error('fetch failed')
  error.name = name
  return error
}

function urlOf(input: Parameters<typeof fetch>[0]): string {
  return input instanceof Request ? input.url : String(input)
}

function bodyOf(init: RequestInit | undefined): string {
  return typeof init?.body === 'string' ? init.body : ''
}

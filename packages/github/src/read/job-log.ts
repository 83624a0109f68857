import { setFlagsFromString } from 'node:v8'
import { GitHubError } from '../wire/errors.ts'
import type { GitHub } from '../wire/github.ts'
import { downloaded, signedAddress } from '../wire/storage.ts'

/** Why there is no log; `message` is a sentence for a report. */
export interface JobLogRefusal {
  refused: 'gone' | 'expired'
  message: string
}

export interface ReadJobLog<T> {
  value: T
  /** Why it ends before its end; null: it is whole. */
  cut: string | null
}

const LOGS = 'GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs'
const MOST_BYTES = 512 * 1024 * 1024
const STORAGE_SECONDS = 180

/**
 * What a stream leaves behind is garbage at once, and still V8 doubles the space for new objects again and again, and with it what waits
 * to be freed: up to 20 MB more in a process that reads a log of 200 MB. The setting is one of the process, so that it counts only while
 * a log is read; `growing` is V8's own.
 */
const YOUNG_HEAP = { steady: '--semi-space-growth-factor=1', growing: '--semi-space-growth-factor=2' }

/**
 * Streams the log of a job of Actions through `read`, which is called anew where the connection breaks, three times at most. The third
 * time, and where the log is longer than `bytes` (default 512 MiB), it is handed what there is, and `cut` says so. A chunk holds nothing
 * any more once the next one is asked for. One request to GitHub; the log itself comes from a storage host, which never sees the token.
 */
export async function readJobLogOf<T>(
  github: GitHub,
  job: number,
  read: (chunks: AsyncIterable<Uint8Array>) => Promise<T>,
  { bytes = MOST_BYTES }: { bytes?: number } = {},
): Promise<ReadJobLog<T> | JobLogRefusal> {
  let location: string
  try {
    location = await signedAddress(github, LOGS, { job_id: job })
  } catch (error) {
    const status = error instanceof GitHubError ? error.status : null
    if (status === 404) return { refused: 'gone', message: `Job ${job} has no log (any more).` }
    if (status === 410) return { refused: 'expired', message: `The log of job ${job} has expired.` }
    throw error
  }
  setFlagsFromString(YOUNG_HEAP.steady)
  try {
    return await downloaded(github, location, { what: 'job log', seconds: STORAGE_SECONDS }, async (chunks, last) => {
      const ended: { cut: string | null } = { cut: null }
      const value = await read(bounded(await unpacked(chunks, ended), bytes, last, ended))
      return { value, cut: ended.cut }
    })
  } catch (error) {
    if (!(error instanceof GitHubError) || (error.status !== 404 && error.status !== 410)) throw error
    return { refused: 'gone', message: `The log of job ${job} is not in its storage (any more).` }
  } finally {
    setFlagsFromString(YOUNG_HEAP.growing)
  }
}

const GZIP = Buffer.from([0x1f, 0x8b])
const ZIP = Buffer.from('PK\u0003\u0004')

/** A storage host may hold a log packed without saying so. One packed with gzip is unpacked as it comes; a zip archive is none of a job. */
async function unpacked(
  chunks: AsyncIterable<Uint8Array>,
  ended: { cut: string | null },
): Promise<AsyncIterable<Uint8Array>> {
  const stream = chunks[Symbol.asyncIterator]()
  const first = await stream.next()
  if (first.done === true) return ReadableStream.from([])
  const begins = (magic: Buffer) => magic.equals(first.value.subarray(0, magic.length))
  if (begins(ZIP)) {
    await stream.return?.()
    ended.cut = 'it is a zip archive and no text'
    return ReadableStream.from([])
  }
  const whole = continued(first.value, stream)
  return begins(GZIP) ? ReadableStream.from(whole).pipeThrough(new DecompressionStream('gzip')) : released(whole)
}

/** Gives the bytes of each chunk back as soon as the next one is asked for: on a busy machine the collector is tens of megabytes behind. */
async function* released(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    yield chunk
    const { buffer, byteLength } = chunk
    if (buffer instanceof ArrayBuffer && byteLength === buffer.byteLength) buffer.transfer(0) // nobody else has a part of it
  }
}

async function* continued(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield first
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
  } finally {
    await rest.return?.()
  }
}

async function* bounded(
  chunks: AsyncIterable<Uint8Array>,
  most: number,
  last: boolean,
  ended: { cut: string | null },
): AsyncGenerator<Uint8Array> {
  let size = 0
  try {
    for await (const chunk of chunks) {
      size += chunk.length
      if (size > most) {
        ended.cut = `it is longer than ${most} bytes`
        return
      }
      yield chunk
    }
  } catch (error) {
    const isDownload = error instanceof GitHubError
    if (isDownload && (!last || size === 0)) throw error
    ended.cut = isDownload ? `its download broke off after ${size} bytes` : 'it can not be unpacked'
  }
}

import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { messageOf } from '@upkeep/schema'
import { fromBufferPromise } from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'

export interface ZipLimits {
  /** Entries, folders included. */
  entries: number
  /** Bytes of all files together, inflated. */
  bytes: number
}

/** A sentence that says what is wrong with an archive. */
export class BadZip extends Error {
  override readonly name = 'BadZip'
}

/** A file of ours stands flat, or is a blob that is named by its SHA-256. */
const FLAT = /^[A-Za-z0-9][\w.-]{0,99}$/
const BLOB = /^blobs\/[0-9a-f]{64}$/

const KIND = 0o170000
const LINK = 0o120000

/**
 * The files of a zip archive, inflated as a stream that ends at the limit, whatever the archive says of its sizes. Throws BadZip for
 * names other than flat ones and `blobs/<sha256>`, for a blob that isn't what its name says, links, doubles, and what is no archive.
 */
export async function unzip(bytes: Buffer, limits: ZipLimits): Promise<Map<string, Buffer>> {
  try {
    return await unzipped(bytes, limits)
  } catch (error) {
    if (error instanceof BadZip) throw error
    throw new BadZip(`it is no sound archive (${messageOf(error)})`) // yauzl's own refusals
  }
}

async function unzipped(bytes: Buffer, limits: ZipLimits): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true, strictFileNames: true })
  if (zip.entryCount > limits.entries) throw new BadZip(`it has more than ${limits.entries} entries`)
  const files = new Map<string, Buffer>()
  let left = limits.bytes
  for await (const entry of zip.eachEntry()) {
    const name = nameOf(entry)
    if (name === null) continue
    if (files.has(name)) throw new BadZip(`${name} is in it twice`)
    if (entry.uncompressedSize > left) throw tooLarge(limits)
    const content = await inflate(zip, entry, left, limits)
    if (BLOB.test(name) && createHash('sha256').update(content).digest('hex') !== name.slice('blobs/'.length))
      throw new BadZip(`${name} is not what its name says`)
    left -= content.length
    files.set(name, content)
  }
  return files
}

/** Null: a folder. */
function nameOf(entry: Entry): string | null {
  const kind = (entry.externalFileAttributes >>> 16) & KIND
  if (kind === LINK) throw new BadZip('there is a link in it')
  if (entry.isEncrypted()) throw new BadZip('it is encrypted')
  if (entry.fileName === 'blobs/' && entry.uncompressedSize === 0) return null
  if (FLAT.test(entry.fileName) || BLOB.test(entry.fileName)) return entry.fileName
  throw new BadZip(`${JSON.stringify(entry.fileName.slice(0, 100))} is no name of a file of ours`)
}

async function inflate(zip: ZipFile, entry: Entry, left: number, limits: ZipLimits): Promise<Buffer> {
  const stream: Readable = await zip.openReadStreamPromise(entry)
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > left) throw tooLarge(limits) // leaving the loop destroys the stream
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function tooLarge({ bytes }: ZipLimits): BadZip {
  return new BadZip(`its files are larger than ${bytes} bytes`)
}

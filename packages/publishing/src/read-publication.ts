import { createHash } from 'node:crypto'
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Publication, systemCode } from '@upkeep/schema'
import { LIMITS } from './limits.data.ts'
import { accepted, refused } from './refusal.ts'
import type { Refusable } from './refusal.ts'
import { parseStrictJson } from './strict-json.ts'

/** A publication with the contents that it names, by the SHA-256 of their bytes; every blob is what its name says. */
export interface ReadPublication {
  publication: Publication
  blobs: ReadonlyMap<string, Uint8Array>
}

const BLOB = /^blobs\/([0-9a-f]{64})$/

/** What may lie in an OUT folder or artifact beside the two that are read (design §9). */
const BESIDE = /^(?:result\.json|patch\.diff|summary\.md|report\.html)$/

/** Validations 1 and 2: the entries of an artifact, or of an OUT folder, as a publication. Names are relative, with `/`. */
export function publicationOf(entries: ReadonlyMap<string, Uint8Array>): Refusable<ReadPublication> {
  const blobs = new Map<string, Uint8Array>()
  for (const [name, bytes] of entries) {
    const sha = BLOB.exec(name)?.[1]
    if (sha !== undefined) {
      if (createHash('sha256').update(bytes).digest('hex') !== sha)
        return refused('E_ARTIFACT', name, 'Its bytes are not those that its name promises.')
      blobs.set(sha, bytes)
    } else if (name !== 'publication.json' && !BESIDE.test(name)) {
      return refused('E_ARTIFACT', printable(name), 'Nothing of this name belongs to a publication.')
    }
  }
  const json = entries.get('publication.json')
  if (json === undefined) return refused('E_ARTIFACT', 'publication.json', 'It is not there.')
  const value = parseStrictJson(json, 'publication.json')
  if (!value.ok) return value
  const parsed = Publication.safeParse(value.value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const where = `publication.json: ${issue?.path.join('.') ?? ''}`
    return refused('E_SCHEMA', printable(where), printable(issue?.message ?? 'It does not fit the format.'))
  }
  return accepted({ publication: parsed.data, blobs })
}

/**
 * Reads the OUT folder of a run of the same job (or one that a person names). Opens plain files only and never follows a link, so
 * that what the job's own commands left there can not lead elsewhere.
 */
export function readPublicationFolder(folder: string): Refusable<ReadPublication> {
  const entries = new Map<string, Uint8Array>()
  let left: number = LIMITS.inflated
  try {
    const place = lstatSync(join(folder, 'blobs'), { throwIfNoEntry: false })
    if (place?.isDirectory() === false) return refused('E_ARTIFACT', 'blobs', 'It is no folder.')
    const held = place === undefined ? [] : readdirSync(join(folder, 'blobs'))
    const names = ['publication.json', ...held.map((name) => `blobs/${name}`)]
    if (names.length > LIMITS.entries)
      return refused('E_ARTIFACT', folder, `It holds more than ${LIMITS.entries} files.`)
    for (const name of names) {
      const bytes = readPlain(join(folder, name), left)
      if (bytes === null) return refused('E_ARTIFACT', printable(name), 'It is no plain file, or too large.')
      entries.set(name, bytes)
      left -= bytes.length
    }
  } catch (error) {
    const code = systemCode(error)
    if (code === null) throw error
    return refused('E_ARTIFACT', folder, `It can not be read (${code}).`)
  }
  return publicationOf(entries)
}

/** Null where it is a link, a device, a pipe, or larger than `most` bytes. */
function readPlain(path: string, most: number): Uint8Array | null {
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    const { size } = fstatSync(file)
    if (!fstatSync(file).isFile() || size > most) return null
    const bytes = Buffer.alloc(size)
    const read = readSync(file, bytes, 0, size, 0)
    return read === size ? bytes : null
  } finally {
    closeSync(file)
  }
}

/** A name from outside, for a message. */
function printable(text: string): string {
  return JSON.stringify(text.slice(0, 200)).slice(1, -1)
}

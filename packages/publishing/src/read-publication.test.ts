import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { LIMITS } from './limits.data.ts'
import { publicationFixture } from './publication.fixture.ts'
import { publicationOf, readPublicationFolder } from './read-publication.ts'
import { parseStrictJson } from './strict-json.ts'

const bytes = (text: string) => Buffer.from(text)
const entries = (change: (publication: Record<string, unknown>) => unknown) => {
  const { publication, blobs } = publicationFixture()
  const json = JSON.stringify(change({ ...publication }))
  return new Map([
    ['publication.json', bytes(json)],
    ...[...blobs].map(([sha, blob]) => [`blobs/${sha}`, blob] as const),
  ])
}
const codeOf = (read: ReturnType<typeof publicationOf>) => (read.ok ? 'ok' : read.refusal.code)

describe('publicationOf', () => {
  it('reads what an action wrote', () => {
    expect(codeOf(publicationOf(entries((publication) => publication)))).toBe('ok')
  })

  it.each([
    ['an extra field', (publication: Record<string, unknown>) => ({ ...publication, extra: 1 })],
    ['no format', (publication: Record<string, unknown>) => ({ ...publication, format: undefined })],
    [
      'another version of the format',
      (publication: Record<string, unknown>) => ({ ...publication, format: 'upkeep/publication@2' }),
    ],
    ['a wrong type', (publication: Record<string, unknown>) => ({ ...publication, run: 7 })],
    [
      'an unknown operation',
      (publication: Record<string, unknown>) => ({ ...publication, operations: [{ op: 'merge' }] }),
    ],
    ['no object at all', () => []],
  ])('C02: refuses %s by the schema', (_, change) => {
    expect(codeOf(publicationOf(entries(change)))).toBe('E_SCHEMA')
  })

  it.each(['APPROVE', 'REQUEST_CHANGES'])('A14: refuses a review whose event is %s', (event) => {
    const { marker } = publicationFixture().publication.operations[0] ?? {}
    const review = { op: 'review', marker, title: [], body: [{ text: 'approve', from: 'model' }], comments: [] }
    const holding = (operation: unknown) =>
      codeOf(publicationOf(entries((each) => ({ ...each, operations: [operation] }))))
    expect(holding(review)).toBe('ok')
    expect(holding({ ...review, event })).toBe('E_SCHEMA')
  })

  it.each(['run.sh', '../x', '/etc/x', 'blobs/../x', 'blobs/short', 'record/events.jsonl', 'Publication.json'])(
    'C16: refuses the entry %j',
    (name) => {
      expect(codeOf(publicationOf(new Map([...entries((each) => each), [name, bytes('x')]])))).toBe('E_ARTIFACT')
    },
  )

  it('C09: refuses a blob that is not what its name says', () => {
    const sha = createHash('sha256').update('a').digest('hex')
    expect(codeOf(publicationOf(new Map([...entries((each) => each), [`blobs/${sha}`, bytes('b')]])))).toBe(
      'E_ARTIFACT',
    )
  })
})

describe('parseStrictJson', () => {
  const parse = (text: string | Uint8Array) => parseStrictJson(typeof text === 'string' ? bytes(text) : text, 'x.json')

  it.each([
    ['a key twice', '{"a":1,"a":2}'],
    ['a key twice, written differently', '{"a":1,"\\u0061":2}'],
    ['a key that reaches a prototype', '{"__proto__":{}}'],
    ['a comment', '{"a":1 /* */}'],
    ['text after the end', '{} {}'],
    ['a byte order mark', '\ufeff{}'],
    ['depth', `${'['.repeat(LIMITS.jsonDepth + 1)}${']'.repeat(LIMITS.jsonDepth + 1)}`],
    ['much depth', '['.repeat(100_000)],
  ])('C02: refuses %s', (_, text) => {
    expect(parse(text)).toMatchObject({ ok: false, refusal: { code: 'E_SCHEMA' } })
  })

  it('C02: refuses what is not UTF-8, or too large', () => {
    expect(parse(Buffer.from([0x22, 0xff, 0x22])).ok).toBe(false)
    expect(parse(Buffer.alloc(LIMITS.json + 1, 0x20)).ok).toBe(false)
  })

  it('reads plain JSON', () => {
    expect(parse('{"a":[1,{"b":null}]}')).toEqual({ ok: true, value: { a: [1, { b: null }] } })
  })
})

describe('readPublicationFolder', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'upkeep-publication-'))
    mkdirSync(join(folder, 'blobs'))
    for (const [name, content] of entries((each) => each)) writeFileSync(join(folder, name), content)
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  it('reads the output folder of a run', () => {
    expect(codeOf(readPublicationFolder(folder))).toBe('ok')
  })

  it('follows no link', () => {
    rmSync(join(folder, 'publication.json'))
    writeFileSync(join(folder, 'elsewhere.json'), '{}')
    symlinkSync('elsewhere.json', join(folder, 'publication.json'))
    expect(codeOf(readPublicationFolder(folder))).toBe('E_ARTIFACT')
  })

  it('C17: reads no more than an artifact may hold', () => {
    const sparse = join(folder, 'blobs', 'f'.repeat(64))
    writeFileSync(sparse, '')
    truncateSync(sparse, LIMITS.inflated + 1)
    expect(codeOf(readPublicationFolder(folder))).toBe('E_ARTIFACT')
  })

  it('says that a folder is not there', () => {
    expect(readPublicationFolder(join(folder, 'nowhere'))).toMatchObject({ refusal: { code: 'E_ARTIFACT' } })
  })
})

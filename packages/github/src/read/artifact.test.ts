import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it } from '@jest/globals'
import { downloadArtifact } from '@upkeep/github'
import { messageOf } from '@upkeep/schema'
import { TOKEN, scene } from '../scripted.fixture.ts'
import type { Scene, Scripted } from '../scripted.fixture.ts'
import { zipOf } from '../zip.fixture.ts'
import type { ZipEntry } from '../zip.fixture.ts'

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex')
const MB = 1024 * 1024
const good: ZipEntry[] = [
  { name: 'publication.json', content: '{}' },
  { name: `blobs/${sha256('blob')}`, content: 'blob' },
]

const scenes: Scene[] = []
async function open(answers: readonly Scripted[]): Promise<Scene> {
  const one = await scene(answers)
  scenes.push(one)
  return one
}
afterEach(async () => {
  for (const one of scenes.splice(0)) await one.close()
})

const sending = (bytes: Buffer): Scripted => ({
  act: (_, response) => response.writeHead(200, { 'content-type': 'application/zip' }).end(bytes),
})

/** GitHub and a storage host beside it. */
async function hosts(archive: Buffer, storageAnswers: readonly Scripted[] = [sending(archive)]) {
  const storage = await open(storageAnswers)
  const redirect = { status: 302, headers: { location: `${storage.url}/zip?sig=SIGNED` }, body: '' }
  const meta = { body: { expired: false, workflow_run: { id: 42 } } }
  return { storage, redirect, meta }
}

/** Downloads an archive that GitHub and storage have. */
async function download(archive: Buffer, limits = {}) {
  const { redirect } = await hosts(archive)
  const { github } = await open([redirect])
  return await downloadArtifact(github, { id: 5, digest: sha256(archive) }, limits)
}

const refusal = async (entries: readonly ZipEntry[], limits = {}) => {
  const found = await download(zipOf(entries), limits)
  return found instanceof Map ? [...found.keys()] : found
}

describe('downloadArtifact', () => {
  it('gives the files of the archive, and the token goes to GitHub only', async () => {
    const archive = zipOf(good)
    const { storage, redirect, meta } = await hosts(archive)
    const { github, seen } = await open([meta, redirect])
    const files = await downloadArtifact(github, { id: 5, digest: `sha256:${sha256(archive)}`, runId: 42 })
    expect(files).toEqual(
      new Map([
        ['publication.json', Buffer.from('{}')],
        [`blobs/${sha256('blob')}`, Buffer.from('blob')],
      ]),
    )
    expect(seen.map(({ url, authorization }) => [url, authorization])).toEqual([
      ['/repos/o/n/actions/artifacts/5', `token ${TOKEN}`],
      ['/repos/o/n/actions/artifacts/5/zip', `token ${TOKEN}`],
    ])
    expect(storage.seen.map(({ authorization }) => authorization)).toEqual([undefined])
    expect(github.requests().made).toBe(2)
  })

  it('C09: refuses an archive with another digest', async () => {
    const { redirect } = await hosts(zipOf(good))
    const { github } = await open([redirect])
    expect(await downloadArtifact(github, { id: 5, digest: 'f'.repeat(64) })).toMatchObject({ refused: 'digest' })
  })

  it('C09: refuses an artifact of another run, an expired one and one that is not there, without downloading it', async () => {
    const archive = zipOf(good)
    const answers: [Scripted, string][] = [
      [{ body: { expired: false, workflow_run: { id: 41 } } }, 'run'],
      [{ body: { expired: false, workflow_run: null } }, 'run'],
      [{ body: { expired: true, workflow_run: { id: 42 } } }, 'expired'],
      [{ status: 404, body: { message: 'Not Found' } }, 'gone'],
    ]
    for (const [answer, refused] of answers) {
      const { storage } = await hosts(archive)
      const { github } = await open([answer])
      const found = await downloadArtifact(github, { id: 5, digest: sha256(archive), runId: 42 })
      expect(found).toMatchObject({ refused })
      expect(storage.seen).toEqual([])
    }
    const expired = await open([{ status: 410, body: { message: 'Artifact has expired' } }])
    expect(await downloadArtifact(expired.github, { id: 5, digest: 'x' })).toMatchObject({ refused: 'expired' })
  })

  it('C16: refuses names that lead elsewhere, other folders, links, doubles and what is encrypted', async () => {
    const bad: ZipEntry[][] = [
      [{ name: '../x', content: 'x' }],
      [{ name: '/etc/passwd', content: 'x' }],
      [{ name: 'a/../../x', content: 'x' }],
      [{ name: 'a\\b', content: 'x' }],
      [{ name: 'C:x', content: 'x' }],
      [{ name: 'sub/run.sh', content: 'x' }],
      [{ name: '.hidden', content: 'x' }],
      [{ name: '', content: 'x' }],
      [{ name: 'a\u0000b', content: 'x' }],
      [{ name: `blobs/${'A'.repeat(64)}`, content: 'x' }],
      [{ name: 'link', content: '/etc/passwd', mode: 0o120777 }],
      [...good, ...good],
      [{ name: 'x', content: 'x', flags: 1 }],
      [{ name: `blobs/${sha256('other')}`, content: 'blob' }],
    ]
    for (const entries of bad) expect(await refusal(entries)).toMatchObject({ refused: 'content' })
    expect(await refusal([...good, { name: 'blobs/', content: '' }])).toHaveLength(2)
  })

  it('C16: refuses more than 110 entries', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `f${index}`, content: '' }))
    expect(await refusal(many(110))).toHaveLength(110)
    expect(await refusal(many(111))).toMatchObject({ refused: 'content' })
  })

  it('C17: stops at 16 MiB, whatever the archive says of its sizes', async () => {
    const bomb = Buffer.alloc(17 * MB)
    expect(await refusal([{ name: 'bomb', content: bomb }])).toMatchObject({ refused: 'content' })
    expect(await refusal([{ name: 'bomb', content: bomb, claims: 10 }])).toMatchObject({ refused: 'content' })
    const half = Buffer.alloc(9 * MB)
    const two = [
      { name: 'a', content: half },
      { name: 'b', content: half },
    ]
    expect(await refusal(two)).toMatchObject({ refused: 'content' })
  })

  it('C17: stops a download that is too large itself', async () => {
    expect(await download(Buffer.alloc(2 * MB), { bytes: MB })).toMatchObject({ refused: 'size' })
  })

  it('refuses what is no archive', async () => {
    const archive = zipOf(good)
    for (const bytes of [Buffer.from('no zip'), Buffer.alloc(0), archive.subarray(0, archive.length - 30)])
      expect(await download(bytes)).toMatchObject({ refused: 'content' })
  })

  it('D18: tries storage again, and never names its signed address', async () => {
    const archive = zipOf(good)
    const flaky = [
      { status: 503, body: '' },
      { act: (request: { socket: { destroy(): void } }) => request.socket.destroy() },
      sending(archive),
    ]
    const { redirect } = await hosts(archive, flaky)
    const { github, lines } = await open([redirect])
    expect(await downloadArtifact(github, { id: 5, digest: sha256(archive) })).toBeInstanceOf(Map)
    const down = await hosts(archive, [{ status: 500, body: '' }])
    const other = await open([down.redirect])
    const failed = downloadArtifact(other.github, { id: 5, digest: sha256(archive) })
    await expect(failed).rejects.toMatchObject({ status: 500, endpoint: 'GET artifact storage' })
    expect(down.storage.seen).toHaveLength(3)
    const error: unknown = await failed.catch((thrown: unknown) => thrown)
    expect(lines.join('') + messageOf(error)).not.toContain('SIGNED')
  })

  it('takes no address from GitHub that is not https', async () => {
    for (const location of ['file:///etc/passwd', 'http://example.com/x', 'nonsense']) {
      const { github } = await open([{ status: 302, headers: { location }, body: '' }])
      await expect(downloadArtifact(github, { id: 5, digest: 'x' })).rejects.toMatchObject({ name: 'ExternalError' })
    }
  })
})

import { describe, expect, it } from '@jest/globals'
import type { Operation } from '@upkeep/schema'
import { publicationFixture } from './publication.fixture.ts'
import type { FixtureOptions } from './publication.fixture.ts'
import { BASE_FILES, BRANCH, scene } from './scene.fixture.ts'
import type { Event, Further, Scene } from './scene.fixture.ts'

type PullRequest = Extract<Operation, { op: 'pull-request' }>

/** Whatever is refused writes nothing at all. */
async function refused(at: Scene, options: FixtureOptions, further: Further = {}) {
  const { result, refusal, posted } = await at.run(options, further)
  expect({ posted, writes: at.fake.writes() }).toEqual({ posted: [], writes: [] })
  expect(result).not.toBe('changed')
  return refusal
}

const created = (path: string, after: string | Uint8Array = 'x\n') => ({ files: { [path]: { before: null, after } } })
const changed = (after: string | Uint8Array) => ({ files: { 'src/a.ts': { before: BASE_FILES['src/a.ts'], after } } })
const says = (text: string, from: 'upkeep' | 'model' | 'repository' = 'model') => ({
  operation: (each: PullRequest): Operation => ({ ...each, body: [{ text, from }] }),
})

describe('a publication is refused whole', () => {
  it.each([
    ['.github/workflows/ci.yml', 'E_PROTECTED'],
    ['.github/actions/a/action.yml', 'E_PROTECTED'],
    ['.GitHub/Workflows/x.yml', 'E_PROTECTED'],
    ['.github/x.ts', 'E_PROTECTED'],
    ['CODEOWNERS', 'E_PROTECTED'],
    ['.husky/pre-commit.js', 'E_PROTECTED'],
    ['package.json', 'E_PROTECTED'],
    ['package-lock.json', 'E_PROTECTED'],
    ['pyproject.toml', 'E_PROTECTED'],
    ['Dockerfile', 'E_PROTECTED'],
    ['.git/hooks/x.js', 'E_PROTECTED'],
    ['a/../../x.ts', 'E_PATH'],
  ])('C03, C04: for the path %s', async (path, code) => {
    await using at = await scene()
    expect(await refused(at, created(path))).toMatchObject({ code })
  })

  it('C04: for reviews of the classification in another batch, and for anything else in theirs', async () => {
    const path = '.github/upkeep/ci.lock.yml'
    await using at = await scene()
    expect(await refused(at, created(path))).toMatchObject({ code: 'E_PROTECTED', where: path })
    expect(await refused(at, { ...created('src/new.ts'), batch: 'ci-lock' })).toMatchObject({ code: 'E_PROTECTED' })
    const commit = ({ files, proof, marker, title, body }: PullRequest): Operation => ({
      op: 'commit',
      files,
      proof,
      marker,
      title,
      body,
      branch: 'topic',
    })
    expect(await refused(at, { ...created(path), batch: 'ci-lock', operation: commit })).toMatchObject({
      code: 'E_TARGET',
      message: expect.stringMatching(/a pull request of their own/),
    })
  })

  it('C05: for a link, a submodule or a changed kind of file', async () => {
    for (const mode of ['120000', '160000']) {
      const file = { content: 'src/b.ts', mode }
      await using at = await scene({ ...BASE_FILES, 'src/odd.ts': file })
      const files = { 'src/odd.ts': { before: 'src/b.ts', after: 'x\n' } }
      expect(await refused(at, { files })).toMatchObject({ code: 'E_MODE', where: 'src/odd.ts' })
    }
  })

  it.each([
    ['a NUL', Buffer.from('a\0b\n')],
    ['invalid UTF-8', Buffer.from([0x61, 0xff, 0x0a])],
    ['UTF-16', Buffer.from('\ufeffconst a = 1\n', 'utf16le')],
  ])('C06: for a file with %s', async (_, bytes) => {
    await using at = await scene()
    expect(await refused(at, changed(bytes))).toMatchObject({ code: 'E_BINARY', where: 'src/a.ts' })
  })

  it('C07: for 101 files, one of more than a mebibyte, and more than four together', async () => {
    const names = (count: number) => Array.from({ length: count }, (_, index) => `src/n${index}.ts`)
    const files = (count: number, after: string) =>
      Object.fromEntries(names(count).map((name) => [name, { before: null, after }]))
    await using at = await scene()
    expect(await refused(at, { files: files(101, 'x\n') })).toMatchObject({ code: 'E_SIZE', where: BRANCH })
    expect(await refused(at, { files: files(1, 'x'.repeat(1024 * 1024 + 1)) })).toMatchObject({ code: 'E_SIZE' })
    expect(await refused(at, { files: files(5, 'x'.repeat(1024 * 1000)) })).toMatchObject({
      code: 'E_SIZE',
      where: 'blobs',
    })
  })

  it.each([
    ['a reordering character', '\u202e'],
    ['a zero-width space', '\u200b'],
    ['a tag character', '\u{e0041}'],
  ])('C24: for an added line with %s, never for what was there before', async (_, character) => {
    await using at = await scene()
    expect(await refused(at, changed(`const a = 1 // ${character}\n`))).toMatchObject({
      code: 'E_HIDDEN',
      where: 'src/a.ts:1',
    })

    const before = `\ufeff// @ts-ignore\nconst a = '${character}'\n`
    await using old = await scene({ ...BASE_FILES, 'src/a.ts': before })
    const files = { 'src/a.ts': { before, after: `\ufeffconst a = '${character}'\n` } }
    expect(await old.run({ files })).toMatchObject({ result: 'changed' })
  })
})

const CANARY = 'canary-7f3a9c2e41d8'
const encodings: [string, string][] = [
  ['plain', CANARY],
  ...['', 'x', 'xy'].map((before): [string, string] => [
    `base64 behind ${before.length} bytes`,
    Buffer.from(`${before}${CANARY}`).toString('base64'),
  ]),
  [
    'URL-encoded',
    CANARY.split('')
      .map((letter) => `%${letter.charCodeAt(0).toString(16)}`)
      .join(''),
  ],
  [
    'JSON-encoded',
    CANARY.split('')
      .map((letter) => `\\u00${letter.charCodeAt(0).toString(16)}`)
      .join(''),
  ],
  ['hex', Buffer.from(CANARY).toString('hex')],
]
const letters = 'aB3dE5fG7hJ9kL2mN4pQ6rS8tU1vW0xY'.repeat(17)
const tokens: [string, string][] = [
  ['a personal token of GitHub', `ghp_${letters.slice(0, 36)}`],
  ['an old token of an app', `ghs_${letters.slice(0, 36)}`],
  ['a new token of an app', `ghs_${letters.slice(0, 516)}`],
  ['a fine-grained token', `github_pat_${letters.slice(0, 82)}`],
  ['a key of Anthropic', `sk-ant-api03-${letters.slice(0, 93)}`],
  ['a key of OpenAI', `sk-proj-${letters.slice(0, 74)}`],
  ['a key of Google', `AIza${letters.slice(0, 35)}`],
  ['a token of npm', `npm_${letters.slice(0, 36)}`],
  ['a key of AWS', `AKIA${'IOSFODNN7QXAMPLE'.slice(0, 16)}`],
  ['a token of Slack', `xoxb-123456789012-1234567890123-${letters.slice(0, 24)}`],
  ['a private key', '-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----'],
]

describe('C15: a secret', () => {
  it.each([...encodings, ...tokens])('%s is found in a body, a title and a file, and never shown', async (_, text) => {
    await using at = await scene()
    const further = { secrets: [CANARY] }
    const shown = [
      await refused(at, says(`see ${text} here`), further),
      await refused(at, changed(`const a = 1\n/* ${text} */\n`), further),
      await refused(
        at,
        { operation: (each) => ({ ...each, title: [{ text: `Use ${text}`, from: 'model' }] }) },
        further,
      ),
    ]
    for (const refusal of shown) {
      expect(refusal?.code).toBe('E_SECRET')
      expect(JSON.stringify(refusal)).not.toContain(text.slice(0, 12))
      expect(refusal?.where).toMatch(/character \d+|:\d+$/)
    }
  })

  it('that the repository held before is none that a change adds', async () => {
    const before = `// @ts-ignore\nconst a = '${tokens[0]?.[1]}'\n`
    await using at = await scene({ ...BASE_FILES, 'src/a.ts': before })
    const files = { 'src/a.ts': { before, after: before.replace('// @ts-ignore\n', '') } }
    expect(await at.run({ files })).toMatchObject({ result: 'changed' })
  })
})

describe('C20: a publication for another target', () => {
  const pull = (number: number, commit: string) =>
    ({ kind: 'pull-request', number, base: commit, head: commit, fork: false, pushable: true }) as const

  it('than the event names is refused: another pull request, another commit, a fork', async () => {
    await using at = await scene()
    const operation = (each: PullRequest): Operation => ({ ...each, op: 'commit', branch: 'topic' })
    const event = { target: pull(12, at.commit), subject: 12, headBranch: 'topic' }
    const ran = async (target: Event['target']) => {
      const { publication, blobs } = publicationFixture({ commit: at.commit, operation })
      const made = { ...publication, grant: { ...publication.grant, ...(target === undefined ? {} : { target }) } }
      return await refused(at, {}, { event, made: { publication: made, blobs } })
    }
    expect(await ran(pull(999, at.commit))).toMatchObject({ code: 'E_TARGET' })
    expect(await ran({ ...pull(12, at.commit), head: 'd'.repeat(40) })).toMatchObject({ code: 'E_TARGET' })
    expect(await ran({ ...pull(12, at.commit), fork: true, pushable: false })).toMatchObject({ code: 'E_TARGET' })
    expect(await ran(undefined)).toMatchObject({ code: 'E_TARGET' })
  })

  it('or for a branch that is not ours is refused', async () => {
    await using at = await scene()
    for (const branch of ['main', 'upkeep/lint-fix/x', `${BRANCH}/y`])
      expect(await refused(at, { operation: (each) => ({ ...each, branch }) })).toMatchObject({ code: 'E_TARGET' })
  })
})

it('B17, B21: what no proof covers is refused: another verdict, no check that passed, no file', async () => {
  await using at = await scene()
  const proofs: ((each: PullRequest) => Operation)[] = [
    (each) => ({ ...each, proof: { ...each.proof, status: 'refuted' } }),
    (each) => ({ ...each, proof: { ...each.proof, depth: 'probe' } }),
    (each) => ({ ...each, proof: { ...each.proof, evidence: [] } }),
    (each) => ({ ...each, files: [] }),
  ]
  for (const operation of proofs) expect(await refused(at, { operation })).toMatchObject({ code: 'E_UNPROVEN' })
})

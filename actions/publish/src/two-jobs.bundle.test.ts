import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import type { FakeGitHub } from '@upkeep/testing/github'
import { scaledClock } from '@upkeep/testing/github'
import { job } from './job.fixture.ts'

const BRANCH = 'upkeep/type-safety/suppressions'

const suppressionsOf = (fake: FakeGitHub, branch: string) =>
  Object.values(fake.repository().files(branch)).flatMap(({ text }) => text.match(/@ts-ignore/g) ?? []).length

describe('two jobs: one works, the other posts', () => {
  it('open one pull request with six dead suppressions less; a second run writes nothing, and a closed one is not repeated', async () => {
    await using at = await job()
    const worked = await at.typeSafety()
    expect(worked).toMatchObject({ status: 0, outputs: { result: 'changed', 'has-publication': 'true' } })
    expect(at.fake.writes()).toEqual([])

    const posted = await at.publish({ inputs: at.upload(worked.out) })
    expect(posted).toMatchObject({ status: 0, outputs: { result: 'changed' } })
    expect(posted.summary).toContain(`${at.fake.url}/octocat/example/pull/1`)
    const { pulls } = at.fake.state()['octocat/example'] ?? {}
    expect(pulls).toMatchObject([{ head: BRANCH, base: 'main', state: 'open', author: 'github-actions[bot]' }])
    expect(pulls?.[0]?.body).toContain('`npm run typecheck`')
    expect(suppressionsOf(at.fake, 'main') - suppressionsOf(at.fake, BRANCH)).toBe(6)
    expect(at.fake.violations()).toEqual([])
    expect(at.fake.leaks()).toEqual([])

    const [writes, requests] = [at.fake.writes().length, at.fake.requests().length]
    const again = await at.publish({ inputs: at.upload(worked.out) })
    expect(again).toMatchObject({ status: 0, outputs: { result: 'clean' } })
    expect(at.fake.writes()).toHaveLength(writes)
    expect(at.fake.requests().length - requests).toBeLessThanOrEqual(4)

    at.fake.repository().close(1)
    const later = await at.typeSafety()
    expect(later).toMatchObject({ status: 0, outputs: { 'has-publication': 'false' } })
    expect(later.summary).toContain('declined')
  })

  it('C09: write nothing where the digest is not that of the upload, or the artifact is of another run', async () => {
    await using at = await job({ 'README.md': '# x\n' })
    const upload = at.upload({ 'publication.json': Buffer.from('{}') })
    const wrong = await at.publish({ inputs: { ...upload, 'artifact-digest': `sha256:${'0'.repeat(64)}` } })
    expect(wrong).toMatchObject({ status: 1, outputs: { result: 'failed' } })
    expect(wrong.log).toContain('E_ARTIFACT')
    const other = await at.publish({ inputs: upload, env: { GITHUB_RUN_ID: '77' } })
    expect(other).toMatchObject({ status: 1, outputs: { result: 'failed' } })
    expect(other.log).toContain('E_ARTIFACT')
    expect(at.fake.writes()).toEqual([])
  })

  it('D02: waits the minute that GitHub asks for, and goes on', async () => {
    await using at = await job({ 'README.md': '# x\n' }, scaledClock(12))
    at.fake.fault({ kind: 'secondary-limit', seconds: 60, match: 'read' })
    const { status, log, seconds } = await at.publish({ inputs: at.upload({ 'publication.json': Buffer.from('{}') }) })
    expect(log).toContain("GitHub's rate limit: waiting 60 s")
    expect([status, log]).toEqual([1, expect.stringContaining('E_SCHEMA')]) // what stood in the artifact
    const [first, second] = at.fake.requests().map(({ time }) => time)
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(60_000)
    expect(seconds).toBeLessThan(60)
  })

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'D15: %s while a branch is made ends the job within 5 s, and the next run completes it',
    async (signal) => {
      await using at = await job()
      const { out } = await at.typeSafety()
      let kill: (signal: NodeJS.Signals) => void = () => {}
      at.fake.fault({ kind: 'meanwhile', match: 'git/create-ref', when: 'after', act: () => kill(signal) })
      at.fake.fault({ kind: 'delay', match: 'git/create-ref', ms: 6000 })
      const killed = await at.publish({ inputs: at.upload(out), started: (end) => void (kill = end) })
      expect(killed.log).toContain(signal)
      expect(killed.status).toBe(1)
      expect(killed.seconds).toBeLessThan(15)
      expect(at.fake.state()['octocat/example']?.pulls).toEqual([])
      expect(await at.publish({ inputs: at.upload(out) })).toMatchObject({ status: 0, outputs: { result: 'changed' } })
      expect(at.fake.state()['octocat/example']?.pulls).toHaveLength(1)
    },
  )
})

describe('one job that works and posts', () => {
  it('opens the same pull request with `publish: direct`', async () => {
    await using at = await job()
    const { status, outputs, log } = await at.typeSafety({ inputs: { publish: 'direct' } })
    expect({ status, outputs, log }).toMatchObject({ status: 0, outputs: { result: 'changed' } })
    expect(at.fake.state()['octocat/example']?.pulls).toMatchObject([{ head: BRANCH, base: 'main' }])
  })

  it('F03: on a pull request of a fork annotates, writes nothing, and is never red, whatever it was asked', async () => {
    await using at = await job()
    const head = at.checkout.git('rev-parse', 'HEAD').trim()
    const pull = {
      number: 5,
      base: { sha: head, ref: 'main', repo: { id: 1, full_name: 'octocat/example' } },
      head: { sha: head, ref: 'topic', repo: { id: 2, full_name: 'someone/example' } },
    }
    const payload = { pull_request: pull, repository: { default_branch: 'main', full_name: 'octocat/example' } }
    const token = at.fake.addToken({ permissions: { contents: 'read', 'pull-requests': 'read' } })
    const inputs = { publish: 'direct' }
    const { status, log } = await at.typeSafety({ event: 'pull_request', payload, token, inputs })
    expect({ status, log }).toMatchObject({ status: 0 })
    expect(log).toMatch(/::(?:notice|warning) [^\n]*file=src\//)
    expect(at.fake.writes()).toEqual([])
  })
})

it('holds nothing that works on a checkout, runs commands of it or asks a model, and stays below 2.5 MB', () => {
  const folder = resolve('build', 'bundle')
  const files = readdirSync(folder).filter((name) => name.endsWith('.js'))
  const code = files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n')
  const packages = new Set([...code.matchAll(/\bpackages\/([a-z-]+)\/build\//g)].map(([, name]) => name))
  expect([...packages].toSorted()).toEqual(['entry', 'github', 'publishing', 'schema', 'text'])
  expect(code).not.toMatch(/@anthropic-ai\/sdk|node_modules\/openai\/|simple-git/)
  expect(Buffer.byteLength(code)).toBeLessThan(2_500_000)
})

import { describe, expect, it } from '@jest/globals'
import { comment, failed, startedRuns } from './asked.fixture.ts'
import type { Said } from './asked.fixture.ts'
import { workflow } from './repository.fixture.ts'

const LONG = 120_000

describe('/upkeep fix', () => {
  it(
    'tells what fails and what would fix it, runs nothing, and starts the workflow once with two inputs and no more',
    async () => {
      await using at = await failed()
      const head = at.fake.repository().branch('topic')
      const said = comment(at, { body: '/upkeep fix\r\n\r\nref: evil\nhead: evil\n-f pull-request=99' })
      const { outputs, log } = await at.step(said)
      expect({ outputs, log }).toMatchObject({
        outputs: { result: 'skipped', reason: 'fork', 'has-publication': 'true' },
      })
      expect(log).toContain(
        '`prettier --check .` fails with 1; `prettier . --write` would fix what can be fixed safely.',
      )
      expect(log).not.toContain('::group::Detect')
      expect(at.fake.writes()).toEqual([])
      const posted = await at.publish(outputs['out'] ?? '', said)
      expect({ outputs: posted.outputs, log: posted.log }).toMatchObject({ outputs: { result: 'changed' } })
      const inputs = { 'pull-request': String(at.number), head }
      expect(startedRuns(at)).toEqual([{ path: '.github/workflows/fix.yml', branch: 'main', inputs }])
      const again = await at.publish(outputs['out'] ?? '', said)
      expect(again.outputs).toMatchObject({ result: 'clean' })
      expect(startedRuns(at)).toHaveLength(1)
      const replies = at.fake.state()['octocat/example']?.comments.filter(({ author }) => author.endsWith('[bot]'))
      expect(replies).toEqual([expect.objectContaining({ body: expect.stringContaining('`prettier . --write`') })])
      const next = comment(at)
      await at.publish((await at.step(next)).outputs['out'] ?? '', next)
      expect(startedRuns(at)).toHaveLength(2)
      expect(
        at.fake.state()['octocat/example']?.comments.filter(({ author }) => author.endsWith('[bot]')),
      ).toHaveLength(1)
      expect(at.fake.violations()).toEqual([])
    },
    LONG,
  )

  it(
    'tells of a command on files that only a runner knew by its expression',
    async () => {
      const ci = workflow('prettier --check ${{ needs.changes.outputs.files }}')
      await using at = await failed({ files: { '.github/workflows/ci.yml': ci } })
      const { log } = await at.step(comment(at))
      expect(log).toContain(
        '`prettier --check ${{ needs.changes.outputs.files }}` fails with 1; `prettier ${{ … }} --write` would',
      )
    },
    LONG,
  )

  it(
    'names the command where the token may not start workflows',
    async () => {
      await using at = await failed()
      const said = comment(at)
      const { outputs } = await at.step(said)
      const permissions = { contents: 'read', 'pull-requests': 'write' } as const
      const token = at.fake.addToken({ login: 'github-actions[bot]', permissions })
      const posted = await at.publish(outputs['out'] ?? '', { ...said, token })
      const command = `gh workflow run fix.yml -f pull-request=${at.number} -f head=${at.fake.repository().branch('topic')}`
      expect(posted.outputs).toMatchObject({ result: 'skipped', reason: 'usage' })
      expect(posted.summary).toContain(command)
      const { comments = [] } = at.fake.state()['octocat/example'] ?? {}
      expect(comments.map(({ body }) => body).join('\n')).toContain(command)
      expect(startedRuns(at)).toEqual([])
    },
    LONG,
  )

  it(
    'of a fork starts the same, for the head that it has then; one that was pushed since is refused',
    async () => {
      await using at = await failed({ fork: true })
      const said = comment(at)
      const { outputs } = await at.step(said)
      at.fake.repository('someone/example').commit({ branch: 'topic', files: { 'evil.ts': 'evil()\n' } })
      const late = await at.publish(outputs['out'] ?? '', said)
      expect(late.log).toContain('E_STALE')
      expect(at.fake.writes()).toEqual([])
    },
    LONG,
  )

  it(
    'says what is missing where no workflow can be started for a pull request',
    async () => {
      const without = `on: workflow_dispatch\njobs:\n  fix:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: upkeep-actions/upkeep/actions/lint-fix@v1\n`
      await using at = await failed({ files: { '.github/workflows/fix.yml': without } })
      const said = comment(at)
      const { outputs, log } = await at.step(said)
      expect(log).toContain('.github/workflows/fix.yml can not be started for a pull request')
      await at.publish(outputs['out'] ?? '', said)
      expect(startedRuns(at)).toEqual([])
      expect(at.fake.state()['octocat/example']?.comments.at(-1)?.body).toContain('has to take the inputs')
    },
    LONG,
  )

  // every kind of comment that does not count: fix-request.test.ts of packages/github
  const ATTACKS: [string, Said, string][] = [
    ['somebody who may only read', { login: 'stranger' }, 'may not write'],
    ['an edit', { action: 'edited' }, 'edited'],
  ]

  it(
    'starts nothing for anybody else, in neither of both jobs',
    async () => {
      await using at = await failed()
      const good = await at.step(comment(at))
      for (const [name, said, why] of ATTACKS) {
        const event = comment(at, said)
        const { outputs, log } = await at.step(event)
        expect([name, outputs]).toMatchObject([
          name,
          { result: 'skipped', reason: 'usage', 'has-publication': 'false' },
        ])
        expect([name, log]).toEqual([name, expect.stringContaining(why)])
        expect(log).not.toContain('prettier')
        const posted = await at.publish(good.outputs['out'] ?? '', event) // as if the first job had been taken over
        expect([name, posted.log]).toEqual([name, expect.stringMatching(/E_ACTOR|E_TARGET/)])
      }
      expect(startedRuns(at)).toEqual([])
      expect(at.fake.writes()).toEqual([])
    },
    LONG,
  )
})

it(
  'A finished run that failed is told the same, though nobody names a pull request; nothing is started',
  async () => {
    await using at = await failed()
    const head = at.fake.repository().branch('topic')
    const payload = { workflow_run: { head_sha: head, pull_requests: [] }, repository: { default_branch: 'main' } }
    const { outputs, log } = await at.step({ event: 'workflow_run', inputs: { publish: 'file' }, payload })
    expect(log).toContain('`prettier . --write` would fix what can be fixed safely.')
    expect(outputs).toMatchObject({ 'has-publication': 'false' })
  },
  LONG,
)

it(
  'A run that was started for another head than the pull request has is refused before anything is run',
  async () => {
    await using at = await failed()
    at.checkout.git('switch', '--quiet', 'topic')
    const inputs = { 'pull-request': String(at.number), head: 'f'.repeat(40) }
    const payload = { inputs, repository: { default_branch: 'main' } }
    const { status, log } = await at.step({ event: 'workflow_dispatch', payload })
    expect(status).toBe(1)
    expect(log).toContain('this was asked for at ffff')
    expect(log).not.toContain('::group::Detect')
  },
  LONG,
)

it(
  'A job of its own for fixes runs the checks that failed in the others, and no more',
  async () => {
    await using at = await failed()
    at.checkout.git('switch', '--quiet', 'topic')
    const { outputs, log } = await at.step({ env: { GITHUB_JOB: 'fixes' } })
    expect({ outputs, log }).toMatchObject({ outputs: { result: 'changed', published: '1' } })
    const detected = log.slice(log.indexOf('::group::Detect'), log.indexOf('::group::Prove'))
    expect(detected).toContain('prettier --check --ignore-unknown src/b.ts: fail')
    expect(detected).not.toContain('tsc --noEmit')
  },
  LONG,
)

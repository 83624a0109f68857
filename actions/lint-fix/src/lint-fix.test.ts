import { describe, expect, it } from '@jest/globals'
import { pullJob } from './job.fixture.ts'
import { BASE, workflow } from './repository.fixture.ts'

const LONG = 120_000
const UGLY = { 'src/b.ts': 'export   const b = 1\nexport const c = "c";\n' }
const NEAT = "export const b = 1\nexport const c = 'c'\n"

describe('a pull request of the same repository', () => {
  it(
    'gets one commit that names the tools, and everything that failed passes on it',
    async () => {
      await using at = await pullJob({ base: BASE, change: UGLY })
      const { status, result, log, outputs } = await at.step()
      expect({ status, outputs, log }).toMatchObject({ status: 0, outputs: { result: 'changed', published: '1' } })
      expect(at.branch()['src/b.ts']).toBe(NEAT)
      expect(at.written()).toHaveLength(1)
      expect(at.written()[0]).toMatch(
        /^format src\/b\.ts \(prettier\)\n\n- src\/b\.ts: format\n\nProven by `prettier --check \.`; made by Upkeep lint-fix\.\n/,
      )
      expect(result?.proposals.map(({ class: kind, verdict }) => [kind, verdict])).toEqual([['format', 'proven']])
      expect(result?.proposals[0]?.checks.map(({ command, before, after }) => [command, before, after])).toEqual([
        ['oxlint', 'pass', 'not-run'],
        ['prettier --check .', 'fail', 'pass'],
        ['tsc --noEmit', 'not-run', 'not-run'],
      ])
      expect(at.fake.violations()).toEqual([])
    },
    LONG,
  )

  it(
    'gets what oxfmt writes, where oxlint before it in the same script has nothing to say',
    async () => {
      const base = {
        ...BASE,
        '.github/workflows/ci.yml': workflow('npm run lint'),
        '.oxfmtrc.json': '{ "semi": false, "singleQuote": true }\n',
        'package.json': '{ "private": true, "scripts": { "lint": "oxlint src && oxfmt --check src" } }\n',
      }
      await using at = await pullJob({ base, change: UGLY })
      const { result, log, outputs } = await at.step()
      expect({ outputs, log }).toMatchObject({ outputs: { result: 'changed', published: '1' } })
      expect(at.branch()).toMatchObject({ 'src/b.ts': NEAT, 'src/a.ts': BASE['src/a.ts'] })
      expect(at.written()[0]).toMatch(/^format src\/b\.ts \(oxfmt\)\n\n- src\/b\.ts: /)
      expect(result?.proposals.map(({ class: kind, verdict }) => [kind, verdict])).toEqual([['format', 'proven']])
      expect(result?.proposals[0]?.checks.map(({ command, before, after }) => [command, before, after])).toEqual([
        ['npm run lint', 'fail', 'pass'],
      ])
    },
    LONG,
  )

  it(
    'keeps to its own files, says what is left, and needs strictly less to be said of what stays red',
    async () => {
      const base = {
        ...BASE,
        'src/old.ts': 'export   const old = 1\n',
        '.github/workflows/ci.yml': workflow('oxlint', 'tsc --noEmit', 'prettier --check .'),
      }
      const change = { 'src/b.ts': 'export   const b: string = 1\n' }
      await using at = await pullJob({ base, change })
      const { result, outputs } = await at.step()
      expect(outputs).toMatchObject({ result: 'changed', published: '1' })
      expect(at.branch()).toMatchObject({
        'src/b.ts': 'export const b: string = 1\n',
        'src/old.ts': 'export   const old = 1\n',
      })
      expect(result?.findings.map(({ path, state, rule }) => [path, state, rule])).toEqual([
        ['src/b.ts', 'proposed', 'prettier'],
        ['src/b.ts', 'left', 'TS2322'],
      ])
      expect(result?.coverage.notExamined).toContainEqual({
        what: 'src/old.ts',
        why: 'the pull request does not change it',
      })
    },
    LONG,
  )

  it(
    'is left alone where its last commit is ours',
    async () => {
      await using at = await pullJob({ base: BASE, change: UGLY })
      at.checkout.git('commit', '--quiet', '--allow-empty', '--message', 'style: apply prettier\n\nUpkeep-Key: abc')
      const { outputs, log } = await at.step()
      expect({ outputs, log }).toMatchObject({ outputs: { result: 'skipped', reason: 'own-commit' } })
      expect(log).not.toContain('prettier --check')
      expect(at.fake.writes()).toEqual([])
    },
    LONG,
  )

  it('is not looked at where every check of the job succeeded, and the answer comes at once', async () => {
    await using at = await pullJob({ base: BASE, change: UGLY })
    const { outputs, seconds, status } = await at.step({ inputs: { 'job-status': 'success' } })
    expect({ status, outputs }).toMatchObject({ status: 0, outputs: { result: 'clean', findings: '0' } })
    expect(at.fake.requests()).toEqual([])
    expect(seconds).toBeLessThan(6) // below 2 s on a machine of its own
  })

  it(
    'is taken by its number, where a person names it, from the commit that is checked out',
    async () => {
      await using at = await pullJob({ base: BASE, change: UGLY })
      const payload = { inputs: { 'pull-request': String(at.number) }, repository: { default_branch: 'main' } }
      const named = { event: 'workflow_dispatch', payload, inputs: { 'job-status': 'success' } }
      const own = {
        GITHUB_JOB: 'fix',
        GITHUB_WORKFLOW_REF: 'octocat/example/.github/workflows/fix.yml@refs/heads/main',
      }
      at.checkout.git('switch', '--quiet', 'main')
      const elsewhere = await at.step({ ...named, env: own })
      expect(elsewhere.outputs).toMatchObject({ result: 'skipped', reason: 'usage' })
      at.checkout.git('switch', '--quiet', '-')
      const { outputs, log } = await at.step({ ...named, env: own })
      expect({ outputs, log }).toMatchObject({ outputs: { result: 'changed', published: '1' } })
      expect(at.branch()['src/b.ts']).toBe(NEAT)
    },
    LONG,
  )
})

describe('a pull request of a fork', () => {
  it(
    'gets suggestions on lines of its diff from a job that may write, and no commit',
    async () => {
      const change = { 'src/b.ts': 'export   const b = 1\nexport const c = "c";\n\n\n\nexport const d = 1\n' }
      await using at = await pullJob({ base: BASE, change, fork: true })
      const { outputs, log } = await at.step()
      expect({ outputs, log }).toMatchObject({ outputs: { result: 'changed', 'has-publication': 'true' } })
      expect(at.fake.writes()).toEqual([])
      const posted = await at.publish(outputs['out'] ?? '')
      expect({ outputs: posted.outputs, log: posted.log }).toMatchObject({ outputs: { result: 'changed' } })
      const comments = [...at.fake.repository().memory().reviewComments.values()]
      expect(
        comments.map(({ path, line, body }) => [path, line, /```suggestion\n([^]*?)\n```/.exec(body)?.[1]]),
      ).toEqual([
        ['src/b.ts', 2, "export const b = 1\nexport const c = 'c'"],
        ['src/b.ts', 5, ''],
      ])
      expect(at.written()).toEqual([])
      expect(at.fake.violations()).toEqual([])
    },
    LONG,
  )
})

it(
  'without a pull request, what a branch fails for becomes one',
  async () => {
    await using at = await pullJob({ base: { ...BASE, ...UGLY }, change: { 'README.md': '# Example\n' } })
    at.checkout.git('switch', '--quiet', 'main')
    const { outputs, log } = await at.step({ event: 'push', payload: { repository: { default_branch: 'main' } } })
    expect({ outputs, log }).toMatchObject({ outputs: { result: 'changed', published: '1' } })
    expect(at.fake.state()['octocat/example']?.pulls).toContainEqual(
      expect.objectContaining({ head: 'upkeep/lint-fix/fixes', base: 'main' }),
    )
  },
  LONG,
)

it(
  'a check whose first part stays red is proven by its parts',
  async () => {
    const base = { ...BASE, '.github/workflows/ci.yml': workflow('tsc --noEmit && prettier --check .') }
    await using at = await pullJob({ base, change: { 'src/b.ts': 'export   const b: string = 1\n' } })
    const { outputs, result } = await at.step()
    expect(outputs).toMatchObject({ result: 'changed', published: '1' })
    expect(at.branch()['src/b.ts']).toBe('export const b: string = 1\n')
    expect(result?.proposals[0]?.checks.map(({ command, before, after }) => [command, before, after])).toEqual([
      ['tsc --noEmit', 'fail', 'fail'],
      ['prettier --check .', 'fail', 'pass'],
    ])
  },
  LONG,
)

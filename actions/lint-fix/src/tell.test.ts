import { expect, it } from '@jest/globals'
import { runnerLog } from '@upkeep/testing'
import { pullJob } from './job.fixture.ts'
import type { PullJob } from './job.fixture.ts'
import { BASE, workflow } from './repository.fixture.ts'

const LONG = 120_000
const base = { ...BASE, '.github/workflows/ci.yml': workflow('prettier --check .', 'tsc --noEmit') }

/** A pull request whose job failed at its formatter. */
async function failed(): Promise<PullJob> {
  const at = await pullJob({ base, change: { 'src/b.ts': 'export   const b = 1\n' } })
  const output = 'Checking formatting...\n[warn] src/b.ts\n[warn] Code style issues found in the above file.\n'
  const { text, steps } = runnerLog([{ run: 'prettier --check .', output, exit: 1 }])
  const headSha = at.checkout.git('rev-parse', 'HEAD').trim()
  at.fake.repository().job({ name: 'check', steps, log: text, id: 51_234_567_890, headSha })
  at.checkout.git('switch', '--quiet', 'main')
  return at
}

const comment = (at: PullJob, body: string, login: string) => ({
  event: 'issue_comment',
  inputs: { publish: 'file' },
  payload: {
    issue: { number: at.number, pull_request: {} },
    comment: { body, user: { login } },
    repository: { default_branch: 'main' },
  },
})

it(
  'A comment of somebody who may write is told what fails and what would fix it; nothing is run',
  async () => {
    await using at = await failed()
    at.fake.repository().collaborator('maintainer', 'write')
    const { outputs, log } = await at.step(comment(at, '/upkeep fix please', 'maintainer'))
    expect({ outputs, log }).toMatchObject({ outputs: { result: 'skipped', reason: 'fork' } })
    expect(log).toContain('`prettier --check .` fails with 1; `prettier . --write` would fix what can be fixed safely.')
    expect(log).toContain(`pull-request=${at.number}`)
    expect(log).not.toContain('::group::Detect')
    expect(at.fake.writes()).toEqual([])
  },
  LONG,
)

it.each([
  ['somebody who may only read', '/upkeep fix', 'stranger', 'may not write'],
  ['a comment about something else', 'nice work', 'maintainer', 'asks for nothing'],
])(
  'A comment is not answered: %s',
  async (_, body, login, why) => {
    await using at = await failed()
    at.fake.repository().collaborator('maintainer', 'write')
    const { outputs, log } = await at.step(comment(at, body, login))
    expect(outputs).toMatchObject({ result: 'skipped', reason: 'usage' })
    expect(log).toContain(why)
    expect(log).not.toContain('prettier')
  },
  LONG,
)

it(
  'A finished run that failed is told the same, though nobody names a pull request',
  async () => {
    await using at = await failed()
    const head = at.fake.repository().branch('topic')
    const payload = { workflow_run: { head_sha: head, pull_requests: [] }, repository: { default_branch: 'main' } }
    const { log } = await at.step({ event: 'workflow_run', inputs: { publish: 'file' }, payload })
    expect(log).toContain('`prettier . --write` would fix what can be fixed safely.')
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
    expect(detected).toContain('prettier --check .: fail')
    expect(detected).not.toContain('tsc --noEmit')
  },
  LONG,
)

import { runnerLog } from '@upkeep/testing'
import { pullJob } from './job.fixture.ts'
import type { PullJob, StepOptions } from './job.fixture.ts'
import { BASE, workflow } from './repository.fixture.ts'

/** A workflow that runs the action, and can be started for a pull request. */
export const STARTABLE = `on:
  workflow_dispatch:
    inputs:
      pull-request: { required: true }
      head: { required: true }
jobs:
  fix:
    runs-on: ubuntu-latest
    steps:
      - uses: upkeep-actions/upkeep/actions/lint-fix@v1
`

const base = {
  ...BASE,
  '.github/workflows/ci.yml': workflow('prettier --check .', 'tsc --noEmit'),
  '.github/workflows/fix.yml': STARTABLE,
}

/** A pull request whose job failed at its formatter, with the default branch checked out. */
export async function failed(
  options: { fork?: boolean; files?: Record<string, string>; main?: string; log?: () => Iterable<string> } = {},
): Promise<PullJob> {
  const { fork = false, files = {}, main } = options
  const at = await pullJob({
    base: { ...base, ...files },
    change: { 'src/b.ts': 'export   const b = 1\n' },
    fork,
    ...(main === undefined ? {} : { main }),
  })
  const output = 'Checking formatting...\n[warn] src/b.ts\n[warn] Code style issues found in the above file.\n'
  const { text, steps } = runnerLog([{ run: 'prettier --check .', output, exit: 1 }])
  const headSha = at.checkout.git('rev-parse', 'HEAD').trim()
  at.fake.repository().job({ name: 'check', steps, log: options.log ?? text, id: 51_234_567_890, headSha })
  at.fake.repository().collaborator('maintainer', 'write')
  at.checkout.git('switch', '--quiet', 'main')
  return at
}

export interface Said {
  body?: string
  login?: string
  type?: string
  action?: string
  edited?: boolean
  app?: string
  sender?: string
  state?: string
  /** Of an issue, not of a pull request. */
  issue?: boolean
}

/** The event of a comment on the pull request, which is there on the fake as well. */
export function comment(at: PullJob, said: Said = {}): StepOptions & { comment: number } {
  const { body = '/upkeep fix', login = 'maintainer', type = 'User', action = 'created' } = said
  const id = at.fake.repository().comment(at.number, body, login)
  const [created, edited] = ['2026-11-20T10:00:00Z', '2026-11-20T10:05:00Z']
  return {
    comment: id,
    event: 'issue_comment',
    inputs: { publish: 'file' },
    payload: {
      action,
      issue: { number: at.number, state: said.state ?? 'open', ...(said.issue === true ? {} : { pull_request: {} }) },
      comment: {
        id,
        body,
        user: { login, type },
        author_association: 'MEMBER',
        created_at: created,
        updated_at: said.edited === true ? edited : created,
        performed_via_github_app: said.app === undefined ? null : { slug: said.app },
      },
      sender: { login: said.sender ?? login },
      repository: { default_branch: 'main' },
    },
  }
}

/** What was started by hand, as GitHub keeps it. */
export function startedRuns(at: PullJob): { path: string; branch: string; inputs: Readonly<Record<string, string>> }[] {
  return [...at.fake.repository().memory().runs.values()]
    .filter(({ event }) => event === 'workflow_dispatch')
    .map(({ path, headBranch, inputs }) => ({ path, branch: headBranch, inputs }))
}

import { expect, it } from '@jest/globals'
import { runnerLog } from '@upkeep/testing'
import { pullJob } from './job.fixture.ts'
import type { PullJob, StepOptions } from './job.fixture.ts'
import { BASE, workflow } from './repository.fixture.ts'

const LONG = 120_000
const INSTALL = 'npm install --no-save upkeep-not-there'

/** A pull request whose formatter is called by a recipe with these lines. */
async function recipe(...lines: string[]): Promise<PullJob> {
  const Makefile = `lint:\n${lines.map((line) => `\t${line}\n`).join('')}`
  const base = { ...BASE, Makefile, '.github/workflows/ci.yml': workflow('make lint') }
  return await pullJob({ base, change: { 'src/b.ts': 'export   const b = 1\n' } })
}

/** A run in a job of its own, behind one in which the recipe failed. */
function behind(at: PullJob): StepOptions {
  const output = 'Checking formatting...\n[warn] src/b.ts\n[warn] Code style issues found in the above file.\n'
  const { text, steps } = runnerLog([{ run: 'make lint', output, exit: 2 }])
  const headSha = at.checkout.git('rev-parse', 'HEAD').trim()
  at.fake.repository().job({ name: 'check', steps, log: text, headSha })
  return { env: { GITHUB_JOB: 'fixes' }, inputs: { 'job-status': 'success' } }
}

it.each(['in the job itself', 'in a job of its own'])(
  'A recipe that installs and checks in one is run without what installs, before the fix and behind it, %s',
  async (where) => {
    await using at = await recipe(`${INSTALL} && prettier --check src`)
    const { outputs, log, result } = await at.step(where === 'in the job itself' ? {} : behind(at))
    expect({ outputs, log }).toMatchObject({ outputs: { result: 'changed', published: '1' } })
    expect(at.branch()['src/b.ts']).toBe('export const b = 1\n')
    expect(at.written()[0]).toContain('Proven by `prettier --check src`')
    expect(result?.proposals[0]?.checks).toMatchObject([
      { command: 'prettier --check src', before: 'fail', after: 'pass' },
    ])
  },
  LONG,
)

it.each(['in the job itself', 'in a job of its own'])(
  'A recipe in which a condition installs is proven by the commands behind that, %s',
  async (where) => {
    await using at = await recipe(`[ -d .tools ] || ${INSTALL}`, 'prettier --check src')
    const { outputs, log, result } = await at.step(where === 'in the job itself' ? {} : behind(at))
    expect({ outputs, log }).toMatchObject({ outputs: { result: 'changed', published: '1' } })
    expect(result?.proposals[0]?.checks).toMatchObject([
      { command: 'prettier --check src', before: 'fail', after: 'pass' },
    ])
  },
  LONG,
)

it.each([
  ['in the job itself', 'not-reproduced'],
  ['in a job of its own', 'not-set-up'],
])(
  'A recipe that needs the network for more than can be told apart says so, and what to do, %s',
  async (where, reason) => {
    await using at = await recipe(`[ -d .tools ] || ${INSTALL}`, './lint-all', 'prettier --check src')
    const { outputs, log } = await at.step(where === 'in the job itself' ? {} : behind(at))
    expect({ outputs, log }).toMatchObject({ outputs: { result: 'skipped', reason } })
    expect(log).toMatch(/Skipped: .*`make lint`: `npm install [^`]*` in it could not bring .*: there is no network/)
    expect(log).toContain('the input "checks" can name the commands behind it')
    expect(at.fake.writes()).toEqual([])
  },
  LONG,
)

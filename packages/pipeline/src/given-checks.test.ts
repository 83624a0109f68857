import { describe, expect, it } from '@jest/globals'
import { classify, findChecks } from '@upkeep/ci'
import { targetOf } from '@upkeep/github'
import { givenChecks, tellGiven } from './given-checks.ts'
import { grantFor } from './grant.ts'

const [base, head] = ['a'.repeat(40), 'b'.repeat(40)]
const WORKFLOW =
  'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: npx jest\n        env: { K: "${{ secrets.KEY }}", V: "${{ vars.V }}" }\n'

async function givenFrom(repository: string, modelCode: 'sandboxed' | 'unsafe' = 'sandboxed') {
  const payload = {
    pull_request: {
      number: 7,
      base: { sha: base, repo: { full_name: 'o/n' } },
      head: { sha: head, repo: { full_name: repository } },
    },
  }
  const terms = { name: 'type-safety', owns: ['**/*.ts'], limits: {} }
  const target = targetOf({ name: 'pull_request', payload, sha: head })
  const grant = grantFor(terms, target, { event: 'pull_request', actor: 'octocat' }, {})
  const path = '.github/workflows/ci.yml'
  const files = { list: async () => await Promise.resolve([path]), read: async () => await Promise.resolve(WORKFLOW) }
  const given = { secrets: { KEY: 'canary' }, variables: { V: 'v' } }
  return givenChecks(findChecks(await classify(files)).checks, given, grant, { modelCode })
}

describe('givenChecks', () => {
  it('gives the code of a fork no secret, nor a run that keeps no model in, and that of the repository what it reads', async () => {
    const fork = await givenFrom('someone/n')
    expect(fork.given).toEqual({ secrets: {}, variables: { V: 'v' } })
    expect(fork.checks.map(({ check }) => check.why)).toEqual([
      'it needs the secret KEY, which is not given to pull requests of forks',
    ])
    const own = await givenFrom('o/n')
    const loose = await givenFrom('o/n', 'unsafe')
    expect([loose.given.secrets, loose.checks.map(({ check }) => check.why)]).toEqual([
      {},
      ['it needs the secret KEY, which is not given where code of a model runs without a sandbox'],
    ])
    expect([own.given.secrets, own.checks.map(({ check }) => check.runnable)]).toEqual([{ KEY: 'canary' }, [true]])
  })

  it('is told by names, never by values', async () => {
    const lines: string[] = []
    const log = {
      info: (line: string) => void lines.push(line),
      warning() {},
      debug() {},
      group: <T>(_: string, body: () => Promise<T>) => body(),
    }
    tellGiven(await givenFrom('someone/n'), log)
    tellGiven(await givenFrom('o/n'), log)
    expect(lines).toEqual([
      'The secret KEY is not given (UPKEEP_SECRET_KEY); not run without it: ci/a/npx-jest.',
      'The variable V is given; it is read by ci/a/npx-jest.',
      'The secret KEY is given; it is read by ci/a/npx-jest.',
      'The variable V is given; it is read by ci/a/npx-jest.',
    ])
  })
})

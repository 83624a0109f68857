import { describe, expect, it } from '@jest/globals'
import type { JobEnvironment } from '@upkeep/entry'
import { grantFor, targetOf } from './grant.ts'

const commit = 'c'.repeat(40)
const [base, head] = ['a'.repeat(40), 'b'.repeat(40)]
const terms = { name: 'type-safety', owns: ['**/*.ts'], limits: { files: 50 } }

function environment(payload: unknown): JobEnvironment {
  return {
    event: 'pull_request',
    payload,
    repository: 'o/n',
    workspace: '/w',
    temp: '/t',
    sha: null,
    ref: null,
    runId: '1',
    onRunner: true,
    debug: false,
    serverUrl: 'https://github.com',
    apiUrl: 'https://api.github.com',
    actor: null,
  }
}

const pull = (from: string | null) => ({
  pull_request: {
    number: 7,
    base: { sha: base, repo: { full_name: 'o/n' } },
    head: { sha: head, repo: from === null ? null : { full_name: from } },
  },
})

describe('targetOf', () => {
  it('is the pull request that the event names, with its own base and head', () => {
    expect(targetOf(environment(pull('o/n')), commit)).toEqual({
      kind: 'pull-request',
      base,
      head,
      number: 7,
      fork: false,
      pushable: true,
    })
  })

  it('takes another or a deleted repository for a fork', () => {
    expect(targetOf(environment(pull('someone/n')), commit)).toMatchObject({ fork: true, pushable: false })
    expect(targetOf(environment(pull(null)), commit)).toMatchObject({ fork: true })
  })

  it('is the commit that is checked out where the event names no pull request', () => {
    for (const payload of [null, {}, { pull_request: 'x' }, [1]]) {
      expect(targetOf(environment(payload), commit)).toEqual({ kind: 'repository', base: commit, head: commit })
    }
  })
})

describe('grantFor', () => {
  const target = targetOf(environment(null), commit)
  const may = (event: string, inputs = {}, on = target, actor: string | null = 'octocat') =>
    grantFor(terms, on, { event, actor }, inputs).may

  it('runs no code on events that bring it from outside', () => {
    for (const event of ['workflow_run', 'issue_comment', 'pull_request_target'])
      expect(may(event)).toMatchObject({ runCode: false, askModel: false })
    for (const event of ['push', 'schedule', 'pull_request', 'workflow_dispatch', 'local'])
      expect(may(event).runCode).toBe(true)
  })

  it('gives a fork code but no model, and the file only', () => {
    const fork = targetOf(environment(pull('someone/n')), commit)
    expect(may('pull_request', { publish: 'direct' }, fork)).toEqual({ runCode: true, askModel: false, write: 'file' })
    expect(may('push', { publish: 'direct' }).write).toBe('direct')
    expect(may('push', { publish: 'direct' }, target, 'dependabot[bot]').write).toBe('file')
  })

  it('refuses to post from the job where anybody can bring text', () => {
    for (const event of ['issues', 'issue_comment', 'pull_request_target', 'workflow_run'])
      expect(() => may(event, { publish: 'direct' })).toThrow(/publish: direct is refused/)
  })

  it('carries the budget of the inputs', () => {
    expect(
      grantFor(terms, target, { event: 'push', actor: null }, { 'max-usd': 2, 'max-turns': 12, 'max-minutes': 30 })
        .budget,
    ).toMatchObject({
      usd: 2,
      turns: 12,
      seconds: 1800,
    })
  })
})

import { describe, expect, it } from '@jest/globals'
import { targetOf } from '@upkeep/github'
import { grantFor } from './grant.ts'

const commit = 'c'.repeat(40)
const [base, head] = ['a'.repeat(40), 'b'.repeat(40)]
const terms = { name: 'type-safety', owns: ['**/*.ts'], limits: { files: 50 } }

const pull = (from: string | null) => ({
  pull_request: {
    number: 7,
    base: { sha: base, repo: { full_name: 'o/n' } },
    head: { sha: head, repo: from === null ? null : { full_name: from } },
  },
})

describe('grantFor', () => {
  const target = targetOf({ name: 'push', payload: null, sha: commit })
  const may = (event: string, inputs = {}, on = target, actor: string | null = 'octocat') =>
    grantFor(terms, on, { event, actor }, inputs).may

  it('runs no code on events that bring it from outside', () => {
    for (const event of ['workflow_run', 'issue_comment', 'pull_request_target'])
      expect(may(event)).toMatchObject({ runCode: false, askModel: false })
    for (const event of ['push', 'schedule', 'pull_request', 'workflow_dispatch', 'local'])
      expect(may(event).runCode).toBe(true)
  })

  it('gives a fork code but no model, and the file only', () => {
    const fork = targetOf({ name: 'pull_request', payload: pull('someone/n'), sha: commit })
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

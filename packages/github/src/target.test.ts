import { describe, expect, it } from '@jest/globals'
import { baseBranchOf, subjectOf, targetOf } from './target.ts'

const commit = 'c'.repeat(40)
const [base, head] = ['a'.repeat(40), 'b'.repeat(40)]
const pull = (from: string | null) => ({
  pull_request: {
    number: 7,
    base: { sha: base, ref: 'main', repo: { full_name: 'o/n' } },
    head: { sha: head, ref: 'topic', repo: from === null ? null : { full_name: from } },
  },
})

describe('targetOf', () => {
  it('is the pull request that the event names, with its own base and head', () => {
    expect(targetOf(pull('o/n'), commit)).toEqual({
      kind: 'pull-request',
      base,
      head,
      number: 7,
      fork: false,
      pushable: true,
    })
  })

  it('takes another or a deleted repository for a fork', () => {
    expect(targetOf(pull('someone/n'), commit)).toMatchObject({ fork: true, pushable: false })
    expect(targetOf(pull(null), commit)).toMatchObject({ fork: true })
  })

  it('is the commit that is checked out where the event names no pull request', () => {
    for (const payload of [null, {}, { pull_request: 'x' }, [1]]) {
      expect(targetOf(payload, commit)).toEqual({ kind: 'repository', base: commit, head: commit })
    }
  })
})

describe('subjectOf and baseBranchOf', () => {
  it('name the pull request or issue, and the branch that changes go to', () => {
    expect(subjectOf(pull('o/n'))).toBe(7)
    expect(subjectOf({ issue: { number: 3 } })).toBe(3)
    expect(subjectOf({})).toBeNull()
    expect(baseBranchOf(pull('o/n'), 'refs/pull/7/merge')).toBe('main')
    expect(baseBranchOf({}, 'refs/heads/a/b')).toBe('a/b')
    expect(baseBranchOf({}, 'refs/tags/v1')).toBeNull()
  })
})

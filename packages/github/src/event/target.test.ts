import { describe, expect, it } from '@jest/globals'
import { targetOf } from './target.ts'

const sha = 'c'.repeat(40)
const [base, head] = ['a'.repeat(40), 'b'.repeat(40)]

interface Home {
  id?: number
  full_name: string
}

const of = (payload: unknown, name = 'pull_request') => targetOf({ name, payload, sha })

function pull(from: Home | null, to: Home = { full_name: 'o/n' }) {
  return { pull_request: { number: 7, base: { sha: base, repo: to }, head: { sha: head, repo: from } } }
}

describe('targetOf', () => {
  it('F02: is the pull request that the event names, with its own base and head, not the merge commit', () => {
    expect(of(pull({ full_name: 'o/n' }))).toEqual({
      kind: 'pull-request',
      base,
      head,
      number: 7,
      fork: false,
      pushable: true,
    })
  })

  it('takes another or a deleted repository for a fork', () => {
    expect(of(pull({ full_name: 'someone/n' }))).toMatchObject({ fork: true, pushable: false })
    expect(of(pull(null))).toMatchObject({ fork: true, pushable: false })
  })

  it('tells repositories apart by id where the event has it', () => {
    expect(of(pull({ id: 1, full_name: 'old/name' }, { id: 1, full_name: 'new/name' }))).toMatchObject({ fork: false })
    expect(of(pull({ id: 2, full_name: 'o/n' }, { id: 1, full_name: 'o/n' }))).toMatchObject({ fork: true })
    expect(of(pull({ full_name: 'O/N' }))).toMatchObject({ fork: false })
  })

  it('is what is checked out where the event names no pull request, or none that can be', () => {
    const odd = { pull_request: { number: 7, base: { sha: 'main' }, head: { sha: head } } }
    const fraction = { pull_request: { ...pull(null).pull_request, number: 0.5 } }
    for (const payload of [null, {}, { pull_request: 'x' }, [1], odd, fraction])
      expect(of(payload)).toEqual({ kind: 'repository', base: sha, head: sha })
  })

  it('is the issues where an issue or a comment on one started the run', () => {
    for (const name of ['issues', 'issue_comment'])
      expect(of({ issue: { number: 3 } }, name)).toEqual({ kind: 'issues', base: sha, head: sha })
  })
})

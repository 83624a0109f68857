import { describe, expect, it } from '@jest/globals'
import { editsBetween } from '@upkeep/workspace'
import { suggestionsOf } from './suggestions.ts'

const BEFORE = 'one\ntwo\nthree\nfour\nfive\n'

/** What is suggested where all lines, or those given, are in the diff. */
function suggested(after: string, hunk = '@@ -0,0 +1,5 @@', before = BEFORE) {
  const count = Number(/\+\d+,(\d+)/.exec(hunk)?.[1])
  const patch = [hunk, ...Array.from({ length: count }, () => '+x')].join('\n')
  const bytes = Buffer.from(before)
  const edits = editsBetween('a.txt', bytes, Buffer.from(after)) ?? []
  return suggestionsOf('a.txt', bytes, edits, patch).map(({ at, text }) => [at.quote, text])
}

describe('suggestionsOf', () => {
  it.each([
    ['changed lines are replaced', BEFORE.replace('two', '2'), [['two\n', '2\n']]],
    ['an added line takes the line before it along', BEFORE.replace('two\n', 'two\nnew\n'), [['two\n', 'two\nnew\n']]],
    ['one at the beginning takes the line behind it', `new\n${BEFORE}`, [['one\n', 'new\none\n']]],
    ['a deleted line takes the line before it along', BEFORE.replace('three\n', ''), [['two\nthree\n', 'two\n']]],
    ['the first one takes the line behind it', BEFORE.replace('one\n', ''), [['one\ntwo\n', 'two\n']]],
    [
      'two changes stay apart',
      BEFORE.replace('two', '2').replace('five', '5'),
      [
        ['two\n', '2\n'],
        ['five\n', '5\n'],
      ],
    ],
  ])('%s', (_, after, expected) => {
    expect(suggested(after)).toEqual(expected)
  })

  it('leaves out what no review may comment on', () => {
    expect(suggested(BEFORE.replace('two', '2').replace('five', '5'), '@@ -0,0 +4,2 @@')).toEqual([['five\n', '5\n']])
    expect(
      suggestionsOf('a.txt', Buffer.from(BEFORE), editsBetween('a.txt', null, Buffer.from('x')) ?? [], ''),
    ).toEqual([])
    expect(suggested(BEFORE.replace('two', '2'), '')).toEqual([])
  })

  it('joins what belongs together, with the lines between, and takes it only where all of it is in the diff', () => {
    const after = BEFORE.replace('two', '(two').replace('four', 'four)')
    const bytes = Buffer.from(BEFORE)
    const edits = editsBetween('a.txt', bytes, Buffer.from(after)) ?? []
    const tied = (hunk: string, tie: { start: number; end: number }) =>
      suggestionsOf('a.txt', bytes, edits, hunk, [tie]).map(({ at, text }) => [at.quote, text])
    const [tie, all] = [{ start: 4, end: 18 }, '@@ -0,0 +1,5 @@\n+x\n+x\n+x\n+x\n+x']
    expect(tied(all, tie)).toEqual([['two\nthree\nfour\n', '(two\nthree\nfour)\n']])
    expect(tied(all, { start: 0, end: 2 })).toHaveLength(2)
    expect(tied('@@ -0,0 +1,3 @@\n+x\n+x\n+x', tie)).toEqual([])
  })
})

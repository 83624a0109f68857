import { describe, expect, it } from '@jest/globals'
import { CASES } from './scorecard.data.ts'
import { scorecardPage, scored, totals } from './scorecard.ts'

const test = (title: string, passed = true) => ({ workspace: 'packages/x', titles: ['a group', title], passed })
const statusOf = (id: string, ...tests: ReturnType<typeof test>[]) =>
  scored(tests).find((each) => each.id === id)?.status

describe('the scorecard', () => {
  it('counts a case as passed when every test that names it passed, and as not built when none does', () => {
    expect(statusOf('C01', test('C01: takes these calls'))).toBe('pass')
    expect(statusOf('C04', test('C03, C04: for the path x'), test('C04: more', false))).toBe('fail')
    expect(statusOf('C05', test('mentions C05: only in passing'))).toBe('not built')
  })

  it('names every case once, in groups', () => {
    expect(new Set(CASES.map(({ id }) => id)).size).toBe(CASES.length)
    expect(totals(scored([])).reduce((sum, { of }) => sum + of, 0)).toBe(CASES.length)
  })

  it('says of each where it is proven', () => {
    expect(scorecardPage(scored([test('C01: x')]))).toMatch(/^\| C01 \|.*\| pass \| packages\/x \|$/m)
  })
})

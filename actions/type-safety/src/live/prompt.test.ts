import { estimateTokens, repairSystem } from '@upkeep/agent-core'
import { describe, expect, it } from '@jest/globals'
import { RULES, taskOf } from './prompt.ts'

describe('the prompt for live suppressions', () => {
  it('is, with the rules that all actions share, at most 900 tokens, the same for every repository', () => {
    expect(
      estimateTokens(`${repairSystem(['bash', 'edit', 'reset', 'check', 'submit'])}\n\n${RULES}`),
    ).toBeLessThanOrEqual(900)
  })

  it('says what is to go and who complains, and cuts what a repository could make long', () => {
    const evidence = [
      { configuration: 'tsc --noEmit', command: 'tsc --noEmit --pretty false', message: 'm', checks: ['ci/check/0'] },
    ]
    const data = {
      kind: 'live' as const,
      family: 'ts-ignore',
      path: 'src/a.ts',
      line: 3,
      was: '@ts-ignore',
      hidden: [],
      evidence,
    }
    expect(taskOf([data], true)).toMatchInlineSnapshot(`
     "Remove \`@ts-ignore\` at src/a.ts:3 by settling what it hides.
     Without it, \`tsc --noEmit\` reports:"
    `)
    expect(taskOf([data], false).split('\n')).toEqual([
      'Remove `@ts-ignore` at src/a.ts:3 by settling what it hides.',
      expect.stringMatching(/^No test runs here, so change types only/),
      'Without it, `tsc --noEmit` reports:',
    ])
    expect(taskOf([data, { ...data, line: 5 }], true)).toMatchInlineSnapshot(`
     "Remove these by settling what they hide; they stand close together, so one change may settle several. Leave one as it is where it can not be settled, and settle the others.
     - \`@ts-ignore\` at src/a.ts:3
     - \`@ts-ignore\` at src/a.ts:5
     Without them, \`tsc --noEmit\` reports:"
    `)
    expect(taskOf([{ ...data, was: `@ts-ignore ${'`x'.repeat(10_000)}` }], true).length).toBeLessThan(500)
  })
})

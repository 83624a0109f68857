import { describe, expect, it } from '@jest/globals'
import { taskOf } from './prompt.ts'

const message = { path: 'src/a.ts', line: 3, rule: 'no-var', message: 'x' }

describe('the task of a repair', () => {
  it('names the file and how many messages are to go', () => {
    expect(taskOf([{ path: 'src/a.ts', diagnostics: [message, message], tools: [] }])).toBe(
      'Change src/a.ts so that these 2 messages are gone and the checks say nothing new:',
    )
  })

  it('says first where the quoted code holds what tools fixed, and that what this leaves unused may go', () => {
    const [first, second] = taskOf([{ path: 'src/a.ts', diagnostics: [message], tools: ['eslint', 'prettier'] }]).split(
      '\n',
    )
    expect(first).toBe(
      'src/a.ts as it is quoted here holds the fixes of eslint, prettier already; your change goes on from there, and may take away what those leave unused.',
    )
    expect(second).toBe('Change src/a.ts so that this message is gone and the checks say nothing new:')
  })
})

import { describe, expect, it } from '@jest/globals'
import {
  bashTool,
  checkTool,
  editTool,
  estimateTokens,
  grepTool,
  listTool,
  readTool,
  repairSystem,
  resetTool,
  submitChange,
  submitOrAsk,
} from './index.ts'

const tree = {
  exec: () => Promise.reject(new Error()),
  read: () => Promise.resolve(null),
  write: () => Promise.resolve(),
  reset: () => Promise.resolve(),
  list: () => Promise.resolve([]),
}
const edit = editTool({ tree, refusal: () => null })
const check = () => Promise.reject(new Error('not asked'))

describe('what every request begins with', () => {
  it('has a system prompt of at most 700 tokens, which leaves 200 to the rules of an action', () => {
    expect(estimateTokens(repairSystem(['bash', 'edit', 'reset', 'check', 'submit']))).toBeLessThanOrEqual(700)
  })

  it('says nothing of tools that are not offered', () => {
    const one = repairSystem(['edit', 'submit'])
    expect(one).not.toMatch(/\bbash\b|git grep|Run check|no network/)
    expect(one).toContain('- edit replaces exact text')
    const loop = repairSystem(['edit', 'reset', 'check', 'submit'])
    expect(loop).toContain('- Run check before you submit')
    expect(loop).not.toMatch(/\bbash\b/)
  })

  it.each([
    ['of a repair', [bashTool(tree), edit, resetTool(tree), checkTool(check), submitChange()]],
    ['of one reply', [edit, submitOrAsk()]],
    ['that only read', [readTool(tree), grepTool(tree), listTool(tree), submitChange()]],
  ])('has tools %s of at most 500 tokens', (_what, tools) => {
    expect(estimateTokens(JSON.stringify(tools.map((tool) => tool?.schema)))).toBeLessThanOrEqual(500)
  })
})

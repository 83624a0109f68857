import { describe, expect, it } from '@jest/globals'
import {
  REPAIR_SYSTEM,
  bashTool,
  checkTool,
  editTool,
  estimateTokens,
  grepTool,
  listTool,
  readTool,
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
    expect(estimateTokens(REPAIR_SYSTEM)).toBeLessThanOrEqual(700)
  })

  it.each([
    ['of a repair', [bashTool(tree), edit, resetTool(tree), checkTool(check), submitChange()]],
    ['of one reply', [edit, submitOrAsk()]],
    ['that only read', [readTool(tree), grepTool(tree), listTool(tree), submitChange()]],
  ])('has tools %s of at most 500 tokens', (_what, tools) => {
    expect(estimateTokens(JSON.stringify(tools.map((tool) => tool?.schema)))).toBeLessThanOrEqual(500)
  })
})

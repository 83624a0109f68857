import { expect, it } from '@jest/globals'
import type { PatchProposal, Skip } from '@upkeep/schema'
import type { BatchOutcome } from './engine.ts'
import { skipsOf } from './result.ts'

it('a finding that a later rung settled is not told as skipped; what is left beside it is', () => {
  const skip = (...findings: string[]): Skip => ({ findings, code: 'unproven', reason: 'L1: the model gave up' })
  const verified = { proposals: [{ findings: ['a'] }] }
  const outcome = { skips: [skip('a'), skip('a', 'b'), skip('c')], verified } as unknown as BatchOutcome<PatchProposal>
  expect(skipsOf([outcome]).map(({ findings }) => findings)).toEqual([['b'], ['c']])
})

import { expect, it } from '@jest/globals'
import type { PatchProposal, Skip } from '@upkeep/schema'
import type { BatchOutcome } from './engine.ts'
import { skipsOf, stateOf } from './result.ts'

it('a finding that a later rung settled is not told as skipped; what is left beside it is', () => {
  const skip = (...findings: string[]): Skip => ({ findings, code: 'unproven', reason: 'L1: the model gave up' })
  const verified = { proposals: [{ findings: ['a'] }] }
  const outcome = { skips: [skip('a'), skip('a', 'b'), skip('c')], verified } as unknown as BatchOutcome<PatchProposal>
  expect(skipsOf([outcome]).map(({ findings }) => findings)).toEqual([['b'], ['c']])
})

it('a finding that no rung settled is left for what the last one said', () => {
  const skip = (reason: string): Skip => ({ findings: ['a'], code: 'unproven', reason })
  const skips = [skip('L1: the model has to see more'), skip('L2: the model gave up')]
  const outcome = { skips, attempts: [], verified: null } as unknown as BatchOutcome<PatchProposal>
  expect(stateOf('a', [outcome])).toEqual({ state: 'left', why: 'L2: the model gave up' })
})

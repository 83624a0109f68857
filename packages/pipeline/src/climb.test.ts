import { describe, expect, it } from '@jest/globals'
import type { Finding, PatchProposal, Verdict } from '@upkeep/schema'
import { climb } from './climb.ts'

const finding = (id: string): Finding<null> => ({
  id,
  rule: 'r',
  batch: 'b',
  at: null,
  severity: 'warning',
  message: 'm',
  data: null,
})
const proposal = (id: string): PatchProposal<null> => ({
  kind: 'patch',
  id,
  findings: [id],
  data: null,
  edits: [{ path: `${id}.ts`, blob: null, start: 0, end: 0, text: id }],
})

describe('climb', () => {
  it('refuses nothing that a model wrote for what it wrote for another finding, though both are suspected together', async () => {
    const rungs = [{ level: 'L1', model: 'm', ownServer: false }] as const
    const budget = { usd: 1, tokens: 1, turns: 1, seconds: 1 }
    const verdict = (status: Verdict['status'], suspects: string[], depth: 'probe' | 'proof'): Verdict => ({
      status,
      depth,
      tree: '',
      evidence: [],
      reasons: status === 'proven' ? [] : ['it is bad'],
      suspects,
      score: 0,
    })
    const asked = new Set<string>()
    const climbed = await climb<null, PatchProposal<null>>({
      batch: 'b',
      findings: ['good', 'bad'].map(finding),
      rungs: [...rungs],
      most: { files: 10, findings: 10, budget, reserve: budget, secondsPerCall: 1 },
      async *propose(open) {
        for (const { finding: one } of open) {
          if (asked.has(one.id)) continue
          asked.add(one.id)
          yield proposal(one.id)
        }
      },
      // blame falls on both as soon as the bad one is there
      judge: async (subset, depth) => {
        const isBad = subset.some(({ id }) => id === 'bad')
        return verdict(isBad ? 'refuted' : 'proven', isBad ? subset.map(({ id }) => id) : [], depth)
      },
      recorder: { append: () => undefined, blob: () => '' },
    })
    expect(climbed.attempts.map(({ proposal: { id }, verdict: { status } }) => [id, status])).toEqual([
      ['good', 'proven'],
      ['bad', 'refuted'],
    ])
    expect(climbed.verified?.proposals.map(({ id }) => id)).toEqual(['good'])
  })
})

import { describe, expect, it } from '@jest/globals'
import type { PatchProposal, Verdict } from '@upkeep/schema'
import { bisected } from './fixture-batches.ts'
import { prove } from './prove.ts'

type Numbered = PatchProposal<number>

const proposal = (n: number): Numbered => ({
  kind: 'patch',
  id: n.toString(16).padStart(16, '0'),
  findings: [],
  data: n,
  edits: [],
})
const proposals = (count: number) => Array.from({ length: count }, (_, n) => proposal(n))
const verdict = (part: Partial<Verdict>): Verdict => ({
  status: 'proven',
  depth: 'proof',
  tree: '',
  evidence: [],
  reasons: [],
  suspects: [],
  score: 0,
  ...part,
})

/** A judge that refutes every subset holding one of `bad`, and counts how often it was asked. */
function bench(
  bad: readonly number[],
  blame: (subset: readonly Numbered[]) => string[],
  depth: 'probe' | 'proof' = 'proof',
) {
  const asked: number[][] = []
  const judge = async (subset: readonly Numbered[]) => {
    asked.push(subset.map(({ data }) => data))
    const fails = subset.some(({ data }) => bad.includes(data))
    return verdict(fails ? { status: 'refuted', depth, suspects: blame(subset) } : { depth })
  }
  return { asked, judge }
}

describe('prove', () => {
  it('asks once where the union stands', async () => {
    const { asked, judge } = bench([], () => [])
    const { verified, refused } = await prove('b', proposals(500), judge)
    expect([asked.length, verified?.proposals.length, refused.length]).toEqual([1, 500, 0])
  })

  it('drops exactly what the verdict blames and judges the rest again', async () => {
    const { asked, judge } = bench([3, 7], (subset) =>
      subset.filter(({ data }) => [3, 7].includes(data)).map(({ id }) => id),
    )
    const { passing, refused } = await prove('b', proposals(10), judge)
    expect(passing.map(({ data }) => data)).toEqual([0, 1, 2, 4, 5, 6, 8, 9])
    expect(refused.map(({ proposal: { data } }) => data)).toEqual([3, 7])
    expect(asked).toHaveLength(2)
  })

  it('finds a culprit that nothing blames by bisection', async () => {
    const { asked, judge } = bench([11], () => [])
    const { passing } = await prove('b', proposals(16), judge)
    expect(passing.map(({ data }) => data)).not.toContain(11)
    expect(passing).toHaveLength(15)
    expect(asked.length).toBeLessThanOrEqual(6) // union, four prefixes, the rest
  })

  it('always keeps the largest subset when proposals do not interact', async () => {
    for (let seed = 1; seed < 200; seed++) {
      const bad = proposals(20).flatMap(({ data }) => ((data * 2654435761 * seed) % 97 < 12 ? [data] : []))
      const { judge } = bench(bad, () => [])
      const { passing } = await prove('b', proposals(20), judge)
      expect(passing.map(({ data }) => data)).toEqual(
        proposals(20).flatMap(({ data }) => (bad.includes(data) ? [] : [data])),
      )
    }
  })

  it('returns a set that was judged jointly, also where two proposals only clash together', async () => {
    const seen: number[][] = []
    const { passing } = await prove('b', proposals(8), async (subset) => {
      const data = subset.map((one) => one.data)
      const clash = data.includes(2) && data.includes(6)
      if (!clash) seen.push(data)
      return verdict(clash ? { status: 'refuted' } : {})
    })
    expect(seen).toContainEqual(passing.map(({ data }) => data))
    expect(passing).toHaveLength(7)
  })

  it('mints nothing from a probe', async () => {
    const { judge } = bench([], () => [], 'probe')
    const { passing, verified } = await prove('b', proposals(2), judge)
    expect(passing).toHaveLength(2)
    expect(verified).toBeNull()
  })

  it('refuses all at once where nothing could be proven and nobody is to blame', async () => {
    let asked = 0
    const { passing, refused } = await prove('b', proposals(20), async () => (asked++, verdict({ status: 'unproven' })))
    expect([asked, passing.length, refused.length]).toEqual([1, 0, 20])
  })

  it('needs at most 6.5 judgements for 20 proposals at 5 % bad, and 4.5 where suspects are named that are right in 70 %', async () => {
    expect(await bisected({ size: 20, rate: 0.05, right: 0 })).toBeLessThanOrEqual(6.5)
    expect(await bisected({ size: 20, rate: 0.05, right: 0.7 })).toBeLessThanOrEqual(4.5)
  })

  it('takes an innocent suspect back', async () => {
    const { judge } = bench([5], (subset) => [subset.some(({ data }) => data === 2) ? 2 : 5].map((n) => proposal(n).id))
    const { passing, refused } = await prove('b', proposals(8), judge)
    expect(passing.map(({ data }) => data)).toEqual([0, 1, 2, 3, 4, 6, 7])
    expect(refused.map(({ proposal: { data } }) => data)).toEqual([5])
  })

  it('refuses those of whom nothing is proven, and proves the others', async () => {
    const { passing, refused } = await prove('b', proposals(4), async (subset) => {
      const untold = subset.filter(({ data }) => data % 2 === 1)
      return verdict(untold.length > 0 ? { status: 'unproven', suspects: untold.map(({ id }) => id) } : {})
    })
    expect([passing, refused].map((list) => list.length)).toEqual([2, 2])
  })
})

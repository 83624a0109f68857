import { describe, expect, it } from '@jest/globals'
import { diagnosticKey, distinctDiagnostics, isFewer, newDiagnostics } from './diagnostic.ts'
import type { Diagnostic } from './diagnostic.ts'

const diagnostic = (part: Partial<Diagnostic>): Diagnostic => ({
  tool: 'tsc',
  rule: 'TS2322',
  severity: 'error',
  path: 'a.ts',
  range: [1, 1, 1, 1],
  message: "Type 'A' is not 'B'.",
  ...part,
})

describe('diagnosticKey', () => {
  it('blanks numbers, quoted names and positions', () => {
    const one = diagnostic({ message: "Expected 2 arguments in 'f'." })
    const other = diagnostic({ message: "Expected 3 arguments in 'g'.", range: [9, 1, 9, 1] })
    expect(diagnosticKey(one)).toBe(diagnosticKey(other))
  })

  it('keeps tool, rule, path and wording apart', () => {
    const keys = [{}, { tool: 'vue' }, { rule: 'x' }, { path: 'b.ts' }, { path: null }, { message: 'other' }].map(
      (part) => diagnosticKey(diagnostic(part)),
    )
    expect(new Set(keys).size).toBe(6)
  })
})

describe('newDiagnostics', () => {
  it('subtracts as a multiset: two where one was before is one new', () => {
    const one = diagnostic({})
    expect(newDiagnostics([one], [diagnostic({ range: [5, 1, 5, 1] }), one])).toHaveLength(1)
    expect(newDiagnostics([one, one], [one])).toEqual([])
  })
})

describe('distinctDiagnostics', () => {
  it('are one for a place that several checks speak of, and two for two places', () => {
    const one = diagnostic({})
    const below = diagnostic({ range: [5, 1, 5, 1] })
    expect(distinctDiagnostics([one, below, { ...one }, diagnostic({ message: 'another' })])).toEqual([
      one,
      below,
      diagnostic({ message: 'another' }),
    ])
  })
})

describe('isFewer', () => {
  const [one, other] = [diagnostic({}), diagnostic({ rule: 'TS2345' })]

  it.each([
    ['something went and nothing came', [one, other], [other], true],
    ['nothing went', [one], [one], false],
    ['as much came as went', [one], [other], false],
    ['something else came', [one, one], [other], false],
    ['nothing is said any more of a tree on which it fails', [one], [], false],
  ])('%s', (_, before, after, fewer) => {
    expect(isFewer(before, after)).toBe(fewer)
  })
})

import { describe, expect, it } from '@jest/globals'
import { findingId } from './ids.ts'
import { Id } from './primitives.ts'

const identity = { action: 'type-safety', rule: 'dead', path: 'a.ts', symbol: 'f', line: '  // @ts-ignore', ordinal: 0 }

describe('findingId', () => {
  it('is 16 hex digits and the same for the same finding', () => {
    expect(Id.safeParse(findingId(identity)).success).toBe(true)
    expect(findingId(identity)).toBe(findingId({ ...identity }))
  })

  it('does not change with indentation or tabs', () => {
    expect(findingId({ ...identity, line: '\t//   @ts-ignore ' })).toBe(findingId(identity))
  })

  it('changes with every other part, and parts can not run into each other', () => {
    const others = [
      { ...identity, rule: 'x' },
      { ...identity, path: 'b.ts' },
      { ...identity, symbol: 'g' },
      { ...identity, ordinal: 1 },
      { ...identity, action: 'type-safetyd', rule: 'ead' },
    ]
    expect(new Set([identity, ...others].map(findingId)).size).toBe(6)
  })

  it('stays what it was in released records', () => {
    expect(findingId(identity)).toBe('c1373dbc257b2d3c')
  })
})

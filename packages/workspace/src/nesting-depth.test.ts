import { describe, expect, it } from '@jest/globals'
import { nestingDepth } from './nesting-depth.ts'

describe('nestingDepth', () => {
  it('is that of the deepest bracket, and no bracket that closes too much lowers it', () => {
    expect(nestingDepth('f(a[0], {b: (c)})')).toBe(3)
    expect(nestingDepth(')]} (a)')).toBe(1)
    expect(nestingDepth('a')).toBe(0)
  })
})

import { describe, expect, it } from '@jest/globals'
import { cutEnd, cutMiddle } from './cut-middle.ts'

const lines = Array.from({ length: 40 }, (_, index) => `line ${index + 1} of many`).join('\n')

describe('a text that is cut', () => {
  it('ends and begins with whole lines', () => {
    const all = new Set(lines.split('\n'))
    for (let most = 60; most < lines.length; most += 1) {
      const cut = cutMiddle(lines, most)
      const [mark, ...others] = cut.split('\n').filter((line) => !all.has(line))
      expect({ mark, others }).toEqual({ mark: expect.stringMatching(/^\[… \d+ characters cut here …\]$/), others: [] })
      expect(cut.length - (mark?.length ?? 0) - 2).toBeLessThanOrEqual(most)
      expect(cutEnd(lines, most)).toMatch(/^line 1 of many\n(?:line \d+ of many\n)*…$/)
    }
    expect(cutMiddle(lines, lines.length)).toBe(lines)
    expect(cutEnd(lines, lines.length)).toBe(lines)
  })

  it('says so where a line itself is too long, and halves no character', () => {
    expect(cutMiddle('abcdefghij', 4)).toBe('ab…\n[… 6 characters cut here …]\n…ij')
    expect(cutEnd('abcdefghij', 4)).toBe('abcd…')
    expect(cutEnd(`a\n${'b'.repeat(20)}`, 10)).toBe(`a\n${'b'.repeat(8)}…`)
    expect(cutMiddle('a😀😀😀b', 4)).toBe('a…\n[… 6 characters cut here …]\n…b')
    expect(cutMiddle('abc', 0)).toBe('\n[… 3 characters cut here …]\n')
  })
})

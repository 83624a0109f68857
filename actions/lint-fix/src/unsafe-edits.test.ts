import { describe, expect, it } from '@jest/globals'
import type { Place, UnsafeFix } from '@upkeep/checkers'
import { editsIn } from './unsafe-edits.ts'

const TEXT = 'a 😀\tb\r\né == c\r\n'

function fix(changes: [Place, Place, string, string?][], source: string | null = null): UnsafeFix {
  const diagnostic = { tool: 'x', rule: '', severity: 'error', path: 'a', range: null, message: '' } as const
  return {
    path: 'a',
    diagnostic,
    changes: changes.map(([start, end, text, replaces = null]) => ({ start, end, text, replaces })),
    source,
  }
}

const units = (count: number): Place => ({ units: count })
const bytes = (count: number): Place => ({ bytes: count })
const at = (line: number, column: number): Place => ({ line, column })

/** The file with the edits, or null where they do not fit. */
function fixed(given: UnsafeFix, text: string | Uint8Array = TEXT): string | null {
  const before = Buffer.from(text)
  const edits = editsIn(before)(given)
  if (edits === null) return null
  const parts = edits.toReversed().reduce((after, { start, end, text: part }) => {
    return Buffer.concat([after.subarray(0, start), Buffer.from(part ?? ''), after.subarray(end)])
  }, before)
  return parts.toString()
}

describe('editsIn', () => {
  const expected = TEXT.replace('==', '===')

  it.each([
    ['UTF-16 units, of which an emoji has two', units(10), units(12)],
    ['bytes, of which it has four', bytes(13), bytes(15)],
    ['lines and columns of characters, of which it is one', at(2, 3), at(2, 5)],
  ])('counts %s', (_, start, end) => {
    expect(fixed(fix([[start, end, '===', '==']]))).toBe(expected)
  })

  it.each([
    ['units do not count it', units(10), units(12)],
    ['bytes do', bytes(16), bytes(18)],
    ['columns do not', at(2, 3), at(2, 5)],
  ])('of a file with a byte order mark, %s', (_, start, end) => {
    expect(fixed(fix([[start, end, '===', '==']]), `\uFEFF${TEXT}`)).toBe(`\uFEFF${expected}`)
  })

  it('counts a tab as one column, and ends a line before its end', () => {
    expect(fixed(fix([[at(1, 4), at(1, 5), ' ']]))).toBe(TEXT.replace('\t', ' '))
    expect(fixed(fix([[at(1, 9), at(1, 9), ';']]))).toBeNull()
    expect(fixed(fix([[at(3, 1), at(3, 1), 'x']]))).toBe(`${TEXT}x`)
    expect(fixed(fix([[at(4, 1), at(4, 1), 'x']]))).toBeNull()
  })

  it('writes the ends of lines that the file has', () => {
    expect(fixed(fix([[bytes(0), bytes(0), '#\n#\r\n']]))).toBe(`#\r\n#\r\n${TEXT}`)
    expect(fixed(fix([[bytes(0), bytes(0), '#\n']]), 'x\n')).toBe('#\nx\n')
  })

  it.each([
    ['ends inside of a character, in units', fix([[units(3), units(4), '']])],
    ['ends inside of a character, in bytes', fix([[bytes(3), bytes(6), '']])],
    ['ends behind the file', fix([[bytes(0), bytes(99), '']])],
    ['begins before it', fix([[units(-1), units(0), '']])],
    ['begins behind its end', fix([[units(2), units(1), '']])],
    ['is of another text', fix([[bytes(0), bytes(1), 'b', 'x']])],
    ['was made for another file', fix([[bytes(0), bytes(1), 'b']], 'a 😀\tb\né == c\n')],
    ['has no part', fix([])],
    [
      'is in its own way',
      fix([
        [bytes(0), bytes(2), 'x'],
        [bytes(1), bytes(2), 'y'],
      ]),
    ],
    [
      'says two things of one place',
      fix([
        [bytes(0), bytes(0), 'x'],
        [bytes(0), bytes(0), 'y'],
      ]),
    ],
  ])('is null where a fix %s', (_, given) => {
    expect(fixed(given)).toBeNull()
  })

  it('is null for a file in another encoding, where the tool reads other characters', () => {
    expect(fixed(fix([[bytes(0), bytes(1), 'b']]), Buffer.from('aé', 'latin1'))).toBeNull()
  })

  it('takes all parts of a fix, in order, and a source with its byte order mark', () => {
    const parts: [Place, Place, string][] = [
      [units(13), units(14), 'd'],
      [units(0), units(1), 'x'],
    ]
    expect(fixed(fix(parts, `\uFEFF${TEXT}`), `\uFEFF${TEXT}`)).toBe(
      `\uFEFF${TEXT.replace('a', 'x').replace('c', 'd')}`,
    )
  })
})

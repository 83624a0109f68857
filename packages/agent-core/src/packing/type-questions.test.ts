import { describe, expect, it } from '@jest/globals'
import { packContext } from './pack.ts'
import type { PackInput } from './pack.ts'
import { sourceText } from './source.ts'
import type { SourceText } from './source.ts'
import { signaturesAsked } from './type-questions.ts'

const python = `from .rows import Row

LIMIT = 3


def unrelated_before(a):
    return a


def first_word(text: str, strict: bool = False) -> str | None:
    """The first word of a text; None only where it is strict."""
    words = text.split()
    if strict and not words:
        return None
    return words[0]


# One above, which says what the next one does.
def pair(text: str, row: Row) -> tuple[str, str]:
    parts = [first_word(part) for part in text.split("/")]
    if len(parts) == 1:
        return parts[0], parts[0]
    return parts[0], LIMTI


def unrelated_after(b):
    return LIMTI or b
`
const rows = 'class Row:\n    name: str\n    size: int = 0\n\n    def save(self):\n        pass\n'

const lineOf = (part: string) => python.split('\n').findIndex((line) => line.includes(part)) + 1
const said = (part: string, tool: string, rule: string, message: string) => ({
  path: 'app/words.py',
  line: lineOf(part),
  tool,
  rule,
  message,
})
const RETURNED = said(
  'return parts[0], parts[0]',
  'mypy',
  'return-value',
  'Incompatible return value type (got "tuple[str | None, str | None]", expected "tuple[str, str]")',
)
const input: PackInput = {
  task: 'Settle it:',
  diagnostics: [RETURNED],
  files: [sourceText('app/words.py', python)],
  neighbours: [sourceText('app/rows.py', rows)],
  conventions: null,
  rejected: [],
  nonce: 'k3v9',
}
const sectionOf = (text: string, title: string) =>
  text.split(`<data-k3v9 of="${title}">\n`)[1]?.split('\n</data-k3v9>')[0] ?? ''

describe('a message about a type', () => {
  const text = packContext(input)

  it('has the function around it quoted with the comment above, and none of its neighbours', () => {
    const code = sectionOf(text, 'code')
    expect(code).toMatch(/^app\/words\.py:18-24\n18\t# One above/)
    expect(code).not.toContain('unrelated')
  })

  it('has the short function that the value comes from, with its body', () => {
    expect(sectionOf(text, 'called')).toContain(
      'app/words.py:10\ndef first_word(text: str, strict: bool = False) -> str | None:\n    """The first word',
    )
    expect(sectionOf(text, 'called')).toContain('        return None\n    return words[0]')
  })

  it('has only the head of a long one', () => {
    const long = python.replace(
      '    words = text.split()\n',
      `    words = text.split()\n${'    words.sort()\n'.repeat(50)}`,
    )
    const line = RETURNED.line + 50
    const packed = packContext({
      ...input,
      files: [sourceText('app/words.py', long)],
      diagnostics: [{ ...RETURNED, line }],
    })
    expect(sectionOf(packed, 'called')).toBe(
      'app/words.py:10\ndef first_word(text: str, strict: bool = False) -> str | None:',
    )
  })

  it('has the types of the head of its function, with their fields', () => {
    expect(sectionOf(text, 'named and overridden')).toBe('app/rows.py:1\nclass Row:\n    name: str\n    size: int = 0')
  })

  it('asks for the callers of the function whose return it speaks of, and says where there are none', () => {
    expect(signaturesAsked(input.diagnostics, input.files)).toEqual([
      { name: 'pair', path: 'app/words.py', as: 'alone' },
    ])
    const [pair] = signaturesAsked(input.diagnostics, input.files)
    const of = (...others: SourceText[]) => {
      const found = { sources: [...input.files, ...others], searched: 3, files: 3 }
      return sectionOf(
        packContext({ ...input, uses: pair === undefined ? [] : [{ asked: pair, found }] }),
        'used elsewhere',
      )
    }
    expect(of()).toBe('pair: no other use found in all 3 files of its language')
    expect(of(sourceText('app/b.py', 'from .words import pair\n\na, b = pair(x)\nrow.pair()\n'))).toBe(
      'pair is used at\napp/b.py:1: from .words import pair\napp/b.py:3: a, b = pair(x)',
    )
  })
})

describe('messages of several checkers', () => {
  it('stand together where they speak of one line, each with its checker', () => {
    const all = [
      said('LIMTI', 'flake8', 'F821', "undefined name 'LIMTI'"),
      RETURNED,
      said('LIMTI', 'mypy', 'name-defined', 'Name "LIMTI" is not defined'),
    ]
    expect(packContext({ ...input, diagnostics: all }).split('\n\n')[0]).toBe('Settle it:')
    expect(packContext({ ...input, diagnostics: all })).toContain(
      [
        `app/words.py:${lineOf('LIMTI')}`,
        "  flake8 F821 undefined name 'LIMTI'",
        '  mypy name-defined Name "LIMTI" is not defined',
        `app/words.py:${RETURNED.line} mypy return-value Incompatible`,
      ].join('\n'),
    )
  })

  it('have the other uses of the name that they quote, and no signature is looked for', () => {
    const undefinedName = said('LIMTI', 'flake8', 'F821', "undefined name 'LIMTI'")
    const text = packContext({ ...input, diagnostics: [undefinedName] })
    expect(sectionOf(text, 'used elsewhere')).toBe(
      `LIMTI is used at (found by its name)\napp/words.py:27: return LIMTI or b`,
    )
    expect(signaturesAsked([undefinedName], input.files)).toEqual([])
  })
})

describe('what an attempt before said', () => {
  it('stands under its own name, apart from what was refused, and without words of ours', () => {
    const rejected = [
      { reasons: ['adds a suppression'], patch: 'app/words.py\n# type: ignore' },
      { reasons: ['who calls pair?'], patch: null },
    ]
    const text = packContext({ ...input, rejected, asked: 'app/b.py:1-2\n1\tx' })
    expect(sectionOf(text, 'refused before')).toBe(
      'An attempt was refused: adds a suppression\napp/words.py\n# type: ignore',
    )
    expect(sectionOf(text, 'what the attempt before said')).toBe('who calls pair?')
    expect(sectionOf(text, 'what the attempt before asked to see')).toBe('app/b.py:1-2\n1\tx')
    expect(text).not.toMatch(/\bL[123]\b/)
  })
})

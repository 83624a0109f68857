import { describe, expect, it } from '@jest/globals'
import { commentEdit } from './comment-edit.ts'
import { changedEslintDirective, eslintDirective, eslintEnable } from './eslint-directive.ts'
import { changedPythonComment, pythonDirectives } from './python-directive.ts'
import { scriptSuppressions } from './source-file.ts'
import type { Change, Comment, Directive } from './suppression.ts'
import { asExpectError, typescriptDirective, withoutTypescriptDirective } from './typescript-directive.ts'

const REMOVE: Change = { kind: 'remove' }
const keep = (...codes: string[]): Change => ({ kind: 'codes', codes })

describe('typescriptDirective', () => {
  it.each([
    ['// @ts-ignore', 'ts-ignore'],
    ['//@ts-ignore', 'ts-ignore'],
    ['/// @ts-expect-error', 'ts-expect-error'],
    ['// @ts-expect-error: why it is so', 'ts-expect-error'],
    ['/* @ts-ignore */', 'ts-ignore'],
    ['/** @ts-ignore */', 'ts-ignore'],
    ['/*\n  some words\n  @ts-ignore */', 'ts-ignore'],
    ['/**\n * Words.\n * @ts-expect-error because */', 'ts-expect-error'],
    ['// @ts-nocheck', 'ts-nocheck'],
  ])('reads %j', (text, family) => {
    expect(typescriptDirective(text)?.family).toBe(family)
  })

  it.each([
    '// see @ts-ignore',
    '//// @ts-ignore',
    '/* words @ts-ignore */',
    '/*\n @ts-ignore\n */',
    '// ts-ignore',
    '// @ts-check',
  ])('takes %j for words, as the compiler does', (text) => {
    expect(typescriptDirective(text)).toBeNull()
  })

  it('takes the directive with its explanation out of a block and leaves the rest of it', () => {
    const text = '/**\r\n * Words.\r\n * @ts-ignore why */'
    const directive = typescriptDirective(text)
    expect(directive && withoutTypescriptDirective(text, directive)).toBe('/**\r\n * Words.\r\n */')
  })

  it('leaves nothing of a comment that is only the directive', () => {
    const text = '/**\n * @ts-ignore why\n   @ts-ignore */'
    const only = typescriptDirective('/* @ts-ignore: why */')
    expect(only && withoutTypescriptDirective('/* @ts-ignore: why */', only)).toBeNull()
    expect(typescriptDirective(text)).not.toBeNull()
  })

  it('writes @ts-ignore as @ts-expect-error without moving a line', () => {
    const text = '/*\n @ts-ignore */'
    const directive = typescriptDirective(text)
    expect(directive && asExpectError(text, directive)).toBe('/*\n @ts-expect-error */')
  })
})

describe('eslintDirective', () => {
  it.each([
    ['// eslint-disable-line', 'line', []],
    ['// eslint-disable-next-line no-console', 'next-line', ['no-console']],
    ['// eslint-disable-next-line no-console, @a/b-c -- it is a tool', 'next-line', ['no-console', '@a/b-c']],
    ['/* eslint-disable */', 'block', []],
    ['/* eslint-disable no-var*/', 'block', ['no-var']],
    ['/* eslint-disable-next-line\n  no-var,\n  eqeqeq\n*/', 'next-line', ['no-var', 'eqeqeq']],
  ])('reads %j', (text, scope, codes) => {
    const directive = eslintDirective(text)
    expect([directive?.scope, directive?.codes.map(({ name }) => name)]).toEqual([scope, codes])
  })

  it.each([
    '// eslint-disable no-var',
    '// see eslint-disable-line',
    '/* eslint-disabled */',
    '/* eslint no-var: 0 */',
    '/* eslint-enable */',
  ])('takes %j for no directive that disables', (text) => {
    expect(eslintDirective(text)).toBeNull()
  })

  it('reads what an eslint-enable ends', () => {
    expect([
      eslintEnable('/* eslint-enable */'),
      eslintEnable('/* eslint-enable a, b */'),
      eslintEnable('/* x */'),
    ]).toEqual([[], ['a', 'b'], null])
  })

  it.each([
    ['// eslint-disable-line a, b, c -- why', keep('a', 'c'), '// eslint-disable-line a, c -- why'],
    ['// eslint-disable-line a, b, c', keep('c'), '// eslint-disable-line c'],
    ['// eslint-disable-line a, b, c', keep('a'), '// eslint-disable-line a'],
    ['// eslint-disable-line a,b', keep('b'), '// eslint-disable-line b'],
    ['/* eslint-disable\n  a,\n  b,\n  c\n*/', keep('a', 'c'), '/* eslint-disable\n  a,\n  c\n*/'],
    ['/* eslint-disable\n  a,\n  b\n*/', keep('a'), '/* eslint-disable\n  a\n*/'],
    ['// eslint-disable-next-line', keep('x', 'y'), '// eslint-disable-next-line x, y'],
    ['// eslint-disable-next-line -- why', keep('x'), '// eslint-disable-next-line x -- why'],
    ['/* eslint-disable-line */', keep('x'), '/* eslint-disable-line x */'],
    ['// eslint-disable-line a -- why', REMOVE, null],
  ])('changes %j to what is wanted', (text, change, expected) => {
    const directive = eslintDirective(text)
    expect(directive && changedEslintDirective(text, directive, change)).toBe(expected)
  })
})

describe('pythonDirectives', () => {
  it.each([
    ['# type: ignore', ['type-ignore']],
    ['#type:ignore[attr-defined]', ['type-ignore attr-defined']],
    ['# type: ignore [a-b, c]', ['type-ignore a-b c']],
    ['# noqa', ['noqa']],
    ['#NOQA:F401', ['noqa F401']],
    ['# noqa: F401, E501 C901', ['noqa F401 E501 C901']],
    ['# noqa: F401 it is re-exported', ['noqa F401']],
    ['# pyright: ignore[reportCallIssue]', ['pyright-ignore reportCallIssue']],
    ['# type: ignore[x]  # noqa: F401  # why', ['type-ignore x', 'noqa F401']],
    ['# see above # noqa', ['noqa']],
    ['# ruff: noqa: E501', ['noqa-file']],
    ['# mypy: ignore-errors', ['mypy-ignore-errors']],
  ])('reads %j', (text, expected) => {
    expect(
      pythonDirectives(text).map(({ family, codes }) => [family, ...codes.map(({ name }) => name)].join(' ')),
    ).toEqual(expected)
  })

  it.each([
    '# type: ignored',
    '# type: int',
    '# noqa: because',
    '# noqaX',
    '# nothing about noqa',
    '# pyright: basic',
    '# type:ignore-me',
  ])('takes %j for words', (text) => {
    expect(pythonDirectives(text)).toEqual([])
  })

  it.each<[string, Change[], string | null]>([
    ['# type: ignore', [REMOVE], null],
    ['# type: ignore[a, b]', [keep('a')], '# type: ignore[a]'],
    ['# type: ignore[a, b]', [keep('b')], '# type: ignore[b]'],
    ['# type: ignore', [keep('a', 'b')], '# type: ignore[a, b]'],
    ['# type: ignore # why', [keep('a')], '# type: ignore[a] # why'],
    ['# noqa', [keep('E501', 'F401')], '# noqa: E501, F401'],
    ['# noqa: F401,E501', [keep('E501')], '# noqa: E501'],
    ['# noqa: F401 E501 why', [keep('F401')], '# noqa: F401 why'],
    ['# noqa: F401 why it is so', [REMOVE], null],
    ['# type: ignore see #123', [REMOVE], null],
    ['# type: ignore  # noqa: F401', [REMOVE], '# noqa: F401'],
    ['# noqa: F401  # type: ignore', [keep('F401'), REMOVE], '# noqa: F401'],
    ['# noqa: F401  # type: ignore[x]  # explanation', [REMOVE, REMOVE], '# explanation'],
    ['# words  # noqa: F401 why', [REMOVE], '# words'],
    ['# type: ignore[import]  # noqa', [keep('import-untyped'), REMOVE], '# type: ignore[import-untyped]'],
  ])('changes %j to what is wanted', (text, changes, expected) => {
    const wanted = new Map<Directive, Change>()
    for (const [index, directive] of pythonDirectives(text).entries()) {
      const change = changes[index]
      if (change !== undefined) wanted.set(directive, change)
    }
    expect(changedPythonComment(text, wanted)).toBe(expected)
  })
})

describe('scriptSuppressions', () => {
  it('finds comments only, never what a string, a template, a regular expression or JSX text holds', () => {
    const text = [
      'const a = "// @ts-ignore"',
      'const b = `',
      '// @ts-ignore',
      '`',
      'const c = /\\/\\/ @ts-ignore/',
      'const d = <p>// @ts-ignore</p>',
      'export const e = () => (',
      '  <div>',
      '    {/* @ts-ignore */}',
      '    <p />',
      '  </div>',
      ')',
      '// @ts-ignore',
      'f()',
    ].join('\n')
    const found = scriptSuppressions('a.tsx', text)
    expect(
      typeof found === 'string'
        ? found
        : found.suppressions.map(({ line, symbol, exported }) => [line, symbol, exported]),
    ).toEqual([
      [9, 'e', true],
      [13, '', false],
    ])
  })

  it('tells the older type assertion from JSX by the name of the file', () => {
    const text = '// @ts-ignore\nconst a = <string>b\n'
    expect(scriptSuppressions('a.ts', text)).toMatchObject({ suppressions: [{ line: 1 }] })
    expect(typeof scriptSuppressions('a.mts', 'const f = <T>(x: T) => x // @ts-ignore\n')).toBe('object')
  })

  it('reads the scripts of component files with their true lines', () => {
    const text =
      '<template>\n<p>// @ts-ignore</p>\n</template>\n<script lang="ts">\nlet a = 1\n  // @ts-ignore\na = b\n</script>\n'
    const found = scriptSuppressions('a.vue', text)
    expect(found).toMatchObject({
      suppressions: [{ line: 6, comment: { line: 6, column: 2, start: text.indexOf('// @ts-ignore\na') } }],
    })
  })

  it('reads Flow and plain JavaScript, and says why it can not read a file', () => {
    expect(scriptSuppressions('a.js', '// @flow\nconst a: number = 1 // eslint-disable-line no-var\n')).toMatchObject({
      suppressions: [{ line: 2 }],
    })
    expect(scriptSuppressions('a.ts', 'const = = {')).toEqual(expect.any(String))
  })
})

describe('commentEdit', () => {
  const cases: [string, string, string | null, string | null][] = [
    ['whole line', 'a\n  // x\nb\n', null, 'a\nb\n'],
    ['whole line with CRLF', 'a\r\n\t// x\r\nb\r\n', null, 'a\r\nb\r\n'],
    ['last line without a line break', 'a\r\n// x', null, 'a'],
    ['first line with a blank one below', '// x\n\na\n', null, 'a\n'],
    ['only line', '// x', null, ''],
    ['behind code', 'a()  // x\nb\n', null, 'a()\nb\n'],
    ['block behind code', 'a() /* x */\nb\n', null, 'a()\nb\n'],
    ['block before code', '  /* x */ a()\n', null, '  a()\n'],
    ['block between words', 'return/* x */1\n', null, 'return 1\n'],
    ['block between code', 'f(/* x */a)\n', null, 'f(a)\n'],
    ['block of many lines alone', 'a\n/* x\n */\nb\n', null, 'a\nb\n'],
    ['block of many lines in code', 'a /* x\n */ b\n', null, null],
    ['another text', 'a // x y\n', '// x', 'a // x\n'],
  ]
  it.each(cases)('takes away or replaces: %s', (_, text, replacement, expected) => {
    const edit = commentEdit(text, commentIn(text), replacement)
    expect(edit && text.slice(0, edit.start) + edit.text + text.slice(edit.end)).toBe(expected)
  })
})

function commentIn(text: string): Comment {
  const own = /\/\/.*|\/\*[\s\S]*?\*\//.exec(text)?.[0] ?? ''
  const start = text.indexOf(own)
  return { start, end: start + own.length, text: own, line: 1, column: 0, endLine: 1, container: null }
}

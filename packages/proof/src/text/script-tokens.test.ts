import { describe, expect, it } from '@jest/globals'
import { scriptDifference } from './script-tokens.ts'

const same: readonly [title: string, path: string, before: string, after: string][] = [
  ['a comment line of its own goes', 'a.ts', '// @ts-ignore\nconst a: number = b\n', 'const a: number = b\n'],
  ['a trailing comment goes', 'a.ts', 'f() // eslint-disable-line no-undef\n', 'f()\n'],
  ['a block comment goes', 'a.ts', 'f(/* @ts-ignore */ x)', 'f(x)'],
  [
    'an empty JSX expression goes with its line',
    'a.tsx',
    '<div>\n  {/* @ts-ignore */}\n  <A b={1} />\n</div>',
    '<div>\n  <A b={1} />\n</div>',
  ],
  ['CRLF stays CRLF', 'a.ts', '// @ts-ignore\r\nlet a\r\n', 'let a\r\n'],
]
const different: readonly [title: string, path: string, before: string, after: string][] = [
  ['a token goes', 'a.ts', 'const a = b as any', 'const a = b'],
  ['a token comes', 'a.ts', 'const a = b', 'const a = b as any'],
  ['a string changes', 'a.ts', "const a = '// @ts-ignore'", "const a = ''"],
  ['a template changes', 'a.ts', 'const a = `// x\n`', 'const a = `\n`'],
  ['a line break that ends a statement goes', 'a.ts', 'return_\n(x)', 'return_ (x)'],
  [
    'a block comment held the line break after return',
    'a.js',
    'function f() { return /*\n*/ 1 }',
    'function f() { return 1 }',
  ],
  ['JSX text changes', 'a.tsx', '<p>a {/* c */} b</p>', '<p>a  c</p>'],
  ['a triple-slash reference goes', 'a.ts', '/// <reference types="node" />\nlet a', 'let a'],
  ['a JSX pragma goes', 'a.tsx', '/** @jsx h */\nlet a = <a/>', 'let a = <a/>'],
  ['a bundler hint goes', 'a.ts', 'import(/* webpackChunkName: "a" */ "a")', 'import("a")'],
  ['a purity annotation goes', 'a.ts', 'const a = /* #__PURE__ */ f()', 'const a = f()'],
  ['@ts-nocheck goes', 'a.ts', '// @ts-nocheck\nlet a', 'let a'],
  ['the file does not parse', 'a.ts', 'let a = `', 'let a = `'],
]

describe('scriptDifference', () => {
  it.each(same)('sees the same program where %s', (_, path, before, after) => {
    expect(scriptDifference(path, before, after)).toBeNull()
  })

  it.each(different)('sees a difference where %s', (_, path, before, after) => {
    expect(scriptDifference(path, before, after)).not.toBeNull()
  })

  it('names the line of the first token that differs', () => {
    expect(scriptDifference('a.ts', 'a\nb\nc', 'a\nx\nc')).toBe('line 2: a code token changed')
  })
})

import { describe, expect, it } from '@jest/globals'
import { codeOnly } from './code-text.ts'

describe('nothing but the code of a text', () => {
  it.each([
    ['a.ts', 'f(`a ${g(b)} c`, "d") // e\n/* f */ h(/i/)', 'f(     g(b)    ,    )     \n        h(   )'],
    ['a.tsx', 'const a = <p id="b">c {d}</p>', 'const a = <p id=   >  {d}</p>'],
    ['a.py', 'f(f"a {g(b)} c", "{d}")  # e\n"""g\nh"""\n', 'f(f"  {g(b)}  ", "   ")     \n""" \n """\n'],
    ['a.py', "rf'{{a}} {b}' f''\n", "rf'      {b}' f''\n"],
    ['a.ts', 'const = = `', 'const = = `'],
    ['a.txt', '// a', '// a'],
  ])('%s %j', (path, text, code) => {
    expect(codeOnly(path, text)).toBe(code)
  })
})

import { describe, expect, it } from '@jest/globals'
import { castsIn } from './casts.ts'

const found = (text: string, path = 'a.ts') => castsIn(path, text).map(({ to, was, now }) => [to, was, now].join(' | '))
const applied = (text: string, path = 'a.ts') => {
  const edits = castsIn(path, text).flatMap((cast) => cast.edits)
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((out, edit) => out.slice(0, edit.start) + edit.text + out.slice(edit.end), text)
}

describe('castsIn', () => {
  it.each([
    ['f(x as any)', ['any | x as any | x']],
    ['(x as any).y', ['any | (x as any) | x']],
    ['f(x!)', ['null | x! | x']],
    ['(x!).y', ['null | (x!) | x']],
    ['useRef<Foo>(null!)', []],
    ['f(<any>x)', ['any | <any>x | x']],
    ['f(x as Foo)', ['type | x as Foo | x']],
    ['f(x as unknown as Foo)', ['type | x as unknown as Foo | x as unknown', 'unknown | x as unknown | x']],
    ['f(x as unknown)', []],
    ['f([1] as const)', []],
    ['f(x as /* why */ any)', []],
    ['f((a, b) as any)', ['any | (a, b) as any | (a, b)']],
    ['(a?.b as any).c', ['any | a?.b as any | a?.b']],
    ['({} as any).c', ['any | {} as any | {}']],
    ['new (x().y as any)()', ['any | x().y as any | x().y']],
    ["f('x as any') // y!", []],
    ['f(', []],
  ])('finds the casts of %j', (text, expected) => {
    expect(found(text)).toEqual(expected)
  })

  it.each([
    ['return(x as any)', 'return x'],
    ['if (a) { b(c as any, d!) }', 'if (a) { b(c, d) }'],
    ['((x as any) as Foo).y', '(x).y'],
    ['const a = (b || c) as any', 'const a = b || c'],
    ['f((a, b) as any, (b ?? c) as any)', 'f((a, b), (b ?? c))'],
    ['(await x as any).y', '(await x).y'],
    ['const a = <p>{x!.y}</p>', 'const a = <p>{x.y}</p>'],
  ])('takes the casts of %j away and nothing else', (text, expected) => {
    expect(applied(`async function f() { ${text} }`, 'a.tsx')).toBe(`async function f() { ${expected} }`)
  })

  it('names the symbol around a cast', () => {
    expect(castsIn('a.ts', 'class A { f() { return x as any } }')[0]?.symbol).toBe('A.f')
  })
})

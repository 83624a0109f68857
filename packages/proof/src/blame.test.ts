import { describe, expect, it } from '@jest/globals'
import type { Diagnostic, PatchProposal } from '@upkeep/schema'
import { Blame, suspectsOf } from './blame.ts'

const lines = (count: number) => Array.from({ length: count }, (_, n) => `line ${n + 1}\n`).join('')

/** An edit that takes one occurrence of a text away; its id is the number given. */
const without = (path: string, source: string, text: string, id: number): PatchProposal => ({
  kind: 'patch',
  id: id.toString(16).padStart(16, '0'),
  findings: [],
  data: null,
  edits: [{ path, blob: null, start: source.indexOf(text), end: source.indexOf(text) + text.length, text: '' }],
})
const at = (path: string | null, line: number, rule = 'TS1', message = ''): Diagnostic => ({
  tool: 'tsc',
  rule,
  severity: 'error',
  message,
  path,
  range: [line, 1, line, 1],
})
const blame = async (files: Record<string, string>, diagnostics: Diagnostic[], proposals: PatchProposal[]) => {
  const read = async (path: string) => (path in files ? Buffer.from(files[path] ?? '') : null)
  return (await suspectsOf(diagnostics, proposals, new Blame(read))).map((id) => Number.parseInt(id, 16))
}

describe('suspectsOf', () => {
  const text = lines(100)
  const removes = (...numbers: number[]) => numbers.map((line) => without('a.txt', text, `line ${line}\n`, line))

  it('blames the edit nearest to the diagnostic, in lines of the patched file', async () => {
    expect(await blame({ 'a.txt': text }, [at('a.txt', 49)], removes(10, 30, 51))).toEqual([51]) // two lines above went away
  })

  it('blames all edits of the file where none is near', async () => {
    expect(await blame({ 'a.txt': text }, [at('a.txt', 90)], removes(10, 30))).toEqual([10, 30])
  })

  it('blames nobody for another file or a message without a place', async () => {
    expect(await blame({ 'a.txt': text }, [at('b.txt', 10), at(null, 1)], removes(10))).toEqual([])
  })

  const script = `import { B } from './b.js'
export function f(x: unknown) {
  const y = g(
    x as A,
    2,
    3,
    4,
    x as B,
  )
  return y
}
export function h(x: unknown) {
  const z = x as C
  a()
  b()
  c()
  d()
  return z
}
`
  const casts = [' as A', ' as B', ' as C'].map((cast, index) => without('src/a.ts', script, cast, index + 1))

  it('blames all edits of the statement, before those that are nearer', async () => {
    expect(await blame({ 'src/a.ts': script }, [at('src/a.ts', 9)], casts)).toEqual([1, 2])
  })

  it('blames the edits of the function where its statement has none', async () => {
    expect(await blame({ 'src/a.ts': script }, [at('src/a.ts', 18)], casts)).toEqual([3])
  })

  it('blames the edits that took a name away for its import that is unused now', async () => {
    const unused = at('src/a.ts', 1, 'TS6133', "'B' is declared but its value is never read.")
    expect(await blame({ 'src/a.ts': script }, [unused], casts)).toEqual([2])
  })

  it('blames the nearest imported files for a message in a file without edits', async () => {
    const files = { 'src/c.ts': "import './d'\n", 'src/d.ts': "export * from './a.js'\n", 'src/a.ts': script }
    expect(await blame(files, [at('src/c.ts', 1)], casts)).toEqual([1, 2, 3])
  })

  it('knows functions and imports of Python', async () => {
    const module =
      'def f():\n    a = cast(int, b)\n' +
      '    pass\n'.repeat(6) +
      '    return a\n\ndef g():\n    return cast(str, c)\n'
    const files = { 'pkg/a.py': module, 'pkg/b.py': 'from .a import f\n', 'c.py': 'import pkg.b\n' }
    const edits = [without('pkg/a.py', module, 'cast(int, b)', 1), without('pkg/a.py', module, 'cast(str, c)', 2)]
    expect(await blame(files, [at('pkg/a.py', 7)], edits)).toEqual([1])
    expect(await blame(files, [at('c.py', 1)], edits)).toEqual([1, 2])
  })
})

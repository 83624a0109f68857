import { describe, expect, it } from '@jest/globals'
import type { Read } from '../scan.ts'
import { headEdits } from './pyrefly.ts'
import { readRuffFixes } from './ruff.ts'

const file = (path: string, text: string): Read => ({
  path,
  text,
  blob: '',
  bytes: new Uint8Array(),
  encoding: 'utf-8',
  bom: false,
  eol: '\n',
})
const at = (row: number, column: number) => ({ row, column })
const fix = (content: string, row: number, column: number) => ({
  filename: '/root/a.py',
  code: 'ANN201',
  fix: { applicability: 'unsafe', edits: [{ content, location: at(row, column), end_location: at(row, column) }] },
})

describe('readRuffFixes', () => {
  const text = 'é = 1\ndef 𝒇(a):\n    pass\n'

  it('turns rows and columns of characters into places of the text', () => {
    const found = readRuffFixes(JSON.stringify([fix(' -> None', 2, 9)]), '/root', [file('a.py', text)])
    const [edit] = found?.get('a.py') ?? []
    expect(edit).toEqual({ start: text.indexOf(':\n'), end: text.indexOf(':\n'), text: ' -> None' })
  })

  it('leaves out what needs an import, what never returns, and what has no fix', () => {
    const double = { ...fix(' -> Optional[int]', 2, 9), fix: { edits: [{}, {}] } }
    const rows = [double, fix(' -> NoReturn', 2, 9), { ...fix('', 1, 1), fix: null }]
    expect(readRuffFixes(JSON.stringify(rows), '/root', [file('a.py', text)])?.size).toBe(0)
    expect(readRuffFixes('error: unknown option', '/root', [])).toBeNull()
  })
})

describe('headEdits', () => {
  it('pairs the heads by their order and spaces defaults as PEP 8 does', () => {
    const before = 'def f(a=1, b=[]):\n    pass\n\nclass A:\n    def g(self): # x\n        pass\n'
    const after =
      'import x\ndef f(a: int=1, b: list[int]=[]) -> None:\n    pass\n\nclass A:\n    def g(self): # x\n        pass\n'
    expect(headEdits(before, after)).toEqual([
      { start: 0, end: 17, text: 'def f(a: int = 1, b: list[int] = []) -> None:' },
    ])
    expect(headEdits('def f(a):\n', 'def g(a):\n')).toEqual([])
  })
})

import { describe, expect, it } from '@jest/globals'
import { changedBehind } from './changed-behind.ts'
import { followingOf } from './follows.ts'
import { listedDiagnostics } from './listed-diagnostics.ts'
import type { PackedDiagnostic } from './packed-diagnostic.ts'
import { sourceText } from './source.ts'
import type { SourceText } from './source.ts'

/** A diagnostic at the line that holds a part. */
function at(source: SourceText, part: string, message = part): PackedDiagnostic {
  const line = source.lines.findIndex((text) => text.includes(part)) + 1
  return { path: source.path, line, rule: 'R', message }
}

function follows(sources: readonly SourceText[], diagnostics: readonly PackedDiagnostic[]): string[] {
  return followingOf(diagnostics, sources).map(({ diagnostic, from }) => `${diagnostic.message} < ${from.message}`)
}

describe('what follows from what is wrong elsewhere', () => {
  it('in a script: what uses a type, or a value of the same function, and no other of that name', () => {
    const types = sourceText('src/types.ts', 'export interface Row {\n  id: Nowhere\n}\nexport type Other = string\n')
    const use = sourceText(
      'src/use.ts',
      `import type { Row } from './types'
export function first(rows: Row[]): string {
  const [one] = rows.take(1)
  return one.id.trim()
}
export function second(): string {
  const one = third()
  return one.name
}
`,
    )
    const all = [
      at(use, 'rows.take'),
      at(use, 'one.id'),
      at(use, 'one.name'),
      at(types, 'id: Nowhere'),
      at(use, 'rows: Row'),
    ]
    expect(follows([types, use], all)).toEqual([
      'rows.take < id: Nowhere',
      'one.id < rows.take',
      'rows: Row < id: Nowhere',
    ])
  })

  it('in Python: what calls a function whose head is wrong, and nothing by what is wrong in its body', () => {
    const source = sourceText(
      'app/a.py',
      `def load(
    path: Pth,
) -> Rows:
    return path.reed()


def main() -> None:
    rows = load("a")
    for row in rows.all():
        print(row.name)
    del row
`,
    )
    const [head, body, call, loop, last] = ['path: Pth', 'path.reed', 'load("a")', 'rows.all', 'row.name'].map((part) =>
      at(source, part),
    )
    if (head === undefined || body === undefined || call === undefined || loop === undefined || last === undefined)
      throw new Error('not there')
    expect(follows([source], [loop, last, call, head])).toEqual([
      'rows.all < load("a")',
      'row.name < rows.all',
      'load("a") < path: Pth',
    ])
    expect(follows([source], [body, call])).toEqual([])
  })

  it('in Go and Rust: what names a field, a type or a value', () => {
    const go = sourceText(
      'shop/a.go',
      `package shop

type Cart struct {
	On  bool
	Sum money.Amount
}

func (c *Cart) Add() error {
	sum, err := c.Sum.Plus(1)
	other := sum.Half()
	return other
}
`,
    )
    const [field, value, half, back] = ['Sum money', 'c.Sum.Plus', 'sum.Half', 'return other'].map((part) =>
      at(go, part),
    )
    if (field === undefined || value === undefined || half === undefined || back === undefined)
      throw new Error('not there')
    expect(follows([go], [back, half, value, field])).toEqual([
      'return other < sum.Half',
      'sum.Half < c.Sum.Plus',
      'c.Sum.Plus < Sum money',
    ])
    const rust = sourceText(
      'src/a.rs',
      'pub struct Item { size: Siz }\n\nimpl Item {\n    fn twice(&self) -> u32 {\n        let size = self.size;\n        size * 2\n    }\n}\n',
    )
    const all = [at(rust, 'size * 2'), at(rust, 'self.size'), at(rust, 'Siz }')]
    expect(follows([rust], all)).toEqual(['size * 2 < self.size', 'self.size < Siz }'])
  })

  it('is never a circle, and takes time in proportion to what is said', () => {
    const source = sourceText('a.ts', 'interface A {\n  b: B\n}\ninterface B {\n  a: A\n}\n')
    const one = at(source, 'b: B')
    expect(follows([source], [one, at(source, 'a: A')])).toHaveLength(1)
    const started = process.cpuUsage()
    const long = sourceText('long.ts', 'const name = name(name)\n'.repeat(2000))
    followingOf(
      Array.from({ length: 2000 }, (_, index) => ({ path: 'long.ts', line: index + 1, rule: 'R', message: 'm' })),
      [long],
    )
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(5)
  })
})

describe('the list of what checkers say', () => {
  const lib = sourceText('src/lib.ts', 'export interface Row {\n  id: Nowhere\n}\n')
  const use = sourceText(
    'src/use.ts',
    `import type { Row } from './lib'\n${Array.from({ length: 30 }, (_, index) => `export const f${index} = (row: Row) => row.no\n`).join('')}`,
  )
  const uses = use.lines.flatMap((text, index) =>
    text.includes('row.no') ? [{ path: use.path, line: index + 1, rule: 'R', message: `no ${index}` }] : [],
  )
  const none = { diagnostics: [], files: [] }

  it('begins with what the rest may follow from, and tells the rest in short', () => {
    const both = sourceText('src/both.ts', `${lib.text}${use.text.split('\n').slice(1).join('\n')}`)
    const own = uses.map((one) => ({ ...one, path: both.path, line: one.line + 2 }))
    const lines = listedDiagnostics([...own, at(both, 'id: Nowhere')], none, [both]).split('\n')
    expect(lines.slice(0, 3)).toEqual([
      'src/both.ts:2 R id: Nowhere',
      'These may follow from it:',
      'src/both.ts:4 R no 1',
    ])
    expect(lines.at(-1)).toBe('[22 more like these]')
  })

  it('tells what is said of several lines once', () => {
    const same = uses.slice(0, 9).map((one) => ({ ...one, message: 'Property no.' }))
    expect(listedDiagnostics(same, none, [use])).toBe('src/use.ts:2, 3, 4, 5, 6, 7 and 3 more R Property no.')
  })

  it('names what stands elsewhere and may be behind it, and counts what is said elsewhere', () => {
    const root = at(lib, 'id: Nowhere')
    expect(listedDiagnostics(uses.slice(0, 1), { diagnostics: [root], files: [lib] }, [use])).toBe(
      'src/use.ts:2 R no 1\nThis may be behind it:\nsrc/lib.ts:2 R id: Nowhere',
    )
    expect(listedDiagnostics([root], { diagnostics: uses, files: [use] }, [lib])).toBe(
      'src/lib.ts:2 R id: Nowhere\n30 more messages in src/use.ts (30) may have the same cause.',
    )
  })
})

describe('what the pull request changed of what the messages are about', () => {
  const lib = sourceText('src/lib.rs', 'pub struct Item {\n    pub size: u64,\n    pub name: String,\n}\n')
  const use = sourceText(
    'src/use.rs',
    'use crate::lib::Item;\nfn one(item: &Item) -> usize {\n    item.size\n}\nfn two(item: &Item) -> usize {\n    item.size + 1\n}\nfn three(it: &Other) -> usize {\n    it.size\n}\n',
  )
  const change = { path: 'src/lib.rs', first: 2, last: 2, text: '-    pub size: usize,\n+    pub size: u64,' }

  it('is quoted where more than one of them names it, with how many', () => {
    const said = ['    item.size\n', 'item.size + 1', 'it.size\n'].map((part) => at(use, part.trim()))
    expect(changedBehind(said, [lib, use], [change])).toBe(
      'src/lib.rs:2, of size, which 2 of the messages involve\n-    pub size: usize,\n+    pub size: u64,',
    )
    expect(changedBehind(said.slice(0, 1), [lib, use], [change])).toBe('')
    expect(changedBehind(said, [lib, use], [{ ...change, first: 9, last: 9 }])).toBe('')
  })
})

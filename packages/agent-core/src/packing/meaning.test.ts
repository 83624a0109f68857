import { describe, expect, it } from '@jest/globals'
import { declarations } from './declarations.ts'
import { namesAt } from './named.ts'
import { packContext } from './pack.ts'
import { sourceText } from './source.ts'
import type { SourceText } from './source.ts'
import { usesAmong } from './uses.ts'

/** What the names of a line are taken for: the declarations' first lines, with the type where only the name tells it. */
function meant(source: SourceText, part: string, others: readonly SourceText[] = []): string[] {
  const line = source.lines.findIndex((text) => text.includes(part)) + 1
  return declarations(namesAt(source, line, line), [source, ...others]).map(
    ({ text, perhapsOf }) => `${text.split('\n')[0]?.trim() ?? ''}${perhapsOf === undefined ? '' : ` | ${perhapsOf}`}`,
  )
}

describe('a name that the function around binds itself', () => {
  it.each([
    [
      'a.py',
      'def types(): ...\ndef own(rows: list[int]) -> int:\n    for types in rows:\n        use(types)\n    return 1\ndef other():\n    keep(types)\n',
    ],
    [
      'a.ts',
      'export const types = 1\nfunction own(types: string) {\n  use(types)\n}\nfunction other() {\n  keep(types)\n}\n',
    ],
    [
      'a.tsx',
      'export const types = 1\nfunction own({ types }: Props) {\n  use(types)\n}\nfunction other() {\n  keep(types)\n}\n',
    ],
    [
      'a.js',
      'export const types = 1\nfunction own() {\n  return rows.map((types, n = 1) => use(types))\n}\nfunction other() {\n  keep(types)\n}\n',
    ],
    [
      'a.go',
      'package a\n\nvar types = 1\n\nfunc own(rows []int) {\n\tfor _, types := range rows {\n\t\tuse(types)\n\t}\n}\n\nfunc other() {\n\tkeep(types)\n}\n',
    ],
    ['a.rs', 'static types: u8 = 1;\nfn own(types: u8) {\n    use_it(types)\n}\nfn other() {\n    keep(types)\n}\n'],
  ])('is nothing outside of it: %s', (path, text) => {
    const source = sourceText(path, text)
    expect(meant(source, 'use(types)').concat(meant(source, 'use_it(types)'))).toEqual([])
    expect(meant(source, 'keep(types)')).toEqual([expect.stringMatching(/types/)])
  })
})

describe('a member', () => {
  it('is of the type that a call returns, in Python with the attributes of a class', () => {
    const source = sourceText(
      'app/a.py',
      `KEPT = {
    "a": 1,
}

class Row:
    def take(self) -> int: ...

class Table:
    rows: Row
    def take(self) -> str: ...
    def first(self) -> Row: ...

def load(path: str) -> Table:
    return Table()

def main(table: Table, sums: dict[str, int]) -> None:
    one = load("a")
    one.take()
    two = table.first()
    two.take() + 1
    table.rows.take() + 2
    load("b").first().take() + 3
    sums.take() + 4
    words = ["a"]
    words.take() + 5
    KEPT.take() + 6
    for each in table.rows:
        each.take() + 7
`,
    )
    const [row, table] = ['def take(self) -> int: ...', 'def take(self) -> str: ...']
    expect(meant(source, 'one.take()')).toEqual([table])
    expect(meant(source, 'two.take() + 1')).toEqual([row])
    expect(meant(source, 'table.rows.take()')).toEqual(['rows: Row', row])
    expect(meant(source, 'load("b")')).toEqual(['def load(path: str) -> Table:', 'def first(self) -> Row: ...', row])
    expect([...meant(source, 'sums.take()'), ...meant(source, 'words.take()')]).toEqual([])
    expect(meant(source, 'each.take()')).toEqual([row])
    expect(meant(source, 'KEPT.take()')).toEqual(['KEPT = {'])
  })

  it('is of the type that a call returns, in a script across files', () => {
    const lib = sourceText(
      'src/lib.ts',
      'export class Row {\n  take(): number {\n    return 1\n  }\n}\nexport class Table {\n  first(): Row {\n    return x\n  }\n  take(): string {\n    return x\n  }\n}\nexport function load(path: string): Table {\n  return x\n}\n',
    )
    const use = sourceText(
      'src/use.ts',
      "import { load } from './lib'\nexport async function main(text: string) {\n  const table = await load('a')\n  const one = table.first()\n  log(one.take())\n  log(table.take())\n  log(text.take())\n}\n",
    )
    expect(meant(use, 'one.take', [lib])).toEqual(['take(): number {'])
    expect(meant(use, 'table.take', [lib])).toEqual(['take(): string {'])
    expect(meant(use, 'text.take', [lib])).toEqual([])
  })

  it('is of the type that a call returns, or of that of a literal, in Go and Rust', () => {
    const go = sourceText(
      'shop/a.go',
      'package shop\n\ntype Cart struct {\n\tparent *Cart\n\tName   string\n}\n\ntype Shop struct{ Name string }\n\nfunc (c *Cart) Parent() *Cart { return c.parent }\nfunc (c *Cart) Sum() int { return 1 }\nfunc (s *Shop) Sum() int { return 2 }\n\nfunc use(c *Cart) {\n\tc.Parent().Sum()\n\tc.parent.Sum() // member\n\tup := c.Parent()\n\tup.Sum() // got\n\tx := Shop{Name: "a"}\n}\n',
    )
    const sum = 'func (c *Cart) Sum() int { return 1 }'
    expect(meant(go, 'c.Parent().Sum()')).toContain(sum)
    expect(meant(go, 'up.Sum()')).toEqual([sum])
    expect(meant(go, '// member')).toEqual(['parent *Cart', sum])
    expect(meant(go, 'Shop{Name')).toEqual(['type Shop struct{ Name string }'])
    const rust = sourceText(
      'src/a.rs',
      'pub struct Row { size: u8 }\npub struct Table { size: u8, rows: Vec<Row> }\nimpl Table {\n    fn first(&self) -> Option<Row> { None }\n    fn new() -> Self { Self { size: 1, rows: vec![] } }\n}\nimpl Row {\n    fn grow(&self) {}\n}\nimpl Table {\n    fn grow(&self) {}\n}\nfn main(table: Table) {\n    let one = table.first()?;\n    one.grow();\n    let size = 1;\n    let row = Row { size };\n}\n',
    )
    expect(meant(rust, 'one.grow()')).toEqual(['fn grow(&self) {}'])
    expect(declarations(namesAt(rust, 15, 15), [rust]).map(({ line }) => line)).toEqual([8])
    expect(meant(rust, 'Row { size };')).toEqual(['pub struct Row { size: u8 }'])
  })

  it('that only its name tells stands behind what is sure', () => {
    const source = sourceText(
      'a.py',
      'class Table:\n    def take(self) -> str: ...\n\ndef load(): ...\n\ndef main(it, x) -> None:\n    it.take(load(x))\n',
    )
    expect(meant(source, 'it.take')).toEqual(['def load(): ...', 'def take(self) -> str: ... | Table'])
  })
})

describe('a message', () => {
  const source = sourceText(
    'a.py',
    'class Table:\n    name: str\n\nclass Row:\n    name: str\n\ndef main(rows) -> None:\n    for name in rows:\n        show(rows)\n\ndef other(name: str) -> None:\n    print(name)\n',
  )
  const prompt = (message: string) =>
    packContext({
      task: 'T',
      diagnostics: [{ path: 'a.py', line: 9, rule: 'r', message }],
      files: [source],
      neighbours: [],
      conventions: null,
      rejected: [],
      nonce: 'n',
    })

  it('quotes members only of types that it quotes as well', () => {
    expect(prompt('"Row" has no attribute "name"')).toContain('a.py:4\nclass Row:')
    expect(prompt('"Row" has no attribute "name"')).not.toContain('class Table')
    expect(prompt('"name" is not a type')).not.toContain('found by its name, in')
  })

  it('that is about types brings the members that the values come from', () => {
    const rust = sourceText(
      'src/a.rs',
      'struct Own {\n    handled: bool,\n    peeked: Option<u8>,\n    other: u8,\n}\nimpl Own {\n    fn peek(&self) -> (bool, u8) {\n        let item = self.peeked?;\n        (self.handled, item)\n    }\n}\n',
    )
    const text = packContext({
      task: 'T',
      diagnostics: [{ path: 'src/a.rs', line: 9, rule: 'r', message: 'mismatched types' }],
      files: [rust],
      neighbours: [],
      conventions: null,
      rejected: [],
      nonce: 'n',
    })
    expect(text).toContain('src/a.rs:2\n    handled: bool,\n\nsrc/a.rs:3\n    peeked: Option<u8>,\n</data')
  })

  it('asks for no uses of what the function around binds', () => {
    expect(prompt('Argument "name" is wrong')).not.toContain('is used at')
  })
})

it('A name that stands by itself is not used where its file is not imported', () => {
  const own = sourceText('src/own.ts', 'export const entries = 1\n')
  const uses = (text: string) =>
    usesAmong({ name: 'entries', path: 'src/own.ts', as: 'alone' }, [own, sourceText('src/use.ts', text)]).length
  expect(uses("import { entries } from './own'\nuse(entries)\n")).toBe(2)
  expect(uses('function f() {\n  const entries = 2\n  use(entries)\n}\n')).toBe(0)
})

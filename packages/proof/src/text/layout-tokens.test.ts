import { describe, expect, it } from '@jest/globals'
import { layoutDifference } from './layout-tokens.ts'

const GO = 'package a\n\nfunc f(a, b int) int {\n\treturn a + b\n}\n'

describe('layoutDifference', () => {
  it.each<[string, string, string, string]>([
    ['spaces changed', 'a.go', GO, GO.replace('a + b', 'a+b').replace('\t', '    ')],
    [
      'columns are aligned',
      'a.go',
      'type a struct {\n\tb int\n\tccc string\n}\n',
      'type a struct {\n\tb   int\n\tccc string\n}\n',
    ],
    ['an empty line goes', 'a.go', GO, GO.replace('\n\n', '\n')],
    ['a list is broken behind a comma', 'a.go', 'var a = f(b, c)\n', 'var a = f(b,\n\tc)\n'],
    ['a line ends before a bracket that closes', 'a.go', 'var a = b{c,\n}\n', 'var a = b{c,}\n'],
    ['spaces behind a comment go', 'a.go', '// a  \nvar b int\n', '// a\nvar b int\n'],
    ['a line is broken', 'a.rs', 'fn f() -> u8 { g(a, b) }\n', 'fn f() -> u8 {\n    g(a, b)\n}\n'],
    ['spaces of a macro changed', 'a.rs', 'fn f() { println!("{}  {}",a,  b) }', 'fn f() { println!("{}  {}", a, b) }'],
    ['an attribute is set off', 'a.rs', '#[derive( Debug )]\nstruct A;\n', '#[derive(Debug)]\nstruct A;\n'],
  ])('sees the same program where %s', (_, path, before, after) => {
    expect(layoutDifference(path, before, after)).toBeNull()
  })

  it.each<[string, string, string, string]>([
    ['a token changed', 'a.go', GO, GO.replace('+', '-')],
    ['a token is behind the last one', 'a.go', GO, `${GO}var c int\n`],
    ['a semicolon would follow', 'a.go', 'func f() int {\n\treturn g()\n}\n', 'func f() int {\n\treturn\n\tg()\n}\n'],
    ['a name ends a line', 'a.go', 'var a = b\n-c()\n', 'var a = b -c()\n'],
    ['spaces of a raw string changed', 'a.go', 'var a = `b  c`\n', 'var a = `b c`\n'],
    ['a comment changed', 'a.go', '// a\nvar b int\n', '// c\nvar b int\n'],
    ['a directive is set in', 'a.go', '//go:noinline\nfunc f() {}\n', ' //go:noinline\nfunc f() {}\n'],
    ['a directive is set apart', 'a.go', '//go:noinline\nfunc f() {}\n', '//go:noinline\n\nfunc f() {}\n'],
    ['the comment is code of C', 'a.go', '// int a;\nimport "C"\n', '// int a;\n\nimport "C"\n'],
    ['it can not be parsed', 'a.go', 'func (\n', 'func  (\n'],
    [
      'it is nested beyond all measure',
      'a.go',
      `package a\n\nvar a = ${'('.repeat(20_000)}1${')'.repeat(20_000)}\n`,
      `package a\n\nvar a  = ${'('.repeat(20_000)}1${')'.repeat(20_000)}\n`,
    ],
    ['imports are in another order', 'a.go', 'import (\n"b"\n"a"\n)\n', 'import (\n"a"\n"b"\n)\n'],
    ['a comma comes', 'a.rs', 'fn f() { g(a) }', 'fn f() { g(a,) }'],
    ['spaces of a text changed', 'a.rs', 'const A: &str = "a \\n  b";', 'const A: &str = "a \\n b";'],
    ['spaces of a raw text changed', 'a.rs', 'const A: &str = r#"a  b"#;', 'const A: &str = r#"a b"#;'],
    ['operators of a macro touch', 'a.rs', 'fn f() { m!(a > > b) }', 'fn f() { m!(a >> b) }'],
    ['an operator touches a lifetime', 'a.rs', "fn f() { m!(& 'a T) }", "fn f() { m!(&'a T) }"],
    ['an operator touches a semicolon', 'a.rs', 'fn f() { m!(a? ;) }', 'fn f() { m!(a?;) }'],
    ['a number takes its point', 'a.rs', 'fn f() { m!(1 .0) }', 'fn f() { m!(1.0) }'],
    ['a comment that documents changed', 'a.rs', '/// a  \nfn f() {}', '/// a\nfn f() {}'],
    ['the language is another one', 'a.swift', 'a', 'a'],
  ])('sees a difference where %s', (_, path, before, after) => {
    expect(layoutDifference(path, before, after)).not.toBeNull()
  })

  it('names the line of the first difference', () => {
    expect(layoutDifference('a.go', GO, GO.replace('+', '-'))).toMatch(/^line 4:/)
  })
})

import { afterAll, describe, expect, it } from '@jest/globals'
import { notRun } from '@upkeep/testing'
import { interpretersWith } from '../fixture-interpreters.ts'
import type { Compiler } from '../fixture-interpreters.ts'
import { PYTHON_MUTANTS, TYPESCRIPT_MUTANTS } from '../mutants.data.ts'
import { decideClass } from './proof-class.ts'
import type { ClassPorts } from './proof-class.ts'

const bare = interpretersWith(null)
const { hasPython } = bare
const COMPILERS: readonly Compiler[] = ['7', '5']
const compilers = new Map(COMPILERS.map((name) => [name, interpretersWith(name)]))
afterAll(() => {
  for (const interpreters of [bare, ...compilers.values()]) interpreters[Symbol.dispose]()
})

const change = (path: string, before: string, after: string) => ({
  path,
  before: Buffer.from(before, 'latin1'),
  after: Buffer.from(after, 'latin1'),
})
const decide = (path: string, before: string, after: string, ports: ClassPorts = bare) =>
  decideClass([change(path, before, after)], ports)

/** All cases in one question, because an interpreter takes a tenth of a second to start. */
async function classesOf(
  cases: readonly (readonly [title: string, before: string, after: string, ...rest: string[]])[],
  ending: string,
  ports: ClassPorts,
): Promise<Map<string, string>> {
  const changes = cases.map(([, before, after], index) => change(`${index}${ending}`, before, after))
  const { files } = await decideClass(changes, ports)
  return new Map(cases.map(([title], index) => [title, files[index]?.class ?? '']))
}

describe('decideClass for Python', () => {
  const cases: readonly [title: string, before: string, after: string, expected: string][] = [
    ['a trailing comment goes', 'x = f()  # type: ignore[misc]\n', 'x = f()\n', 'comment'],
    ['a comment line goes', 'if a:\n    # noqa\n    b()\n', 'if a:\n    b()\n', 'comment'],
    ['a comment inside brackets goes', 'f(\n  a,  # noqa\n)\n', 'f(\n  a,\n)\n', 'comment'],
    ['codes are narrowed', 'x = f()  # type: ignore\n', 'x = f()  # type: ignore[misc]\n', 'comment'],
    ['the text of a string changes', 'x = "# noqa"\n', 'x = ""\n', 'behaviour'],
    ['the indentation of a statement changes', 'if a:\n    b()\n    c()\n', 'if a:\n    b()\nc()\n', 'behaviour'],
    ['a token changes', 'x = 1\n', 'x = 2\n', 'behaviour'],
    ['the encoding declaration goes', '# -*- coding: latin-1 -*-\nx = "\xe9"\n', 'x = "e"\n', 'behaviour'],
    ['the interpreter line goes', '#!/usr/bin/env python\nx = 1\n', 'x = 1\n', 'behaviour'],
    ['a docstring changes', '"""a"""\n', '"""b"""\n', 'behaviour'],
    ['a comment goes and its lines are joined', 'f(  # noqa\n    a,\n)\n', 'f(a)\n', 'format'],
    ['quotes and parentheses change', "x = ('a')\n", 'x = "a"\n', 'format'],
    ['a tuple loses its comma', 'x = (1,)\n', 'x = (1)\n', 'behaviour'],
    ['lines are joined and the interpreter line goes', '#!/bin/python\nf(\n  a,\n)\n', 'f(a)\n', 'behaviour'],
  ]
  const classes = classesOf(cases, '.py', bare)
  it.each(cases)('says right what it is where %s', async (title, _before, _after, expected) => {
    if (!hasPython) return notRun('proof class of Python', 'python3 is missing')
    expect((await classes).get(title)).toBe(expected)
  })

  it('claims nothing where no Python answers', async () => {
    const silent = { ...bare, runPython: async () => null }
    const decision = await decide('a.py', 'x = 1  # noqa\n', 'x = 1\n', silent)
    expect(decision).toMatchObject({
      class: 'behaviour',
      files: [{ class: 'behaviour', whyNot: { comment: expect.stringContaining('no Python') } }],
    })
  })
})

describe('decideClass for scripts', () => {
  it.each([
    ['a comment goes and its lines are joined', 'f(\n  // @ts-ignore\n  a,\n)\n', 'f(a)\n', 'format'],
    ['quotes, semicolons and parentheses change', "const a = ('b')\n", 'const a = "b";\n', 'format'],
    ['a type loses its parentheses', 'type A = (B | C)[] | (D)\n', 'type A = (B | C)[] | D\n', 'format'],
    ['children of JSX move together', 'let a = (\n<b>\n  {/* x */}\n  c\n</b>)\n', 'let a = <b>c</b>\n', 'format'],
    ['a space between children goes', 'let a = <b>c {d}</b>\n', 'let a = <b>c{d}</b>\n', 'behaviour'],
    ['parentheses change what is called', 'a?.b.c()\n', '(a?.b).c()\n', 'behaviour'],
    [
      'a line break ends a statement',
      'function f() {\n  return a\n}\n',
      'function f() {\n  return\n  a\n}\n',
      'behaviour',
    ],
    ['a hole of an array goes', 'a = [1, , 2]\n', 'a = [1, 2]\n', 'behaviour'],
    ['a hint for a bundler goes', 'f(\n  /* @vite-ignore */ a,\n)\n', 'f(a)\n', 'behaviour'],
    ['it can not be parsed', 'f(\n  a,\n}\n', 'f(a}\n', 'behaviour'],
  ])('says right what it is where %s', async (_, before, after, expected) => {
    expect((await decide('a.tsx', before, after)).class).toBe(expected)
  })
})

describe('decideClass', () => {
  it('looks into the script of a single-file component and holds the rest to the byte', async () => {
    const page = (script: string, template: string) =>
      `<template>${template}</template>\n<script lang="ts">\n${script}</script>\n`
    expect((await decide('a.vue', page('// @ts-ignore\nf()\n', 'a'), page('f()\n', 'a'))).class).toBe('comment')
    expect((await decide('a.vue', page('f()\n', 'a'), page('f()\n', 'b'))).class).toBe('behaviour')
  })

  it('claims nothing about other files, created files and binaries', async () => {
    expect((await decide('a.md', 'a', 'b')).class).toBe('behaviour')
    expect((await decideClass([{ path: 'a.ts', before: null, after: Buffer.from('a') }], bare)).class).toBe('behaviour')
    expect((await decide('a.ts', 'a\0', 'a')).class).toBe('behaviour')
  })

  it('is as strong as its weakest file', async () => {
    const decision = await decideClass([change('a.ts', '// x\na', 'a'), change('b.ts', 'a', 'b')], bare)
    expect(decision).toMatchObject({
      class: 'behaviour',
      files: [
        { path: 'a.ts', class: 'comment' },
        { path: 'b.ts', class: 'behaviour' },
      ],
    })
  })

  const layouts: readonly [title: string, path: string, before: string, after: string, expected: string][] = [
    ['quotes, commas and semicolons', 'a.ts', "f('a', [1])", 'f("a", [\n  1,\n]);\n', 'format'],
    ['needless parentheses', 'a.js', 'const a = (1 + 2)', 'const a = 1 + 2', 'format'],
    [
      'a line break that ends a statement',
      'a.js',
      'function f() { return a }',
      'function f() { return\na }',
      'behaviour',
    ],
    ['parentheses that keep a name away', 'a.js', '(f) = function () {}', 'f = function () {}', 'behaviour'],
    ['line breaks among JSX children', 'a.jsx', 'x = <a>b <i/></a>', 'x = (\n  <a>\n    b <i />\n  </a>\n)', 'format'],
    ['white space that JSX shows', 'a.jsx', 'x = <a>b <i/></a>', 'x = <a>b<i/></a>', 'behaviour'],
    ['a purity annotation that moves', 'a.js', 'f(/* @__PURE__ */ g())', '/* @__PURE__ */ f( g())', 'behaviour'],
    ['a directive with another escape', 'a.js', "'use strict'", "'use\\x20strict'", 'behaviour'],
    ['the layout of JSON', 'a.json', '{"a":1}', '{ "a": 1 }\n', 'format'],
    ['a value of JSON', 'a.json', '{"a":1}', '{"a":2}', 'behaviour'],
    ['the layout of a script in a component', 'a.vue', '<script>a( 1 )</script>', '<script>a(1)</script>', 'comment'],
    ['the quotes of a script in a component', 'a.vue', "<script>a('1')</script>", '<script>a("1")</script>', 'format'],
  ]
  it.each(layouts)('calls a change of %s by its name', async (_, path, before, after, expected) => {
    expect((await decide(path, before, after)).class).toBe(expected)
  })

  it('claims nothing about types where no compiler is installed', async () => {
    const decision = await decide('a.ts', 'f(x as any)', 'f(x)')
    expect(decision.files[0]).toMatchObject({
      class: 'behaviour',
      whyNot: { type: expect.stringContaining('no TypeScript compiler') },
    })
  })

  it('asks no compiler where a change of types is of no use', async () => {
    const runNode = async () => Promise.reject(new Error('it was asked'))
    const decision = await decideClass([change('a.ts', 'f(x!)', 'f(x)')], { ...bare, runNode }, 'format')
    expect(decision.class).toBe('behaviour')
  })

  it('asks the compiler once about one change, in however many patches it stands', async () => {
    const ports = compilers.get('5') ?? bare
    let asked = 0
    const counting: ClassPorts = { ...ports, runNode: (script, stdin) => (asked++, ports.runNode(script, stdin)) }
    const [one, other] = [change('a.ts', 'f(x as any)', 'f(x)'), change('b.ts', 'f(x!)', 'f(x)')]
    for (const patch of [[one, other], [one], [other], [one, other]])
      expect((await decideClass(patch, counting)).class).toBe('type')
    expect(asked).toBe(1)
  })
})

describe.each(COMPILERS)('the type proof with TypeScript %s', (name) => {
  const ports = () => compilers.get(name) ?? bare
  const kept: readonly [title: string, path: string, before: string, after: string][] = [
    ['a cast goes', 'a.ts', 'f(x as any)', 'f(x)'],
    ['a cast goes with its parentheses', 'a.ts', '(x as any).y()', 'x.y()'],
    ['an old cast goes', 'a.ts', 'f(<any>x)', 'f(x)'],
    ['a non-null assertion goes', 'a.tsx', 'const a = <p>{x!.y}</p>', 'const a = <p>{x.y}</p>'],
    ['an annotation becomes narrower', 'a.mts', 'export const a: any = 1', 'export const a: number = 1'],
    ['a type alias is added', 'a.cts', 'let a: string', 'type T = string\nlet a: T'],
    ['a declaration file changes', 'a.d.ts', 'export const a: any', 'export const a: number'],
  ]
  it(`accepts ${kept.map(([title]) => title).join(', ')}`, async () => {
    const changes = kept.map(([, path, before, after], index) => change(`${index}/${path}`, before, after))
    const { files } = await decideClass(changes, ports())
    expect(files.filter((file) => file.class !== 'type')).toEqual([])
    expect(files).toHaveLength(kept.length)
  })

  it(`rejects ${TYPESCRIPT_MUTANTS.length} of ${TYPESCRIPT_MUTANTS.length} semantic mutants`, async () => {
    const changes = TYPESCRIPT_MUTANTS.map(([, before, after], index) => change(`m${index}.ts`, before, after))
    const { files } = await decideClass(changes, ports())
    const accepted = files.flatMap((file, index) =>
      file.class === 'behaviour' ? [] : [TYPESCRIPT_MUTANTS[index]?.[0]],
    )
    expect(accepted).toEqual([])
    expect(files).toHaveLength(TYPESCRIPT_MUTANTS.length)
  })
})

describe('the type proof of Python', () => {
  const kept: readonly [title: string, before: string, after: string][] = [
    ['a return type is added', 'def f(a):\n    pass\n', 'def f(a) -> None:\n    pass\n'],
    [
      'a parameter gets a built-in type',
      'class A:\n    def f(self, a): pass\n',
      'class A:\n    def f(self, a: str) -> int: pass\n',
    ],
    [
      'any type is added where annotations are lazy',
      'from __future__ import annotations\ndef f(a): pass\n',
      'from __future__ import annotations\nfrom typing import Any\ndef f(a: Any | None): pass\n',
    ],
    ['a cast goes with its import', 'from typing import cast\nx = cast("A", f())\n', 'x = f()\n'],
    ['a local variable gets a type', 'def f():\n    x = []\n', 'def f():\n    x: list[int] = []\n'],
    [
      'imports for checkers are added',
      'import os\n',
      'import os\nfrom typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from m import T\n',
    ],
  ]
  const classes = classesOf(kept, '.py', bare)
  it.each(kept)('accepts that %s', async (title) => {
    if (!hasPython) return notRun('the type proof of Python', 'python3 is missing')
    expect((await classes).get(title)).toBe('type')
  })

  it('calls another layout of the same tree a change of format', async () => {
    if (!hasPython) return notRun('the type proof of Python', 'python3 is missing')
    expect((await decide('a.py', "x = f('a')\n", 'x = f(\n    "a",\n)\n')).class).toBe('format')
  })

  it(`rejects ${PYTHON_MUTANTS.length} of ${PYTHON_MUTANTS.length} semantic mutants`, async () => {
    if (!hasPython) return notRun('the type proof of Python', 'python3 is missing')
    const changes = PYTHON_MUTANTS.map(([, before, after], index) => change(`m${index}.py`, before, after))
    const { files } = await decideClass(changes, bare)
    const accepted = files.flatMap((file, index) => (file.class === 'behaviour' ? [] : [PYTHON_MUTANTS[index]?.[0]]))
    expect(accepted).toEqual([])
    expect(files).toHaveLength(PYTHON_MUTANTS.length)
  })
})

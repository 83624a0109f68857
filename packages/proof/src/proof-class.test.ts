import { spawnSync } from 'node:child_process'
import { describe, expect, it } from '@jest/globals'
import { notRun } from '@upkeep/testing'
import { decideClass } from './proof-class.ts'
import type { RunPython } from './proof-class.ts'

const python: RunPython = async (script, input) => {
  const { status, stdout } = spawnSync('python3', ['-I', '-c', script], { input, encoding: 'utf8' })
  return status === 0 ? stdout : null
}
const hasPython = spawnSync('python3', ['--version']).status === 0

const decide = (path: string, before: string, after: string, run = python) =>
  decideClass([{ path, before: Buffer.from(before, 'latin1'), after: Buffer.from(after, 'latin1') }], run)

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
  it.each(cases)('says right what it is where %s', async (_, before, after, expected) => {
    if (!hasPython) return notRun('proof class of Python', 'python3 is missing')
    expect((await decide('a.py', before, after)).class).toBe(expected)
  })

  it('claims nothing where no Python answers', async () => {
    const decision = await decide('a.py', 'x = 1  # noqa\n', 'x = 1\n', async () => null)
    expect(decision).toMatchObject({ class: 'behaviour', files: [], reasons: [expect.stringContaining('no Python')] })
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

  it('asks for no more than is wanted', async () => {
    const change = { path: 'a.ts', before: Buffer.from('f(\n  a,\n)\n'), after: Buffer.from('f(a)\n') }
    expect(await decideClass([change], python, 'comment')).toMatchObject({ class: 'behaviour', files: [] })
    expect(await decideClass([change], python, 'format')).toMatchObject({ class: 'format', files: ['a.ts'] })
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
    expect((await decideClass([{ path: 'a.ts', before: null, after: Buffer.from('a') }], python)).class).toBe(
      'behaviour',
    )
    expect((await decide('a.ts', 'a\0', 'a')).class).toBe('behaviour')
  })

  it('is as strong as its weakest file', async () => {
    const change = (path: string, before: string, after: string) => ({
      path,
      before: Buffer.from(before),
      after: Buffer.from(after),
    })
    const decision = await decideClass([change('a.ts', '// x\na', 'a'), change('b.ts', 'a', 'b')], python)
    expect(decision).toMatchObject({ class: 'behaviour', files: ['a.ts'] })
  })
})

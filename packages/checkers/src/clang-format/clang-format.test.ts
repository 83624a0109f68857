import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { clangFormat } from './index.ts'

const recorded = (name: string) => readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8')
const parse = (name: string) => clangFormat.parse({ stdout: recorded(name), stderr: '' }, '.', '/repo')
const short = (name: string) =>
  parse(name).map(({ rule, path, range }) => `${rule} ${path ?? ''} ${range?.slice(0, 2).join(':') ?? ''}`.trimEnd())

describe('the output of clang-format', () => {
  it('gives every place that would change', () => {
    expect(short('clang-format-23-text')).toEqual([4, 11, 13, 14, 23].map((column) => `format c/a.c 1:${column}`))
  })
})

describe('a command line of clang-format', () => {
  it('is known with its version, and writes only where it is told so', () => {
    expect(clangFormat.recognise(['clang-format-18', '-i', 'a.c'])?.writes).toBe(true)
    expect(clangFormat.recognise(['clang-format', '-i', '-n', 'a.c'])?.writes).toBe(false)
    expect(clangFormat.machine(['clang-format', '-i', 'a.c'])).toEqual(['clang-format', 'a.c', '--dry-run', '--Werror'])
    expect(clangFormat.fix(['clang-format', '--dry-run', 'a.c'])).toEqual(['clang-format', 'a.c', '-i'])
  })
})

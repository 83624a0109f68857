import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { gofmt } from './index.ts'

const recorded = (name: string) => readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8')
const parse = (name: string) => gofmt.parse({ stdout: recorded(name), stderr: '' }, '.', '/repo')
const short = (name: string) =>
  parse(name).map(({ rule, path, range }) => `${rule} ${path ?? ''} ${range?.slice(0, 2).join(':') ?? ''}`.trimEnd())

describe('the output of gofmt', () => {
  it('names what is not formatted and what is no Go', () => {
    expect(short('gofmt-1-diff')).toEqual(['format go/a.go'])
    expect(short('gofmt-1-list')).toEqual(['format go/a.go', 'syntax go/b/b.go 3:9'])
  })
})

describe('a command line of gofmt', () => {
  it('is made to print a patch, and to write, with its flags before its paths', () => {
    expect(gofmt.machine(['gofmt', '-l', '-r', 'a -> b', '.'])).toEqual(['gofmt', '-d', '-r', 'a -> b', '.'])
    expect(gofmt.fix(['gofmt', '-l', '.'])).toEqual(['gofmt', '-w', '.'])
  })
})

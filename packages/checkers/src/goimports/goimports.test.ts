import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { goimports } from './index.ts'

const recorded = (name: string) => readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8')
const parse = (name: string) => goimports.parse({ stdout: recorded(name), stderr: '' }, '.', '/repo')
const short = (name: string) =>
  parse(name).map(({ rule, path, range }) => `${rule} ${path ?? ''} ${range?.slice(0, 2).join(':') ?? ''}`.trimEnd())

describe('the output of goimports', () => {
  it('names what is not formatted and what is no Go', () => {
    expect(short('goimports-0-diff')).toEqual(['format go/a.go'])
    expect(short('goimports-0-list')).toEqual(['format go/a.go', 'syntax go/b/b.go 3:9'])
  })
})

describe('a command line of goimports', () => {
  it('is made to print a patch, and to write, with its flags before its paths', () => {
    expect(goimports.machine(['goimports', '-l', '-r', 'a -> b', '.'])).toEqual([
      'goimports',
      '-d',
      '-r',
      'a -> b',
      '.',
    ])
    expect(goimports.fix(['goimports', '-l', '.'])).toEqual(['goimports', '-w', '.'])
  })
})

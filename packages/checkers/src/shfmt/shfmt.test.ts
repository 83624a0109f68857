import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { shfmt } from './index.ts'

const recorded = (name: string) => readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8')
const parse = (name: string) => shfmt.parse({ stdout: recorded(name), stderr: '' }, '.', '/repo')
const short = (name: string) =>
  parse(name).map(({ rule, path, range }) => `${rule} ${path ?? ''} ${range?.slice(0, 2).join(':') ?? ''}`.trimEnd())

describe('the output of shfmt', () => {
  it.each(['shfmt-3-diff', 'shfmt-3-list'])('names in %s what is not formatted and what is no script', (name) => {
    expect(short(name)).toEqual(['format sh/a.sh', 'syntax sh/bad.sh 2:10'])
  })
})

describe('a command line of shfmt', () => {
  it('is made to print a patch, and to write', () => {
    expect(shfmt.machine(['shfmt', '-l', '-i', '2', '.'])).toEqual(['shfmt', '-d', '-i', '2', '.'])
    expect(shfmt.fix(['shfmt', '-d', '-i', '2', '.'])).toEqual(['shfmt', '-w', '-i', '2', '.'])
  })
})

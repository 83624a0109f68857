import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { rubocop } from './index.ts'

const recorded = (name: string) => readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8')
const parse = (name: string) => rubocop.parse({ stdout: recorded(name), stderr: '' }, '.', '/repo')
const short = (name: string) =>
  parse(name).map(({ rule, path, range }) => `${rule} ${path ?? ''} ${range?.slice(0, 2).join(':') ?? ''}`.trimEnd())

describe('the output of RuboCop', () => {
  it('gives cops, severities and ranges', () => {
    expect(parse('rubocop-1-json')[4]).toEqual({
      tool: 'rubocop',
      rule: 'Style/StringLiterals',
      severity: 'notice',
      path: 'rb/a.rb',
      range: [2, 7, 2, 10],
      message: "Prefer single-quoted strings when you don't need string interpolation or special symbols.",
    })
  })

  it.each(['rubocop-1-progress', 'rubocop-1-emacs'])('says the same in %s', (name) => {
    expect(short(name)).toEqual(short('rubocop-1-json'))
    expect(short(name)).toHaveLength(7)
  })
})

describe('a command line of RuboCop', () => {
  it('is made to print JSON and to write nothing, and to fix what is safe', () => {
    const argv = ['rubocop', '-A', '-f', 'github', 'app']
    expect(rubocop.recognise(argv)?.writes).toBe(true)
    expect(rubocop.machine(argv)).toEqual(['rubocop', 'app', '--format', 'json'])
    expect(rubocop.fix(argv)).toEqual(['rubocop', 'app', '-a'])
  })
})

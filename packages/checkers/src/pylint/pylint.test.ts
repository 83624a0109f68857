import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { pylint } from './index.ts'

const recorded = (name: string) => readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8')
const parse = (name: string) => pylint.parse({ stdout: recorded(name), stderr: '' }, '.', '/repo')
const short = (name: string) =>
  parse(name).map(({ rule, path, range }) => `${rule} ${path ?? ''} ${range?.slice(0, 2).join(':') ?? ''}`.trimEnd())

describe('the output of pylint', () => {
  it('gives names of rules, 1-based columns and severities', () => {
    expect(parse('pylint-4-text').slice(0, 2)).toEqual([
      {
        tool: 'pylint',
        rule: 'syntax-error',
        severity: 'error',
        path: 'app/bad.py',
        range: [1, 6, 1, 6],
        message: "Parsing failed: ''(' was never closed (bad, line 1)'",
      },
      {
        tool: 'pylint',
        rule: 'superfluous-parens',
        severity: 'notice',
        path: 'app/a.py',
        range: [8, 1, 8, 1],
        message: "Unnecessary parens after 'return' keyword",
      },
    ])
  })

  it.each([
    ['pylint-4-json', 'pylint-4-text'],
    ['pylint-4-json2', 'pylint-4-text'],
    ['pylint-2-json', 'pylint-2-text'],
  ])('says in %s what it says in %s, with ends of ranges', (json, text) => {
    expect(short(json)).toEqual(short(text))
    expect(parse(json).some(({ range }) => range !== null && range[3] > range[1])).toBe(true)
  })

  it('is understood where it is parseable, without columns', () => {
    const lines = (name: string) => parse(name).map(({ rule, path, range }) => [rule, path, range?.[0]])
    expect(lines('pylint-4-parseable')).toEqual(lines('pylint-4-text'))
  })
})

describe('a command line of pylint', () => {
  it('is made to print JSON', () => {
    expect(pylint.machine(['pylint', '-f', 'colorized', '--reports=y', 'app'])).toEqual(
      'pylint app --output-format=json --score=n'.split(' '),
    )
    expect(pylint.recognise(['pylint', '--list-msgs'])).toBeNull()
  })
})

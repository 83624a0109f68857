import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { eslint } from './index.ts'

const recorded = (name: string) => readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8')
const parseText = (stdout: string) => eslint.parse({ stdout, stderr: '' }, '.', '/repo')
const parse = (name: string) => parseText(recorded(name))
const withoutEnd = (name: string) => parse(name).map((one) => ({ ...one, range: one.range?.slice(0, 2) }))

describe('the output of ESLint', () => {
  it('gives the rule, where there is one, and the range', () => {
    expect(parse('eslint-10-json')).toHaveLength(9)
    expect(parse('eslint-10-json').slice(0, 3)).toMatchObject([
      { rule: 'no-unused-vars', severity: 'warning', path: 'src/a.js', range: [1, 8, 1, 10] },
      { rule: 'no-undef', severity: 'error', path: 'src/a.js', range: [4, 1, 4, 8] },
      { rule: '', severity: 'error', range: [5, 1, 5, 1] },
    ])
    expect(parse('eslint-10-json').at(-1)).toMatchObject({ rule: '', message: 'Parsing error: Unexpected token =' })
  })

  it.each(['eslint-8-stylish', 'eslint-9-stylish', 'eslint-10-stylish', 'eslint-9-json', 'eslint-8-json'])(
    'is understood alike in %s',
    (name) => {
      expect(withoutEnd(name)).toEqual(withoutEnd('eslint-10-json'))
    },
  )

  it('is understood in colour', () => {
    expect(parse('eslint-10-colour')).toEqual(parse('eslint-10-stylish'))
  })

  it.each(['eslint-8-unix', 'eslint-8-compact'])('is understood in %s', (name) => {
    expect(withoutEnd(name)).toEqual(withoutEnd('eslint-8-json'))
  })

  it('is found below what npm prints, on a line of any length', () => {
    const long = recorded('eslint-10-json').replace('src/broken.js', `src/${'x'.repeat(30_000)}.js`)
    expect(parseText(`\n> app@1.0.0 lint\n> eslint -f json .\n\n${long}\nnpm error code 1\n`)).toHaveLength(9)
  })

  it('has no diagnostic where ESLint itself failed', () => {
    expect(parse('eslint-10-crash')).toEqual([])
  })
})

describe('a command line of ESLint', () => {
  it('is made to print JSON and to write nothing', () => {
    const argv = ['eslint', '--fix', '-f', 'stylish', '-o', 'out.txt', '--cache', '.', '--', '--fix']
    expect(eslint.recognise(argv)?.writes).toBe(true)
    expect(eslint.machine(argv)).toEqual(['eslint', '--cache', '.', '--format', 'json', '--', '--fix'])
  })

  it('writes where it updates suppressions', () => {
    expect(eslint.recognise(['eslint', '.', '--prune-suppressions'])?.writes).toBe(true)
    expect(eslint.machine(['eslint', '.', '--suppress-all'])).toEqual(['eslint', '.', '--format', 'json'])
    expect(eslint.machine(['eslint', '--suppress-rule', 'eqeqeq', '.'])).toEqual(['eslint', '.', '--format', 'json'])
  })
})

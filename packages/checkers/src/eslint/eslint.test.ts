import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { eslint } from './index.ts'
import { unsafeFixes } from './unsafe.ts'

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

describe('what rules of ESLint suggest', () => {
  const read = (stdout: string) => unsafeFixes({ stdout, stderr: '' }, '.', '/repo')
  const message = { ruleId: 'eqeqeq', severity: 2, message: 'x', line: 2, column: 1, endLine: 2 }
  const suggestion = (start: number, end: number) => ({ desc: 'x', fix: { range: [start, end], text: '===' } })
  const told = (...messages: object[]) => JSON.stringify([{ filePath: '/repo/a.js', source: 'a\nb\nc\n', messages }])

  it('is a fix where it is the only answer, in UTF-16 units behind a byte order mark', () => {
    const found = read(recorded('eslint-10-suggestions'))
    expect(found.map(({ path, diagnostic: { rule, range }, changes }) => [path, rule, range?.[0], changes])).toEqual([
      ['src/a.js', 'eqeqeq', 1, [{ start: { units: 35 }, end: { units: 37 }, text: '===', replaces: null }]],
      ['src/a.js', 'no-console', 4, [expect.objectContaining({ start: { units: 79 }, text: '' })]],
      ['src/a.js', 'eqeqeq', 4, [expect.objectContaining({ start: { units: 93 }, end: { units: 95 } })]],
    ])
    const { source } = found[0] ?? {}
    expect(source?.replace(/^\uFEFF/, '').slice(35, 37)).toBe('==')
  })

  it('is none where there are several, where `--fix` writes one, and where the file is not shown', () => {
    expect(read(told({ ...message, suggestions: [suggestion(2, 3)] }))).toHaveLength(1)
    expect(read(told({ ...message, suggestions: [suggestion(2, 3), suggestion(2, 2)] }))).toEqual([])
    expect(read(told({ ...message, fix: { range: [2, 3], text: '' }, suggestions: [suggestion(2, 3)] }))).toEqual([])
    expect(read(told({ ...message, suggestions: [suggestion(2, 3)] }).replace('"source"', '"output"'))).toEqual([])
  })

  it('is none on other lines than those that the message is about: a processor moved one and not the other', () => {
    expect(read(told({ ...message, suggestions: [suggestion(0, 1)] }))).toEqual([])
    expect(read(told({ ...message, suggestions: [suggestion(5, 6)] }))).toEqual([])
    expect(read(told({ ...message, line: 9, endLine: 9, suggestions: [suggestion(2, 3)] }))).toEqual([])
  })
})

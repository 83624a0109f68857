import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { oxlint } from './index.ts'

const recorded = (name: string) => readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8')
const parse = (name: string) => oxlint.parse({ stdout: recorded(name), stderr: '' }, '.', '/repo')
const short = (name: string) =>
  parse(name).map(({ rule, path, range }) => `${rule} ${path ?? ''} ${range?.slice(0, 2).join(':') ?? ''}`.trimEnd())

describe('the output of oxlint', () => {
  it('gives rules, severities and places', () => {
    expect(parse('oxlint-1.94-text')[1]).toEqual({
      tool: 'oxlint',
      rule: 'eslint(no-debugger)',
      severity: 'warning',
      path: 'src/a.ts',
      range: [5, 16, 5, 16],
      message: '`debugger` statement is not allowed',
    })
    expect(short('oxlint-1.94-text')).toEqual([
      'eslint(no-unused-vars) src/a.ts 4:5',
      'eslint(no-debugger) src/a.ts 5:16',
      ' src/bad.ts 2:1',
    ])
  })

  it.each(['oxlint-1.94-json', 'oxlint-1.94-github'])('says the same in %s', (name) => {
    expect(parse(name).map(({ range, ...one }) => [one, range?.slice(0, 2)])).toEqual(
      parse('oxlint-1.94-text').map(({ range, ...one }) => [one, range?.slice(0, 2)]),
    )
  })

  it('names rules in the format unix as well', () => {
    expect(parse('oxlint-1.94-unix')).toEqual(parse('oxlint-1.94-text').slice(0, 2))
  })
})

describe('a command line of oxlint', () => {
  it('is made to print JSON, and to fix what is safe', () => {
    const argv = ['oxlint', '--fix-dangerously', '-f', 'unix', '-c', 'x.json', 'src']
    expect(oxlint.recognise(argv)).toMatchObject({ writes: true, config: 'x.json' })
    expect(oxlint.machine(argv)).toEqual(['oxlint', '-c', 'x.json', 'src', '--format=json'])
    expect(oxlint.fix(argv)).toEqual(['oxlint', '-f', 'unix', '-c', 'x.json', 'src', '--fix'])
  })
})

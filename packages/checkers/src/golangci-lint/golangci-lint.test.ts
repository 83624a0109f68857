import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { golangciLint } from './index.ts'

const recorded = (name: string) => readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8')
const parse = (name: string) => golangciLint.parse({ stdout: recorded(name), stderr: '' }, '.', '/repo')
const short = (name: string) =>
  parse(name).map(({ rule, path, range }) => `${rule} ${path ?? ''} ${range?.slice(0, 2).join(':') ?? ''}`.trimEnd())

describe('the output of golangci-lint', () => {
  it('gives linters and places', () => {
    expect(short('golangci-lint-2-text')).toEqual([
      'errcheck a.go 9:11',
      'govet a.go 7:16',
      'govet a.go 14:2',
      'staticcheck a.go 10:2',
    ])
  })

  it('says in JSON what it says in text', () => {
    expect(parse('golangci-lint-2-json')).toEqual(parse('golangci-lint-2-text'))
  })

  it('names what it would format', () => {
    expect(short('golangci-lint-2-fmt')).toEqual(['format a.go'])
  })
})

describe('a command line of golangci-lint', () => {
  it('lints or formats', () => {
    expect(golangciLint.recognise(['golangci-lint', '-c', 'x', 'run'])).toMatchObject({ kinds: ['lint'], config: 'x' })
    expect(golangciLint.recognise(['golangci-lint', 'fmt'])).toMatchObject({ kinds: ['format'], writes: true })
    expect(golangciLint.recognise(['golangci-lint', 'linters'])).toBeNull()
  })

  it('is made to print lines and to write nothing, and to fix', () => {
    const argv = 'golangci-lint run --fix --out-format=github-actions --output.json.path=x ./...'.split(' ')
    expect(golangciLint.machine(argv)).toEqual(['golangci-lint', 'run', './...', '--color=never'])
    expect(golangciLint.machine(['golangci-lint', 'fmt'])).toEqual(['golangci-lint', 'fmt', '--diff'])
    expect(golangciLint.fix(['golangci-lint', 'run'])).toEqual(['golangci-lint', 'run', '--fix'])
  })
})

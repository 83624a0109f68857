import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { ktlint } from './index.ts'

const recorded = (name: string) => readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8')
const parse = (name: string) => ktlint.parse({ stdout: recorded(name), stderr: '' }, '.', '/repo')
const short = (name: string) =>
  parse(name).map(({ rule, path, range }) => `${rule} ${path ?? ''} ${range?.slice(0, 2).join(':') ?? ''}`.trimEnd())

// written after the reporters of ktlint and outputs that its users posted: the tool itself was not at hand
describe('the output of ktlint', () => {
  it('gives rules and places, of new and of old names', () => {
    expect(short('ktlint-1-plain')).toEqual([
      'standard:final-newline src/Main.kt 1:1',
      'standard:parameter-list-spacing src/Main.kt 3:10',
      'indent build.gradle.kts 2:5',
    ])
  })

  it('says in JSON what it says in text', () => {
    expect(parse('ktlint-1-json')).toEqual(parse('ktlint-1-plain'))
  })
})

describe('a command line of ktlint', () => {
  it('is made to print JSON and to write nothing, and to format', () => {
    const argv = ['ktlint', '-F', '--reporter=plain', 'src/**/*.kt']
    expect(ktlint.recognise(argv)?.writes).toBe(true)
    expect(ktlint.machine(argv)).toEqual(['ktlint', 'src/**/*.kt', '--reporter=json'])
    expect(ktlint.fix(['ktlint'])).toEqual(['ktlint', '--format'])
  })
})

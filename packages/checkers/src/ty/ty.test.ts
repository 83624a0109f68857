import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { ty } from './index.ts'

const recorded = (name: string) => readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8')
const parse = (name: string) => ty.parse({ stdout: recorded(name), stderr: '' }, '.', '/repo')
const places = (name: string) =>
  parse(name).map(({ rule, severity, path, range }) => [rule, severity, path, ...(range?.slice(0, 2) ?? [])])

describe('the output of ty', () => {
  it('gives rules, whole ranges and syntax errors', () => {
    const found = parse('ty-0.0.104-gitlab')
    expect(found).toHaveLength(9)
    expect(found[1]).toEqual({
      tool: 'ty',
      rule: 'invalid-argument-type',
      severity: 'error',
      path: 'app/a.py',
      range: [9, 5, 9, 8],
      message: 'Argument to function `add` is incorrect: Expected `int`, found `Literal["1"]`',
    })
    expect(found.map(({ severity }) => severity)).toContain('warning')
    expect(found).toContainEqual(expect.objectContaining({ rule: 'invalid-syntax', path: 'app/bad.py' }))
  })

  it.each(['0.0.72', '0.0.104'])('of %s says the same in every format', (version) => {
    const concise = places(`ty-${version}-concise`)
    expect(concise).toHaveLength(9)
    expect(places(`ty-${version}-gitlab`)).toEqual(concise)
    expect(places(`ty-${version}-full`)).toEqual(concise)
    expect(places(`ty-${version}-github`).map((one) => one.slice(0, 4))).toEqual(concise.map((one) => one.slice(0, 4)))
    const messages = (name: string) => parse(name).map(({ message }) => message)
    expect(messages(`ty-${version}-github`)).toEqual(messages(`ty-${version}-concise`))
  })

  it('of the first versions is read as well', () => {
    expect(places('ty-0.0.1a20-concise')).toHaveLength(8)
    expect(places('ty-0.0.1a20-full')).toEqual(places('ty-0.0.1a20-concise'))
  })
})

describe('a command line of ty', () => {
  it('is a check only with its subcommand', () => {
    expect(ty.recognise(['ty', '--color', 'never', 'check'])?.kinds).toEqual(['typecheck'])
    expect(ty.recognise(['ty', 'server'])).toBeNull()
    expect(ty.recognise(['ty', 'check', '--watch'])).toBeNull()
    expect(ty.recognise(['ty', 'check', '--fix'])?.writes).toBe(true)
  })

  it('is made to print one message a line and to write nothing', () => {
    expect(ty.machine(['ty', 'check', '--fix', '-q', '--output-format=github', '--python', '3', 'src'])).toEqual([
      'ty',
      'check',
      '--python',
      '3',
      'src',
      '--output-format',
      'concise',
    ])
  })
})

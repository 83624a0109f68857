import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { parseOutput } from '../registry.ts'
import { biome } from './index.ts'

const recorded = (name: string) => readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8')
const parse = (name: string) => parseOutput(null, { stdout: recorded(name), stderr: '' }, '.', '/repo')
const sorted = (name: string) =>
  parse(name)
    .map(({ tool, rule, path, range, message }) => [tool, rule, path, range?.slice(0, 2), message].join(' '))
    .toSorted()

describe('the output of Biome', () => {
  it('gives rules, severities and places', () => {
    expect(parse('biome-2-ci-github')[0]).toEqual({
      tool: 'biome',
      rule: 'lint/style/useConst',
      severity: 'warning',
      path: 'src/a.ts',
      range: [4, 1, 4, 4],
      message: 'This let declares a variable that is only assigned once.',
    })
    expect(
      parse('biome-2-text')
        .filter(({ severity }) => severity === 'error')
        .map(({ rule }) => rule),
    ).toEqual([
      'lint/suspicious/noDebugger',
      'format',
      'parse',
      'format',
      'lint/correctness/noUnknownProperty',
      'format',
    ])
  })

  it.each([
    ['biome-2-text', 'biome-2-ci-github'],
    ['biome-1-text', 'biome-1-github'],
  ])('says in %s what it says in %s', (text, github) => {
    const aborted = sorted(text).filter((line) => !line.includes('formatting aborted'))
    expect(sorted(github).filter((line) => !line.includes('formatting aborted'))).toEqual(aborted)
    expect(aborted.length).toBeGreaterThan(5)
  })
})

describe('a command line of Biome', () => {
  it('is of the kinds of its subcommand', () => {
    expect(biome.recognise(['biome', 'ci', '.'])?.kinds).toEqual(['lint', 'format'])
    expect(biome.recognise(['biome', '--colors', 'off', 'lint'])?.kinds).toEqual(['lint'])
    expect(biome.recognise(['biome', 'migrate', '--write'])).toBeNull()
  })

  it('is made to print for machines and to write nothing, and to fix what is safe', () => {
    const argv = ['biome', 'check', '--write', '--unsafe', '--reporter', 'summary', 'src']
    const flags = ['--reporter=github', '--max-diagnostics=1000']
    expect(biome.machine(argv)).toEqual(['biome', 'check', 'src', ...flags])
    expect(biome.fix(['biome', 'ci', 'ci', '--unsafe'])).toEqual(['biome', 'check', 'ci', '--write'])
  })

  it('is made to format some files with the same configuration', () => {
    const format = (argv: string) => biome.format?.(argv.split(' '), ['a.ts'])?.join(' ')
    expect(format('biome ci --config-path x src')).toBe(
      'biome format --write --no-errors-on-unmatched --config-path x a.ts',
    )
    expect(format('biome lint .')).toBeUndefined()
  })
})

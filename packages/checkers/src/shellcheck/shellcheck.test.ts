import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { shellcheck } from './index.ts'
import { unsafeFixes } from './unsafe.ts'

const recorded = (name: string) => readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8')
const parse = (name: string) => shellcheck.parse({ stdout: recorded(name), stderr: '' }, '.', '/repo')

const all = (name: string) =>
  parse(name)
    .map(({ rule, path, range, message }) => [rule, path, range?.slice(0, 2).join(':'), message].join(' '))
    .toSorted()

describe('the output of shellcheck', () => {
  it('gives codes, severities and ranges', () => {
    expect(parse('shellcheck-0.11-json1').find(({ rule }) => rule === 'SC2034')).toEqual({
      tool: 'shellcheck',
      rule: 'SC2034',
      severity: 'warning',
      path: 'sh/a.sh',
      range: [2, 1, 2, 4],
      message: 'foo appears unused. Verify use (or export if used externally).',
    })
  })

  it.each(['shellcheck-0.11-gcc', 'shellcheck-0.11-tty'])('says the same in %s', (name) => {
    expect(all(name)).toEqual(all('shellcheck-0.11-json1'))
    expect(all(name)).toHaveLength(8)
  })
})

describe('a command line of shellcheck', () => {
  it('is made to print JSON', () => {
    expect(shellcheck.machine(['shellcheck', '-x', '-f', 'gcc', 'a.sh'])).toEqual(
      'shellcheck -x a.sh --format=json1'.split(' '),
    )
  })
})

describe('what shellcheck would fix', () => {
  it('is told in lines and columns, all parts of one together', () => {
    const fixes = unsafeFixes({ stdout: recorded('shellcheck-0.11-json1'), stderr: '' }, '.', '/repo')
    const change = (column: number) => ({
      start: { line: 3, column },
      end: { line: 3, column },
      text: '"',
      replaces: null,
    })
    expect(fixes[0]).toMatchObject({ path: 'sh/a.sh', diagnostic: { rule: 'SC2086' }, changes: [change(6), change(8)] })
    expect(fixes.map(({ diagnostic: { rule } }) => rule)).toEqual(['SC2086', 'SC2006'])
  })
})

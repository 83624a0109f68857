import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { oxfmt } from './index.ts'

const recorded = (name: string) => readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8')
const parseText = (stdout: string) => oxfmt.parse({ stdout, stderr: '' }, '.', '/repo')
/** Files that can't be read come in any order: oxfmt reads several at once. */
const byPath = (text: string) => parseText(text).toSorted((a, b) => (a.path ?? '').localeCompare(b.path ?? ''))
const short = (text: string) => byPath(text).map(({ path, rule, range }) => [path, rule, range?.slice(0, 2).join(':')])

const LISTED = ['c.yaml', 'docs/a page.md', 'src/a.ts', 'src/style.css'].map((path) => [path, 'format', undefined])

describe('the output of oxfmt', () => {
  it('names what is not formatted, and what can not be read with its place', () => {
    const found = byPath(recorded('oxfmt-0.79-check'))
    const error = { tool: 'oxfmt', severity: 'error' }
    expect(found.find(({ path }) => path === 'docs/a page.md')).toEqual({
      ...error,
      rule: 'format',
      path: 'docs/a page.md',
      range: null,
      message: 'File would be reformatted',
    })
    expect(found.find(({ path }) => path === 'src/bad.ts')).toEqual({
      ...error,
      rule: '',
      path: 'src/bad.ts',
      range: [2, 7, 2, 7],
      message: 'Unexpected token',
    })
    const unread = [
      ['broken.json', '', '1:7'],
      ['broken.yaml', '', '2:1'],
      ['src/bad.ts', '', '2:7'],
      ['src/broken.css', '', '1:3'],
    ]
    expect(short(recorded('oxfmt-0.79-check'))).toEqual([...unread, ...LISTED].toSorted())
  })

  it('says the same in colours', () => {
    expect(byPath(recorded('oxfmt-0.79-colour'))).toEqual(byPath(recorded('oxfmt-0.79-check')))
  })

  it('gives the places of the parsers of Prettier, which it had before', () => {
    const unread = [
      ['broken.json', '', '1:7'],
      ['broken.yaml', '', '1:4'],
      ['src/bad.ts', '', '2:7'],
      ['src/broken.css', '', '1:1'],
    ]
    expect(short(recorded('oxfmt-0.35-check'))).toEqual([...unread, ...LISTED].toSorted())
    expect(byPath(recorded('oxfmt-0.35-check'))[0]?.message).toBe('SyntaxError: Unexpected token')
  })

  it.each(['oxfmt-0.79-settings', 'oxfmt-0.79-absent'])('names no file in %s, where it judged none', (name) => {
    expect(parseText(recorded(name))).toEqual([])
  })

  it('is a list between its heading and its end, and only there', () => {
    const list = 'Checking formatting...\n\nsrc/a.ts (0ms)\n\nFormat issues found in above 1 files.\n'
    expect(short(`adds (3ms)\n${list}adds (3ms)\n`)).toEqual([['src/a.ts', 'format', undefined]])
    expect(parseText('  x eslint(no-var): Unexpected var\n   ,-[src/a.ts:1:1]\n')).toEqual([])
  })
})

describe('a command line of oxfmt', () => {
  it('writes where it is not told to judge', () => {
    expect(oxfmt.recognise(['oxfmt'])?.writes).toBe(true)
    expect(oxfmt.recognise(['oxfmt', '--write', 'src'])?.writes).toBe(true)
    expect(oxfmt.recognise(['oxfmt', '--list-different', '-c', 'x.json'])).toMatchObject({
      writes: false,
      config: 'x.json',
    })
    expect(oxfmt.recognise(['oxfmt', '--migrate=prettier'])).toBeNull()
  })

  it('is made to list what it would change, and to write it', () => {
    expect(oxfmt.machine(['oxfmt', '--list-different', 'src'])).toEqual(['oxfmt', 'src', '--check'])
    expect(oxfmt.machine(['oxfmt', '--write', 'src'])).toEqual(['oxfmt', 'src', '--check'])
    expect(oxfmt.fix(['oxfmt', '--check', 'src', 'test'])).toEqual(['oxfmt', 'src', 'test'])
  })

  it('is made to format some files with the same configuration, and none that it leaves out', () => {
    const argv = ['oxfmt', '-c', 'x.json', '--check', 'src', '!src/made', '--threads=1']
    expect(oxfmt.format?.(argv, ['src/a.ts', '../b.ts'])).toEqual(
      'oxfmt -c x.json --threads=1 --no-error-on-unmatched-pattern !src/made src/a.ts'.split(' '),
    )
    expect(oxfmt.format?.(argv, ['../b.ts'])).toBeNull()
  })
})

import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { isort } from './index.ts'

const recorded = (name: string) => readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8')
const parse = (name: string) => isort.parse({ stdout: recorded(name), stderr: '' }, '.', '/repo')
const short = (name: string) =>
  parse(name).map(({ rule, path, range }) => `${rule} ${path ?? ''} ${range?.slice(0, 2).join(':') ?? ''}`.trimEnd())

describe('the output of isort', () => {
  it.each(['isort-5-diff', 'isort-9-check'])('names in %s what is not sorted', (name) => {
    expect(short(name)).toEqual(['imports app/a.py'])
  })
})

describe('a command line of isort', () => {
  it('writes unless it only checks', () => {
    expect(isort.recognise(['isort', '.'])?.writes).toBe(true)
    expect(isort.machine(['isort', '--diff', '-q', '.'])).toEqual(['isort', '.', '--check-only'])
    expect(isort.fix(['isort', '--check', '--profile', 'black', '.'])).toEqual(['isort', '--profile', 'black', '.'])
  })

  it('is made to sort the files of Python among some', () => {
    const argv = 'isort --profile black -c src'.split(' ')
    expect(isort.format?.(argv, ['a.py', 'b.ts'])?.join(' ')).toBe('isort --profile black --filter-files a.py')
    expect(isort.format?.(argv, ['b.ts'])).toBeNull()
  })
})

import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { parseOutput } from '../registry.ts'
import { black } from './index.ts'

const recorded = (name: string) => readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8')

describe('the output of Black', () => {
  it.each([
    ['black-23-check', [2, 1]],
    ['black-26-check', [1, 6]],
    ['black-26-diff', [1, 6]],
  ])('names in %s what is not formatted and what is no program, and no other tool reads it', (name, place) => {
    const found = parseOutput(null, { stdout: '', stderr: recorded(name) }, '.', '/repo')
    expect(found.map(({ tool, rule, path, range }) => [tool, rule, path, range?.slice(0, 2)])).toEqual([
      ['black', 'syntax', 'app/bad.py', place],
      ['black', 'format', 'app/a.py', undefined],
    ])
  })
})

describe('a command line of Black', () => {
  it('writes unless it only checks', () => {
    expect(black.recognise(['black', '.'])?.writes).toBe(true)
    expect(black.recognise(['black', '--diff', '.'])?.writes).toBe(false)
    expect(black.machine(['black', '-q', '.'])).toEqual(['black', '.', '--check'])
  })

  it('is made to format the files of Python among some', () => {
    const argv = ['black', '--check', '-l', '100', 'src', '--exclude', 'x']
    expect(black.format?.(argv, ['src/a.py', 'b.ts'])).toEqual('black -l 100 --exclude x src/a.py'.split(' '))
    expect(black.format?.(argv, ['b.ts'])).toBeNull()
  })
})

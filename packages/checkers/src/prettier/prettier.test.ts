import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { prettier } from './index.ts'

const recorded = (name: string) => readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8')
const parseText = (stdout: string) => prettier.parse({ stdout, stderr: '' }, '.', '/repo')

describe('the output of Prettier', () => {
  it.each(['prettier-2-check', 'prettier-3-check'])(
    'names in %s what is not formatted and what is no program',
    (name) => {
      expect(parseText(recorded(name)).map(({ rule, path, range }) => [rule, path, range?.slice(0, 2)])).toEqual([
        ['format', 'src/a.ts', undefined],
        ['syntax', 'src/bad.ts', [2, 1]],
        ['format', 'src/style.css', undefined],
      ])
    },
  )

  it('names no file in the warnings of others and in sentences', () => {
    expect(parseText('[warn] src/a.ts\n')).toEqual([])
    const log =
      'Checking formatting...\n[warn] Ignored unknown option { x: 1 }.\n[warn] see https://prettier.io/docs/options\n'
    expect(parseText(log)).toEqual([])
  })
})

describe('a command line of Prettier', () => {
  it('is made to list what it would change', () => {
    expect(prettier.machine(['prettier', '-l', 'src/**/*.ts'])).toEqual(['prettier', 'src/**/*.ts', '--check'])
    expect(prettier.fix(['prettier', '--check', '.'])).toEqual(['prettier', '.', '--write'])
    expect(prettier.recognise(['prettier', '--file-info', 'a.ts'])).toBeNull()
  })

  it('is made to format some files with the same configuration', () => {
    const argv = ['prettier', '--config', 'x.json', '-c', 'src', '--ignore-path=.gitignore', 'test']
    expect(prettier.format?.(argv, ['src/a.ts'])).toEqual(
      'prettier --config x.json --ignore-path=.gitignore --write --ignore-unknown src/a.ts'.split(' '),
    )
  })
})

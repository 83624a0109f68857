import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { markdownlint } from './index.ts'

const recorded = (name: string) => readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8')
const parse = (name: string) => markdownlint.parse({ stdout: recorded(name), stderr: '' }, '.', '/repo')

describe('the output of markdownlint', () => {
  it('gives rules and places', () => {
    expect(parse('markdownlint-cli-0-text')).toHaveLength(13)
    expect(parse('markdownlint-cli-0-text').at(-3)).toEqual({
      tool: 'markdownlint',
      rule: 'MD009',
      severity: 'error',
      path: 'md/a.md',
      range: [8, 19, 8, 19],
      message: 'Trailing spaces [Expected: 0 or 2; Actual: 1]',
    })
  })

  it('is the same of both of its command lines', () => {
    expect(parse('markdownlint-cli2-0-text')).toEqual(parse('markdownlint-cli-0-text'))
  })

  it('is understood where it names no severity', () => {
    const found = markdownlint.parse(
      { stdout: '', stderr: 'a.md:3:1 MD004/ul-style Unordered list style\n' },
      '.',
      '/repo',
    )
    expect(found).toMatchObject([{ rule: 'MD004', path: 'a.md', range: [3, 1, 3, 1] }])
  })
})

describe('a command line of markdownlint', () => {
  it('is made to print lines and to write nothing, and to fix', () => {
    const argv = ['markdownlint-cli2', '--fix', '**/*.md', '#node_modules']
    expect(markdownlint.recognise(argv)?.writes).toBe(true)
    expect(markdownlint.machine(argv)).toEqual(['markdownlint-cli2', '**/*.md', '#node_modules'])
    expect(markdownlint.fix(['markdownlint', '-q', '.'])).toEqual(['markdownlint', '.', '--fix'])
  })
})

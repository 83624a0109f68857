import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { codespell } from './index.ts'

const recorded = (name: string) => readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8')
const parse = (name: string) => codespell.parse({ stdout: recorded(name), stderr: '' }, '.', '/repo')

describe('the output of codespell', () => {
  it('gives the word and what it should be', () => {
    expect(parse('codespell-2-text')).toEqual([
      {
        tool: 'codespell',
        rule: 'misspelling',
        severity: 'error',
        path: 'app/a.py',
        range: [7, 1, 7, 1],
        message: 'recieve ==> receive',
      },
    ])
  })
})

describe('a command line of codespell', () => {
  it('is made to print plainly, to write what has one correction, and to come to single files as it would by itself', () => {
    const argv = ['codespell', '-w', '-i', '3', '-q', '2', 'docs', '--skip', '*.po']
    expect(codespell.recognise(argv)?.writes).toBe(true)
    expect(codespell.machine(argv)).toEqual(['codespell', 'docs', '--skip', '*.po', '--disable-colors'])
    expect(codespell.checkOnly?.(['codespell', '-S', './b/*'], ['a.md'])).toEqual([
      'codespell',
      '-S',
      './b/*',
      './a.md',
    ])
    expect(codespell.checkOnly?.(['codespell', 'docs', './src'], ['docs/a.md', 'src/b.py', 'c.md'])).toEqual([
      'codespell',
      'docs/a.md',
      './src/b.py',
    ])
    expect(codespell.checkOnly?.(['codespell', 'docs'], ['c.md'])).toBeNull()
    expect(codespell.fix(argv)).toEqual(['codespell', '-q', '2', 'docs', '--skip', '*.po', '--write-changes'])
  })
})

import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { flake8 } from './index.ts'
import { parseOutput } from '../registry.ts'

const recorded = (name: string) => readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8')
const parse = (name: string) => flake8.parse({ stdout: recorded(name), stderr: '' }, '.', '/repo')

describe('the output of flake8', () => {
  it('gives rules, 1-based places and messages', () => {
    expect(parse('flake8-7.5-default')).toContainEqual({
      tool: 'flake8',
      rule: 'F401',
      severity: 'error',
      path: 'app/f.py',
      range: [1, 1, 1, 1],
      message: "'os' imported but unused",
    })
    expect(parse('flake8-7.5-default').map(({ rule, path }) => `${rule} ${path ?? ''}`)).toContain('E999 app/bad.py')
  })

  it.each(['5.0', '7.5'])(
    'of %s says the same with its source, and less of places in the format of pylint',
    (version) => {
      const plain = parse(`flake8-${version}-default`)
      expect(plain.length).toBeGreaterThan(5)
      expect(parse(`flake8-${version}-source`)).toEqual(plain)
      const lines = (name: string) => parse(name).map(({ rule, path, range }) => [rule, path, range?.[0]])
      expect(lines(`flake8-${version}-pylint`)).toEqual(lines(`flake8-${version}-default`))
    },
  )

  it('is not what ruff prints, which counts once', () => {
    const stdout = 'a.py:1:8: F401 [*] `os` imported but unused\na.py:2:1: E741 Ambiguous variable name: `l`\n'
    const found = parseOutput(null, { stdout, stderr: '' }, '.', '/repo')
    expect(found.map(({ tool, rule }) => [tool, rule])).toEqual([
      ['ruff', 'F401'],
      ['ruff', 'E741'],
    ])
  })
})

describe('a command line of flake8', () => {
  it('is made to print one message a line, to keep what it selects, and to judge single files where its options are known', () => {
    const argv = ['flake8', '.', '--count', '--select=E9,F63', '--show-source', '--statistics', '--format', 'pylint']
    expect(flake8.machine(argv)).toEqual(['flake8', '.', '--select=E9,F63', '--format=default'])
    expect(flake8.checkOnly?.(['flake8', '--select=E9', '--max-line-length', '99', '.'], ['a.py', 'b.md'])).toEqual([
      'flake8',
      '--select=E9',
      '--max-line-length',
      '99',
      'a.py',
    ])
    expect(flake8.checkOnly?.(['flake8', '--docstring-convention', 'google', '.'], ['a.py'])).toBeNull()
    expect(flake8.recognise(['pflake8', '--config', 'x.toml'])?.config).toBe('x.toml')
  })
})

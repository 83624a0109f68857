import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { taplo } from './index.ts'

const recorded = (name: string) => readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8')
const parse = (name: string) => taplo.parse({ stdout: recorded(name), stderr: '' }, '.', '/repo')
const short = (name: string) =>
  parse(name).map(({ rule, path, range }) => `${rule} ${path ?? ''} ${range?.slice(0, 2).join(':') ?? ''}`.trimEnd())

describe('the output of taplo', () => {
  it('names what is not formatted and what is no TOML', () => {
    expect(short('taplo-0-check')).toEqual(['format toml/a.toml', 'toml toml/bad.toml 1:5'])
    expect(short('taplo-0-lint')).toEqual(['toml toml/bad.toml 1:5'])
  })
})

describe('a command line of taplo', () => {
  it('formats or lints', () => {
    expect(taplo.recognise(['taplo', 'fmt', 'a.toml'])).toMatchObject({ kinds: ['format'], writes: true })
    expect(taplo.recognise(['taplo', '-c', 'x', 'lint'])).toMatchObject({ kinds: ['lint'], writes: false, config: 'x' })
    expect(taplo.recognise(['taplo', 'lsp'])).toBeNull()
    expect(taplo.fix(['taplo', 'format', '--check', '--diff'])).toEqual(['taplo', 'format'])
    expect(taplo.fix(['taplo', 'lint'])).toBeNull()
  })
})

import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { rustfmt } from './index.ts'

const recorded = (name: string) => readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8')
const parse = (name: string) => rustfmt.parse({ stdout: recorded(name), stderr: '' }, '.', '/repo')
const short = (name: string) =>
  parse(name).map(({ rule, path, range }) => `${rule} ${path ?? ''} ${range?.slice(0, 2).join(':') ?? ''}`.trimEnd())

describe('the output of rustfmt', () => {
  it('names what is not formatted, hunk by hunk and in colour', () => {
    expect(short('rustfmt-1.9-check')).toEqual(['format rs/src/main.rs 1:1', 'format rs/src/main.rs 6:1'])
    const old = rustfmt.parse({ stdout: 'Diff in /repo/a.rs at line 3:\n', stderr: '' }, '.', '/repo')
    expect(old).toMatchObject([{ path: 'a.rs', range: [3, 1, 3, 1] }])
  })
})

describe('a command line of rustfmt', () => {
  it('is the formatter or cargo, of any toolchain', () => {
    expect(rustfmt.recognise(['cargo', '+nightly', 'fmt', '--all', '--', '--check'])?.writes).toBe(false)
    expect(rustfmt.recognise(['cargo', 'fmt'])?.writes).toBe(true)
    expect(rustfmt.recognise(['cargo', 'build'])).toBeNull()
  })

  it('is made to check, and to write', () => {
    expect(rustfmt.machine(['cargo', 'fmt', '--all'])).toEqual(['cargo', 'fmt', '--all', '--', '--check'])
    expect(rustfmt.machine(['rustfmt', 'a.rs'])).toEqual(['rustfmt', 'a.rs', '--check'])
    expect(rustfmt.fix(['cargo', 'fmt', '--', '--check'])).toEqual(['cargo', 'fmt'])
  })
})

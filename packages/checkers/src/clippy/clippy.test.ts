import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { clippy } from './index.ts'
import { unsafeFixes } from './unsafe.ts'

const recorded = (name: string) => readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8')
const parse = (name: string) => clippy.parse({ stdout: recorded(name), stderr: '' }, 'rs', '/repo')
const short = (name: string) =>
  parse(name).map(({ rule, path, range }) => `${rule} ${path ?? ''} ${range?.slice(0, 2).join(':') ?? ''}`.trimEnd())

describe('the output of clippy', () => {
  it('gives lints, severities and ranges', () => {
    expect(parse('clippy-1.95-json').slice(-2)).toMatchObject([
      { rule: 'clippy::needless_return', severity: 'warning', path: 'rs/src/main.rs', range: [2, 5, 2, 15] },
      { rule: 'clippy::len_zero', message: 'length comparison to zero' },
    ])
  })

  it('names a lint for people where it says which, once each', () => {
    expect(short('clippy-1.95-text')).toEqual([
      'unused_variables rs/src/main.rs 5:9',
      ' rs/src/main.rs 8:9',
      'clippy::needless_return rs/src/main.rs 2:5',
      'clippy::len_zero rs/src/main.rs 7:8',
    ])
  })
})

describe('what rustc writes below the code', () => {
  const text = [
    'error[E0308]: mismatched types',
    ' --> src/lib.rs:5:5',
    '  |',
    '1 | pub fn separators(depth: usize) -> u32 {',
    '  |                                    --- expected `u32` because of return type',
    '...',
    '5 |     depth - 1',
    '  |     ^^^^^^^^^ expected `u32`, found `usize`',
    '',
  ].join('\n')
  const span = {
    file_name: 'src/lib.rs',
    line_start: 5,
    column_start: 5,
    is_primary: true,
    label: 'expected `u32`, found `usize`',
  }
  const message = { level: 'error', message: 'mismatched types', code: { code: 'E0308' }, spans: [span] }

  it.each([
    ['for people', text],
    ['as JSON', JSON.stringify({ reason: 'compiler-message', message })],
  ])('is a part of the message, %s', (_, stdout) => {
    expect(clippy.parse({ stdout, stderr: '' }, '.', '/repo')).toMatchObject([
      { rule: 'E0308', range: [5, 5, 5, 5], message: 'mismatched types: expected `u32`, found `usize`' },
    ])
  })
})

describe('a command line of clippy', () => {
  it('is made to print JSON, and to fix, before what is for the compiler', () => {
    const argv = ['cargo', 'clippy', '--all', '--', '-D', 'warnings']
    expect(clippy.machine(argv)).toEqual('cargo clippy --all --message-format=json -- -D warnings'.split(' '))
    expect(clippy.fix(argv)?.join(' ')).toBe('cargo clippy --all --fix --allow-dirty --allow-staged -- -D warnings')
    expect(clippy.recognise(['cargo', '+nightly', 'clippy'])?.kinds).toEqual(['lint'])
  })
})

describe('the file of a message', () => {
  const message = (file: string, manifest: string) => {
    const span = { file_name: file, line_start: 1, column_start: 1, is_primary: true }
    const stdout = JSON.stringify({
      reason: 'compiler-message',
      manifest_path: manifest,
      message: { level: 'error', message: 'x', spans: [span] },
    })
    return clippy.parse({ stdout, stderr: '' }, 'crates/a', '/repo')[0]?.path
  }

  it.each([
    ['crates/a/src/lib.rs', '/repo/crates/a/Cargo.toml', 'crates/a/src/lib.rs'],
    ['src/lib.rs', '/repo/crates/a/Cargo.toml', 'crates/a/src/lib.rs'],
    ['a/src/lib.rs', '/repo/crates/a/Cargo.toml', 'crates/a/src/lib.rs'],
    ['src/lib.rs', '/elsewhere/Cargo.toml', 'crates/a/src/lib.rs'],
    ['/repo/src/lib.rs', '/repo/Cargo.toml', 'src/lib.rs'],
  ])('%s of %s is %s, wherever Cargo was called', (file, manifest, expected) => {
    expect(message(file, manifest)).toBe(expected)
  })
})

describe('what the compiler is not sure of', () => {
  const read = (stdout: string) => unsafeFixes({ stdout, stderr: '' }, 'rs', '/repo')
  const span = (from: number, to: number, text: string, applicability = 'MaybeIncorrect') => ({
    file_name: 'a.rs',
    byte_start: from,
    byte_end: to,
    line_start: 1,
    column_start: 1,
    is_primary: true,
    text: [],
    suggested_replacement: text,
    suggestion_applicability: applicability,
    expansion: null,
  })
  const told = (...children: object[][]) =>
    JSON.stringify({
      reason: 'compiler-message',
      message: {
        level: 'error',
        message: 'x',
        spans: [{ ...span(0, 1, ''), suggested_replacement: null }],
        children: children.map((spans) => ({ spans })),
      },
    })

  it('is a fix where it is the only answer: no placeholders, nothing that nobody vouches for, once for a library and its tests', () => {
    expect(read(recorded('clippy-1.95-unsafe'))).toEqual([
      {
        path: 'rs/src/lib.rs',
        diagnostic: expect.objectContaining({ rule: 'unused_must_use', range: [2, 52, 2, 64] }),
        changes: [{ start: { bytes: 61 }, end: { bytes: 61 }, text: 'let _ = ', replaces: '' }],
        source: null,
      },
    ])
  })

  it('has all its parts, or is none', () => {
    expect(read(told([span(0, 0, '('), span(2, 2, ')')], []))).toMatchObject([
      { changes: [{ text: '(' }, { text: ')' }] },
    ])
    for (const applicability of ['HasPlaceholders', 'Unspecified', 'MachineApplicable'])
      expect(read(told([span(0, 0, 'MaybeIncorrect'), span(2, 2, ')', applicability)]))).toEqual([])
    expect(read(told([span(0, 0, '('), { ...span(2, 2, ')'), file_name: 'b.rs' }]))).toEqual([])
    expect(read(told([span(0, 0, '('), { ...span(2, 2, ')'), expansion: {} }]))).toEqual([])
  })

  it('is none where there are several answers, each a message of its own or all in one place', () => {
    expect(read(told([span(0, 1, 'a')], [span(2, 3, 'b')]))).toEqual([])
    expect(read(told([span(0, 1, 'a'), span(0, 1, 'b')]))).toEqual([])
    expect(read(told([span(0, 3, 'a'), span(2, 3, 'b')]))).toEqual([])
  })
})

import { describe, expect, it } from '@jest/globals'
import type { UnsafeFix } from '@upkeep/checkers'
import { notRun, notRunOptional, toolOnPath } from '@upkeep/testing'
import { pullJob } from './job.fixture.ts'
import type { PullJob } from './job.fixture.ts'
import { sideBySide } from './printed-fixes.ts'
import { workflow } from './repository.fixture.ts'

const LONG = 120_000

describe('sideBySide', () => {
  const TEXT = 'one\ntwo\nthree\nfour\n'

  /** The fixes of these ranges that are chosen where lines 1 to 3 are in the diff. */
  async function chosen(...ranges: (readonly [number, number])[][]): Promise<unknown[]> {
    const diagnostic = { tool: 'x', rule: '', severity: 'error', path: 'a', range: null, message: '' } as const
    const fixes = ranges.map((changes): UnsafeFix => ({
      path: 'a',
      diagnostic,
      source: null,
      changes: changes.map(([from, to]) => ({ start: { bytes: from }, end: { bytes: to }, text: 'x', replaces: null })),
    }))
    const patches = new Map([['a', '@@ -0,0 +1,3 @@\n+one\n+two\n+three']])
    const found = await sideBySide(
      [{ fixes }],
      patches,
      new Map(),
      async () => await Promise.resolve(Buffer.from(TEXT)),
    )
    return found.map(({ edits }) => edits.map(({ start, end }) => [start, end]))
  }

  it('takes the first of those that are in each other’s place, by their places and not by the order they were told in', async () => {
    expect(await chosen([[2, 6]], [[1, 3]], [[6, 7]])).toEqual([[[1, 3]], [[6, 7]]])
    expect(await chosen([[1, 1]], [[1, 1]])).toEqual([[[1, 1]]])
    expect(await chosen([[1, 2]], [[2, 2]], [[2, 3]])).toEqual([[[1, 2]], [[2, 2]]])
  })

  it('counts what lies between the parts of one as its place', async () => {
    expect(await chosen([[5, 6]], [[0, 1], [8, 9]])).toEqual([[[0, 1], [8, 9]]]) // prettier-ignore
  })

  it('leaves what reaches out of the diff, the whole of it', async () => {
    expect(await chosen([[0, 1], [14, 15]], [[5, 6]])).toEqual([[[5, 6]]]) // prettier-ignore
  })
})

/** What is suggested, by path, lines and the text in their place. */
function suggested({ fake }: PullJob): unknown[] {
  return [...fake.repository().memory().reviewComments.values()].map(({ path, line, body }) => [
    path,
    line,
    /```suggestion\n([^]*?)\n```/.exec(body)?.[1],
  ])
}

const ESLINT = `export default [{ rules: {
  eqeqeq: 'error', 'no-useless-escape': 'error', 'no-console': 'warn', 'prefer-const': 'error'
} }]
`

const OLD = `export const old = (a) => a == 1\n${'\n'.repeat(9)}export const last = 1\n`

it(
  'what a rule of ESLint suggests is suggested where it is one answer to an error on lines of the pull request, and never committed',
  async () => {
    if (!toolOnPath('eslint')) {
      notRun('suggestions of ESLint', 'eslint is not installed')
      return
    }
    const base = {
      '.github/workflows/ci.yml': workflow('eslint src'),
      'eslint.config.mjs': ESLINT,
      'src/old.js': OLD,
    }
    const change = {
      'src/crlf.js':
        '\uFEFFconst s = "😀é"\r\nexport const f = (a) => "😀" == s && a == "é" // 😀\r\nconsole.log(f(1))\r\n',
      'src/several.js': 'export const escaped = /\\d\\e/\n',
      'src/old.js': OLD.replace('last = 1', 'last = old(1) == true'),
      'src/safe.js': 'let one = 1\n\nexport const two = (a) => a == one\nlet three = 1 == one\nexport { three }\n',
    }
    await using at = await pullJob({ base, change })
    const { outputs, log, patch } = await at.step()
    expect({ outputs, log }).toMatchObject({ outputs: { result: 'changed' } })
    expect(suggested(at)).toEqual([
      ['src/crlf.js', 2, 'export const f = (a) => "😀" === s && a === "é" // 😀\r'],
      ['src/old.js', 11, 'export const last = old(1) === true'],
      ['src/safe.js', 3, 'export const two = (a) => a === one'],
    ])
    expect(patch).not.toMatch(/crlf|old\.js/)
    expect(at.branch()['src/safe.js']).toBe(change['src/safe.js'].replaceAll('let', 'const'))
    expect(at.branch()).toMatchObject({ 'src/crlf.js': change['src/crlf.js'] })
  },
  LONG,
)

it(
  'of the suggestions in one file, only the one that breaks another check is withheld; warnings count where they are all there is',
  async () => {
    if (!toolOnPath('eslint')) {
      notRun('suggestions of ESLint', 'eslint is not installed')
      return
    }
    const base = {
      '.github/workflows/ci.yml': workflow('eslint --max-warnings 0 src', 'node src/test.mjs'),
      'eslint.config.mjs': ESLINT.replaceAll('error', 'warn'),
      'src/test.mjs': "import { isOne } from './a.mjs'\nif (!isOne('1')) process.exit(1)\n",
      'src/a.mjs': '/* eslint-disable */\nexport const isOne = (a) => a == 1\n',
    }
    const lines = ['export const isOne = (a) => a == 1', '', '', 'export const isTwo = (a) => a == 2', '']
    await using at = await pullJob({ base, change: { 'src/a.mjs': lines.join('\n') } })
    const { outputs, log } = await at.step()
    expect({ outputs, log }).toMatchObject({ outputs: { result: 'changed' } })
    expect(suggested(at)).toEqual([['src/a.mjs', 4, 'export const isTwo = (a) => a === 2']])
  },
  LONG,
)

const GO = `package a

import (
	"errors"
	"fmt"
)

// Say é 😀
func Say(s string) { fmt.Printf(s) }

func Is(e error) bool { var t *error; return errors.As(e, t) }
`

it(
  'go vet: what `-fix` would write is suggested, once for a package and its tests',
  async () => {
    if (!toolOnPath('go')) {
      notRun('fixes of go vet', 'go is not installed')
      return
    }
    const base = {
      'go.mod': 'module example.com/a\n\ngo 1.24\n',
      'a.go': 'package a\n',
      'a_test.go': 'package a\n\nimport "testing"\n\nfunc TestSay(t *testing.T) { Say("") }\n',
      '.github/workflows/ci.yml': workflow('go vet ./...'),
    }
    await using at = await pullJob({ base, change: { 'a.go': GO.replaceAll('\n', '\r\n') } })
    const { outputs, log } = await at.step()
    expect({ outputs, log }).toMatchObject({ outputs: { result: 'changed' } })
    expect(suggested(at)).toEqual([['a.go', 9, 'func Say(s string) { fmt.Printf("%s", s) }\r']])
  },
  LONG,
)

const RUST = `// 😀
pub fn a(v: &[u32]) { let s = "é"; s.len() > v.len(); }
pub fn b(x: &str) { for c in x.chars().next() { println!("{c}") } }
pub fn c(x: &[u32]) { for i in 0..x.len() { println!("{}", x[i]); } }
`

it(
  'clippy: what the compiler calls MaybeIncorrect is suggested where it is the only answer, and nothing with placeholders',
  async () => {
    if (!toolOnPath('cargo-clippy')) {
      notRunOptional('what clippy calls MaybeIncorrect', 'cargo clippy is not installed')
      return
    }
    const base = {
      'Cargo.toml': '[workspace]\nmembers = ["crates/a"]\nresolver = "2"\n',
      'crates/a/Cargo.toml': '[package]\nname = "a"\nversion = "0.1.0"\nedition = "2021"\n',
      'Cargo.lock': 'version = 4\n\n[[package]]\nname = "a"\nversion = "0.1.0"\n',
      'crates/a/src/lib.rs': '// nothing\n',
      '.gitignore': 'target\n',
      '.github/workflows/ci.yml': workflow('cd crates/a && cargo clippy --all-targets -- -D warnings'),
    }
    const change = { 'crates/a/src/lib.rs': RUST.replaceAll('\n', '\r\n') }
    await using at = await pullJob({ base, change })
    const { outputs, log } = await at.step()
    expect({ outputs, log }).toMatchObject({ outputs: { result: 'changed' } })
    expect(suggested(at)).toEqual([
      ['crates/a/src/lib.rs', 2, 'pub fn a(v: &[u32]) { let s = "é"; let _ = s.len() > v.len(); }\r'],
    ])
  },
  LONG,
)

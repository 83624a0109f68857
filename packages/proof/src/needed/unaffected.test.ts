import { afterAll, describe, expect, it } from '@jest/globals'
import { checksFromInput } from '@upkeep/ci'
import type { FileSource } from '@upkeep/ci'
import { notRun } from '@upkeep/testing'
import type { FileChange } from '../change.ts'
import { interpretersWith } from '../fixture-interpreters.ts'
import { decideClass } from '../class/proof-class.ts'
import { readAsText } from './read-as-text.ts'
import { whyUnaffected } from './unaffected.ts'

const interpreters = interpretersWith(null)
afterAll(() => interpreters[Symbol.dispose]())

const source = (files: Readonly<Record<string, string>>): FileSource => ({
  list: async () => await Promise.resolve(Object.keys(files)),
  read: async (path) => await Promise.resolve(files[path] ?? null),
})

const changed = (path: string, before: string, after: string): FileChange => ({
  path,
  before: Buffer.from(before),
  after: Buffer.from(after),
})

/** What is said of a check, by its command and the scripts of a package. */
async function why(command: string, changes: readonly FileChange[], scripts: Record<string, string> = {}) {
  const makefile = 'types:\n\t[[ "$$(tsc)" = "" ]]\n'
  const files = { 'package.json': JSON.stringify({ scripts }), Makefile: makefile }
  const [found] = await checksFromInput([command], source(files))
  if (found === undefined) throw new Error('no check')
  return whyUnaffected(found, changes, await decideClass(changes, interpreters))
}

const SPACES = changed('src/a.ts', "export const a   = 'x'\n", 'export const a = "x";\n')
const GO = changed('a.go', 'package a\n\nvar b  = 1\n', 'package a\n\nvar b = 1\n')
const SORTED = changed('app/a.py', 'a = {"b":1}\n', "a = {'b': 1}\n")

describe('a check that a change can not affect', () => {
  it.each<[string, string, FileChange]>([
    ['types of a script that is laid out anew', 'tsc --noEmit', SPACES],
    ['types by a script of the package', 'npm run types', SPACES],
    ['types of Python that is laid out anew', 'mypy app', SORTED],
    ['types where only prose is another one', 'tsc -p .', changed('docs/a.md', '# a\n', '# b\n')],
    ['the lay-out of another language', 'black --check .', SPACES],
    ['prose where a script with types changed', 'markdownlint-cli2 "**/*.md"', SPACES],
    ['what is wrong in Go that is laid out anew', 'go vet ./...', GO],
  ])('is %s', async (_, command, change) => {
    if (change === SORTED && !interpreters.hasPython) return notRun('the layout of Python', 'no python3')
    expect(await why(command, [change], { types: 'tsc --noEmit && tsc -p test' })).toEqual(expect.any(String))
  })

  it.each<[string, string, FileChange]>([
    ['a linter, which reads the layout', 'eslint .', SPACES],
    ['a formatter of the same language', 'prettier --check .', SPACES],
    ['a program of the repository', 'node scripts/check-headers.mjs', SPACES],
    ['a tool of Go that runs another one', 'go vet -vettool=bin/own ./...', GO],
    ['Go of other words', 'go vet ./...', changed('a.go', 'package a\n', 'package b\n')],
    ['types where a file is gone', 'tsc --noEmit', { ...changed('a.css', 'a{}', ''), after: null }],
    ['types, and something beside them', 'npm run types', SPACES],
    ['types whose output is compared', 'tsc --noEmit | diff - baseline.txt', SPACES],
    ['types whose output is counted', 'test "$(mypy app)" = ""', SORTED],
    ['types that are kept in a file', 'tsc --listFiles > files.txt', SPACES],
    ['types by another name, which may read more', 'vue-tsc', changed('docs/a.md', '# a\n', '# b\n')],
    ['types in a recipe, which is not told whole', 'make types', SPACES],
    ['a hook', 'pre-commit run --all-files', SORTED],
    ['a tool that writes', 'black .', changed('app/a.md', 'a', 'b')],
    ['types of another program', 'tsc --noEmit', changed('src/a.ts', 'f(1)\n', 'f(2)\n')],
    ['types of a string that was split', 'pyright', changed('a.py', 'a = "bc"\n', 'a = "b" "c"\n')],
    ['types in a comment', 'tsc', changed('a.js', '/** @type {number} */\nlet a\n', '/** @type {string} */\nlet a\n')],
    [
      'types in a comment elsewhere',
      'tsc',
      changed('a.js', '/** @type {number} */\nlet a\nlet b\n', 'let a\n/** @type {number} */\nlet b\n'),
    ],
    [
      'types with a directive of a line',
      'tsc',
      changed('a.ts', '// @ts-expect-error\nf(g(1), h)\n', '// @ts-expect-error\nf(\n  g(1),\n  h)\n'),
    ],
    [
      'types of Python with one',
      'mypy .',
      changed('a.py', 'f( 1 , 2)  # type: ignore\n', 'f(\n    1, 2)  # type: ignore\n'),
    ],
    ['types of a file that can not be read', 'mypy .', changed('a.py', 'f(\n', 'f(\n\n')],
    ['types of a new file', 'tsc', { path: 'a.ts', before: null, after: Buffer.from('let a = 1\n') }],
    ['types by a setting', 'tsc', changed('tsconfig.json', '{"a":1}', '{"a":2}')],
    ['white space in a template', 'tsc', changed('a.ts', 'const a = `b  c` as const\n', 'const a = `b c` as const\n')],
    [
      'white space in a docstring',
      'mypy .',
      changed('a.py', 'def f():\n    """a  b"""\n', 'def f():\n    """a b"""\n'),
    ],
    ['the space of a Makefile', 'mypy .', changed('Makefile', 'a:\n\tb\n', 'a:\n    b\n')],
  ])('is not %s', async (_, command, change) => {
    expect(await why(command, [change], { types: 'tsc --noEmit && node scripts/check-headers.mjs' })).toBeNull()
  })
})

describe('a test that reads a changed file as a text', () => {
  const reader = async (text: string) => {
    const bytes = Buffer.from(text)
    const files = [{ path: 'test/a.test.ts', mode: '100644', changed: false } as const]
    const workspace = {
      files: async () => await Promise.resolve(files),
      read: async () => await Promise.resolve(bytes),
    }
    return await readAsText([changed('src/a.ts', 'a  \n', 'a\n')], workspace)
  }

  it.each([
    "expect(readFileSync('src/a.ts', 'utf8')).toMatchSnapshot()",
    "import source from '../src/a.ts?raw'",
    "for (const path of globSync('src/**/*.ts')) expect(head(path)).toBe(LICENSE)",
    "const at = require.resolve('../src/a.ts')",
    'print(inspect.getsource(a.run))',
    "/* the sources */ const text = readFileSync('src/a.ts')",
    "execSync('grep -c TODO src/a.ts | wc')",
    '#[path = "../src/a.ts"]',
  ])('is one with %s', async (line) => {
    expect(await reader(`import it from 'x'\n${line}\n`)).toBe('test/a.test.ts')
  })

  it.each([
    "import { a } from '../src/a.ts'",
    "unmock('../src/a.ts')",
    "const a = await import('../src/a.ts')",
    "expect(matches('*.ts', 'b.ts')).toBe(true) // of vitest/globals",
    'return inspect.getsource(val)',
    '// what `src/a.ts` exports, see globSync("src/*.ts")',
    ' * `src/a.ts` and others',
    '# see src/a.ts',
    'expect(out, "a.ts `LIMITS` is no constant any more").not.toContain("MAX")',
    'a',
  ])('is none with %s', async (line) => {
    expect(await reader(`${line}\n`)).toBeNull()
  })
})

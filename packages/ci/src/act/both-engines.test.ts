import { delimiter } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'
import type { CheckKind } from '@upkeep/schema'
import { notRun, toolOnPath } from '@upkeep/testing'
import { hasAct, jobOf } from './act.fixture.ts'
import { both } from './both-engines.fixture.ts'
import type { Files } from './both-engines.fixture.ts'

const here = hasAct('the same slices in place and by act')
const TOOLS = fileURLToPath(new URL('../../../../node_modules/.bin', import.meta.url))
const env = { PATH: [TOOLS, process.env['PATH']].join(delimiter) }

const TYPESCRIPT = {
  'package.json': JSON.stringify({
    name: 'x',
    version: '1.0.0',
    type: 'module',
    scripts: { typecheck: 'tsc --noEmit', test: 'node --test', format: 'prettier --check src' },
  }),
  'package-lock.json': JSON.stringify({
    name: 'x',
    version: '1.0.0',
    lockfileVersion: 3,
    packages: { '': { name: 'x', version: '1.0.0' } },
  }),
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "types": [], "module": "nodenext" }, "include": ["src"] }\n',
  'src/a.ts': 'export const a: number = 1;\n',
  'a.test.js': "import { equal } from 'node:assert'\nimport { test } from 'node:test'\ntest('a', () => equal(1, 1))\n",
}
const TYPESCRIPT_CI = jobOf(`
- uses: actions/checkout@v4
- uses: actions/setup-node@v4
  with:
    node-version: 24
- run: npm ci
- name: Types
  run: npm run typecheck
- name: Format
  if: always()
  run: npm run format
- run: npm test
`)

const PYTHON = {
  'pyproject.toml':
    '[project]\nname = "x"\nversion = "1"\n[tool.ruff.lint]\nselect = ["F"]\n[tool.mypy]\nfiles = ["src"]\n',
  'src/a.py': 'import os\n\nA: int = 1\nprint(os.sep)\n',
  'tests/test_a.py':
    'import unittest\n\n\nclass A(unittest.TestCase):\n    def test_a(self) -> None:\n        self.assertEqual(1, 1)\n',
}
const PYTHON_CI = jobOf(`
- uses: actions/checkout@v4
- run: ruff check .
- run: mypy
- run: |
    export PYTHONDONTWRITEBYTECODE=1
    python3 -m unittest discover tests
`)

type Case = [what: string, kinds: CheckKind[], change: Files, verdict: string]

describe('in place and by act a slice has the same verdict, outcomes and diagnostics: TypeScript', () => {
  it.each<Case>([
    ['clean', ['typecheck', 'lint', 'test'], {}, 'pass'],
    ['a wrong type', ['typecheck'], { 'src/a.ts': "export const a: number = 'b'\n" }, 'fail'],
    ['a wrong format', ['lint'], { 'src/a.ts': 'export const a   = 1\n' }, 'fail'],
    [
      'a failing test',
      ['test'],
      { 'a.test.js': "import { test } from 'node:test'\ntest('a', () => { throw new Error('no') })\n" },
      'fail',
    ],
    [
      'two defects, one behind the other',
      ['typecheck', 'lint'],
      { 'src/a.ts': 'export const a: number   = true\n' },
      'fail',
    ],
  ])('%s', async (_, kinds, change, verdict) => {
    if (!here) return
    const { act, place } = await both(TYPESCRIPT_CI, { for: kinds, files: { ...TYPESCRIPT, ...change }, env })
    expect(act).toEqual(place)
    expect(act?.verdict).toBe(verdict)
  })

  it('reads diagnostics of the wrong type, with its place', async () => {
    if (!here) return
    const { act } = await both(TYPESCRIPT_CI, {
      for: ['typecheck'],
      files: { ...TYPESCRIPT, 'src/a.ts': "export const a: number = 'b'\n" },
      env,
    })
    const found = act?.steps.flatMap(({ diagnostics }) => diagnostics)
    expect(found).toMatchObject([{ tool: 'tsc', rule: 'TS2322', path: 'src/a.ts', range: [1, 14, 1, 14] }])
  })
})

describe('in place and by act a slice has the same verdict, outcomes and diagnostics: Python', () => {
  it.each<Case>([
    ['clean', ['lint', 'typecheck', 'test'], {}, 'pass'],
    ['an unused import', ['lint'], { 'src/b.py': 'import sys\n' }, 'fail'],
    ['a wrong type', ['typecheck'], { 'src/a.py': 'A: int = "x"\n' }, 'fail'],
    ['a failing test', ['test'], { 'tests/test_a.py': PYTHON['tests/test_a.py'].replace('1, 1', '1, 2') }, 'fail'],
  ])('%s', async (_, kinds, change, verdict) => {
    const missing = ['ruff', 'mypy', 'python3'].filter((tool) => !toolOnPath(tool))
    if (missing.length > 0) return notRun('Python in place and by act', `no ${missing.join(', ')} on PATH`)
    if (!here) return
    const { act, place } = await both(PYTHON_CI, { for: kinds, files: { ...PYTHON, ...change }, env })
    expect(act).toEqual(place)
    expect(act?.verdict).toBe(verdict)
  })
})

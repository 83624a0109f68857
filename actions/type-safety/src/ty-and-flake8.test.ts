import { execFileSync } from 'node:child_process'
import { describe, expect, it } from '@jest/globals'
import { notRun } from '@upkeep/testing'
import { detect } from './detect.ts'
import { openFixture, patched } from './fixture-repository.ts'
import type { FixtureCheck } from './fixture-repository.ts'
import { isSuppression } from './payload.ts'
import { propose } from './propose.ts'
import type { SuppressionProposal } from './proposal.ts'

const has = (tool: string): boolean => {
  try {
    execFileSync(tool, ['--version'], { stdio: 'pipe' })
    return true
  } catch {
    notRun(`the live runs of ${tool}`, 'it is not installed here')
    return false
  }
}
const [mypy, ty, flake8, ruff] = [has('mypy'), has('ty'), has('flake8'), has('ruff')]

async function outcome(files: Record<string, string>, checks: FixtureCheck[]) {
  await using fixture = await openFixture(files, checks, { path: process.env['PATH'] ?? '' })
  const { findings, left } = await detect(fixture.context)
  const open = findings.map((finding) => ({ finding, attempts: [] }))
  const proposals: SuppressionProposal[] = []
  for await (const one of propose(open, 'L0', fixture.context))
    if ('edits' in one && isSuppression(one)) proposals.push(one)
  return { after: await patched(fixture, proposals), left, runs: fixture.commands.length }
}

/** Lines, with what should become of each; null: it stays as it is. */
function table(rows: readonly (readonly [string, string | null])[]): { before: string; after: string[] } {
  return {
    before: [...rows.map(([line]) => line), ''].join('\n'),
    after: [...rows.map(([line, now]) => now ?? line), ''],
  }
}

describe('ty', () => {
  it('removes, shortens and narrows what it reads, and keeps what hides something', async () => {
    if (!ty) return
    const { before, after } = table([
      ['def f(x: int) -> int:', null],
      ['    return x', null],
      ['f("a")  # type: ignore', null],
      ['f(1)  # type: ignore', 'f(1)'],
      ['f("a")  # ty: ignore', 'f("a")  # ty: ignore[invalid-argument-type]'],
      [
        'f("a")  # ty: ignore[invalid-argument-type, invalid-assignment]',
        'f("a")  # ty: ignore[invalid-argument-type]',
      ],
      ['f(1)  # ty: ignore[invalid-argument-type]  # why', 'f(1)  # why'],
      ['f("a")  # type: ignore  # ty: ignore', null],
      ['f(', null],
      ['    "a",', null],
      [')  # ty: ignore[invalid-argument-type]', ')'],
      ['f(  # ty: ignore[too-many-positional-arguments]', 'f('],
      ['    1', null],
      [')', null],
    ])
    const found = await outcome({ 'a.py': before, 'other/b.py': 'x: int = 1  # type: ignore\n' }, [
      { argv: ['ty', 'check', 'a.py'] },
    ])
    expect(found.after['a.py']?.split('\n')).toEqual(after)
    expect(Object.keys(found.after)).toEqual(['a.py'])
    expect(found.runs).toBe(2)
  }, 60_000)

  it('leaves a whole file alone where a comment may speak for all of it', async () => {
    if (!ty) return
    const files = { 'a.py': '"""Words."""\n# ty: ignore[invalid-assignment]\nx: int = "a"\ny: int = 1  # ty: ignore\n' }
    expect((await outcome(files, [{ argv: ['ty', 'check'] }])).after).toEqual({})
  }, 60_000)

  it('vetoes what mypy does not need, and keeps the form that it reads', async () => {
    if (!ty || !mypy) return
    const { before, after } = table([
      ['from typing import Any', null],
      ['def f(x: int) -> Any:', null],
      ['    return x', null],
      ['def g(x):  # type: ignore', 'def g(x):'],
      ['    return f(x).y + f("a")  # type: ignore', null], // mypy does not look into it
      ['f("a")  # type: ignore', null], // mypy would narrow it, and ty would not read that
    ])
    const checks = [{ argv: ['mypy', 'a.py'] }, { argv: ['ty', 'check'] }]
    const found = await outcome({ 'a.py': before, 'pyproject.toml': '[tool.ty]\n' }, checks)
    expect(found.after['a.py']?.split('\n')).toEqual(after)
  }, 120_000)

  it('holds everything back where it can not be run', async () => {
    if (!mypy) return
    const files = { 'a.py': 'x: int = 1  # type: ignore\n' }
    const found = await outcome(files, [{ argv: ['mypy', 'a.py'] }, { argv: ['no-such-folder/ty', 'check'] }])
    expect(found.after).toEqual({})
    expect(found.left).toContainEqual({ what: 'no-such-folder/ty check', why: expect.stringMatching(/not installed/) })
  }, 60_000)
})

describe('flake8', () => {
  const config = '[flake8]\nselect = E,F,W\nexclude = skipped\nper-file-ignores =\n    b.py: F401\n'
  const { before, after } = table([
    ['"""', null],
    ['A line of words that goes on and on, and then some more, until it is longer than seventy-nine.', null],
    ['"""  # noqa: E501', null],
    ['import os  # noqa: F401', null],
    ['import re  # noqa: F401, E501', 'import re  # noqa: F401'],
    ['import sys  # noqa', 'import sys  # noqa: F401'],
    ['x=1  # noqa', 'x=1  # noqa: E225'],
    ['y = 1  # noqa', 'y = 1'],
    ['z = 1  # noqa: E225', 'z = 1'],
    ['# noqa: E501', null],
    ['v = 1  # noqa: some words', null],
    ['long_name_of_a_value = "some words in a string, so that the line is long."  # noqa: E501', null],
  ])

  it('removes, shortens and narrows `# noqa` by comparing runs', async () => {
    if (!flake8) return
    const files = {
      '.flake8': config,
      'a.py': before,
      'b.py': 'import os  # noqa: F401\n',
      'skipped/c.py': 'x = 1  # noqa\n',
      'd.py': '# flake8: noqa\nimport os  # noqa: F401\n',
    }
    const found = await outcome(files, [{ argv: ['flake8', '.', '--exit-zero', '--statistics'] }])
    expect(found.after['b.py']).toBe('import os\n')
    expect(Object.keys(found.after)).toEqual(['a.py', 'b.py', 'd.py'])
    const expected = after.with(9, '').with(11, (after[11] ?? '').replace('  # noqa: E501', ''))
    expect(found.after['a.py']?.split('\n')).toEqual(expected.filter((_, index) => index !== 9))
    expect(found.runs).toBe(4)
  }, 120_000)

  it('asks ruff as well where CI runs both, and a version of Python may need what another does not', async () => {
    if (!flake8 || !ruff) return
    const files = {
      'a.py': 'import os  # noqa: F401\nx=1  # noqa: E225\ny = 1  # noqa: E501, S101\nz = aiter  # noqa: F821\n',
      'ruff.toml': 'lint.select = ["F"]\n',
      '.flake8': '[flake8]\nselect = E\n',
    }
    const legs = [{ python: '3.9' }, { python: '3.14' }]
    const found = await outcome(files, [{ argv: ['ruff', 'check'] }, { argv: ['flake8'], legs }])
    expect(found.after).toEqual({
      'a.py': 'import os  # noqa: F401\nx=1  # noqa: E225\ny = 1\nz = aiter  # noqa: F821\n',
    })
  }, 120_000)
})

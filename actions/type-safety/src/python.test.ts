import { execFileSync } from 'node:child_process'
import { describe, expect, it } from '@jest/globals'
import { detect } from './detect.ts'
import { openFixture, patched } from './fixture-repository.ts'
import type { Fixture, FixtureCheck } from './fixture-repository.ts'
import { isSuppression } from './payload.ts'
import { propose } from './propose.ts'
import type { SuppressionProposal } from './proposal.ts'

const has = (tool: string): boolean => {
  try {
    execFileSync(tool, ['--version'], { stdio: 'pipe' })
    return true
  } catch {
    console.warn(`not run: the live runs of ${tool} (it is not installed here)`)
    return false
  }
}
const [mypy, pyright, ruff, python] = [has('mypy'), has('pyright'), has('ruff'), has('python3')]

async function settle(fixture: Fixture): Promise<{ proposals: SuppressionProposal[]; live: string[] }> {
  const { findings, ranked } = await detect(fixture.context)
  const proposals: SuppressionProposal[] = []
  for (const batch of new Set(findings.map((finding) => finding.batch))) {
    const open = findings.filter((finding) => finding.batch === batch).map((finding) => ({ finding, attempts: [] }))
    for await (const one of propose(open, 'L0', fixture.context))
      if ('edits' in one && isSuppression(one)) proposals.push(one)
  }
  return { proposals, live: ranked.map(({ path, line }) => `${path}:${line}`).toSorted() }
}

async function outcome(
  files: Record<string, string>,
  checks: FixtureCheck[],
): Promise<{ after: Record<string, string>; live: string[]; runs: number }> {
  await using fixture = await openFixture(files, checks, { path: process.env['PATH'] ?? '' })
  const { proposals, live } = await settle(fixture)
  return { after: await patched(fixture, proposals), live, runs: fixture.commands.length }
}

describe('mypy', () => {
  it('removes, shortens and narrows `# type: ignore` in one run, and leaves what it needs', async () => {
    if (!mypy) return
    const before = [
      'x: int = 1  # type: ignore',
      'y: int = "a"  # type: ignore',
      'z: int = "a"  # type: ignore[assignment, attr-defined]  # why',
      'w: int = "a"  # type: ignore[assignment]',
      'v = "# type: ignore"  # type: ignore[misc] words  # noqa: E501',
      'def f():  # type: ignore # see #12',
      '    return 1',
    ]
    const after = [
      'x: int = 1',
      'y: int = "a"  # type: ignore[assignment]',
      'z: int = "a"  # type: ignore[assignment]  # why',
      'w: int = "a"  # type: ignore[assignment]',
      'v = "# type: ignore"  # type: ignore[misc] words  # noqa: E501',
      'def f():  # see #12',
      '    return 1',
    ]
    const files = { 'a.py': before.join('\n'), 'b.py': 'x = 1  # type: ignore\n' }
    const found = await outcome(files, [{ argv: ['mypy', 'a.py'] }])
    expect(found.after['a.py']?.split('\n').filter((_, index) => index !== 4)).toEqual(
      after.filter((_, index) => index !== 4),
    )
    expect(Object.keys(found.after)).toEqual(['a.py'])
    expect(found.runs).toBe(1)
  }, 120_000)

  it('asks about every target of the matrix in three runs at most, and leaves what stands under a test of it', async () => {
    if (!mypy) return
    const text = [
      'import sys',
      'try:',
      '    import tomllib  # type: ignore[import-not-found]',
      'except ImportError:',
      '    tomllib = None  # type: ignore[assignment, misc]',
      'if sys.platform == "win32":',
      '    a: int = 1  # type: ignore',
      'else:',
      '    b: int = 1  # type: ignore',
      'c: int = 1  # type: ignore',
      '',
    ].join('\n')
    const legs = ['3.11', '3.12', '3.13'].flatMap((version) =>
      ['ubuntu-latest', 'windows-latest'].map((os) => ({ 'python-version': version, os })),
    )
    const found = await outcome({ 'a.py': text }, [{ argv: ['mypy', 'a.py'], legs }])
    expect(found.after['a.py']).toBe(text.replace('c: int = 1  # type: ignore', 'c: int = 1'))
    expect(found.runs).toBe(3)
  }, 120_000)

  it('needs the vote of pyright as well where CI runs both', async () => {
    if (!mypy || !pyright) return
    const files = {
      'a.py': 'x: int = 1  # type: ignore\nimport nowhere_at_all  # type: ignore\n',
      'mypy.ini': '[mypy]\nignore_missing_imports = True\n',
    }
    const found = await outcome(files, [{ argv: ['mypy', 'a.py'] }, { argv: ['pyright', 'a.py'] }])
    expect(found.after).toEqual({ 'a.py': 'x: int = 1\nimport nowhere_at_all  # type: ignore\n' })
  }, 120_000)
})

describe('pyright', () => {
  it('removes and shortens `# pyright: ignore`, with the settings of pyproject.toml', async () => {
    if (!pyright) return
    const files = {
      'pyproject.toml': '[tool.pyright]\ninclude = ["src"]\ntypeCheckingMode = "strict"\n',
      'src/a.py':
        'x: int = 1  # pyright: ignore\ny: int = "a"  # pyright: ignore[reportAssignmentType, reportCallIssue]\n',
      'other/b.py': 'x: int = 1  # pyright: ignore\n',
    }
    const found = await outcome(files, [{ argv: ['pyright'] }])
    expect(found.after).toEqual({ 'src/a.py': 'x: int = 1\ny: int = "a"  # pyright: ignore[reportAssignmentType]\n' })
    expect(found.runs).toBe(1)
  }, 120_000)
})

describe('ruff', () => {
  const text = [
    'import os  # noqa: F401',
    'import re  # noqa: F401, E501',
    'x = re  # noqa: F401 it is not unused',
    'import sys  # noqa',
    'y = 1  # noqa',
    'z = 1  # noqa: ZZZ999, F401',
    '',
  ]

  it('removes and shortens `# noqa`, narrows it to its codes, and leaves unknown codes alone', async () => {
    if (!ruff || !python) return
    const files = { 'a.py': text.join('\n'), 'ruff.toml': 'lint.select = ["F"]\n' }
    const found = await outcome(files, [{ argv: ['ruff', 'check', '.'] }])
    expect(found.after['a.py']?.split('\n')).toEqual([
      'import os  # noqa: F401',
      'import re',
      'x = re',
      'import sys  # noqa: F401',
      'y = 1',
      'z = 1  # noqa: ZZZ999',
      '',
    ])
    expect(found.runs).toBeLessThanOrEqual(3)
  }, 60_000)

  it('leaves codes whose rule is off, and `# noqa` without codes, where another tool reads them', async () => {
    if (!ruff || !python) return
    const files = {
      'a.py': text.join('\n'),
      'ruff.toml': 'lint.select = ["F"]\n',
      '.pre-commit-config.yaml': 'repos:\n- repo: https://example.com/pycqa/flake8\n',
    }
    const found = await outcome(files, [{ argv: ['ruff', 'check', '.'] }])
    expect(found.after['a.py']?.split('\n')).toEqual([
      'import os  # noqa: F401',
      'import re  # noqa: E501',
      'x = re',
      'import sys  # noqa',
      'y = 1  # noqa',
      'z = 1  # noqa: ZZZ999',
      '',
    ])
  }, 60_000)
})

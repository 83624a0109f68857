import { execFileSync } from 'node:child_process'
import { describe, expect, it } from '@jest/globals'
import { notRun } from '@upkeep/testing'
import { detectSuppressions } from './detect-suppressions.ts'
import { openFixture } from './fixture-repository.ts'
import type { FixtureCheck } from './fixture-repository.ts'

const has = (tool: string): boolean => {
  try {
    execFileSync(tool, ['--version'], { stdio: 'pipe' })
    return true
  } catch {
    notRun(`hooks with ${tool}`, 'it is not installed here')
    return false
  }
}
const [preCommit, mypy, ruff] = [has('pre-commit'), has('mypy'), has('ruff')]

async function outcome(hooks: readonly string[], files: Record<string, string>, checks: FixtureCheck[]) {
  const config = ['repos:', ...hooks, ''].join('\n')
  await using fixture = await openFixture({ ...files, '.pre-commit-config.yaml': config }, checks, {
    path: process.env['PATH'] ?? '',
  })
  const { findings, left } = (await detectSuppressions(fixture.context)).detection
  return {
    found: findings.map(
      ({ data }) => `${data.kind === 'suppression' ? data.action : data.kind} ${data.path}:${data.line}`,
    ),
    left: left.map(({ what, why }) => `${what}: ${why}`),
  }
}

/** A hook whose tool is the one on PATH, so that no environment has to be installed. */
const local = (id: string, entry: string, args: string, more = '') => [
  '- repo: local',
  '  hooks:',
  `  - { id: ${id}, name: ${id}, entry: ${entry}, language: system, types: [python], args: [${args}]${more} }`,
]
/** A hook of a repository that can't be reached. */
const remote = (id: string, args: string, more = '') => [
  '- repo: /nonexistent/hooks',
  '  rev: v1',
  `  hooks: [{ id: ${id}, args: [${args}]${more} }]`,
]

describe('a hook of pre-commit', () => {
  it('votes on the files that it is given, with its own arguments, though no workflow runs it', async () => {
    if (!preCommit || !mypy) return
    const files = {
      'a.py': 'def f(x):  # type: ignore\n    return x\n\n\ny: int = 1  # type: ignore\n',
      'b.py': 'def f(x):  # type: ignore\n    return x\n',
    }
    const hook = local('types', 'mypy', '--disallow-untyped-defs', ', exclude: b.py')
    const { found } = await outcome(hook, files, [{ argv: ['mypy', 'a.py', 'b.py'] }])
    expect(found.toSorted()).toEqual(['narrow a.py:1', 'remove a.py:5', 'remove b.py:1'])
  }, 120_000)

  it('holds a removal back where its tool hangs on what is installed and nobody can ask it', async () => {
    if (!mypy) return
    const files = { 'a.py': 'y: int = 1  # type: ignore\n', 'tests/b.py': 'y: int = 1  # type: ignore\n' }
    const hook = remote('mypy', '--strict', ', exclude: ^tests/')
    const { found, left } = await outcome(hook, files, [{ argv: ['mypy', '.'] }])
    expect(found).toEqual(['remove tests/b.py:1'])
    expect(left.join('\n')).toMatch(
      /a\.py: `mypy --strict` \(hook in \.pre-commit-config\.yaml\) reads it as well, and it was not asked/,
    )
  }, 120_000)

  it('is spoken for by a call of a tool that reads text alone, unless it has arguments of its own', async () => {
    if (!ruff) return
    const files = { 'a.py': 'y = 1  # noqa: F401\n' }
    const checks = [{ argv: ['ruff', 'check', '.'] }]
    expect((await outcome(remote('ruff', '--fix'), files, checks)).found).toEqual(['remove a.py:1'])
    const { found, left } = await outcome(remote('ruff', '--select, ALL'), files, checks)
    expect(found).toEqual([])
    expect(left.join('\n')).toMatch(/`ruff check --force-exclude --select ALL` \(hook in .*\) reads it as well/)
  }, 120_000)
})

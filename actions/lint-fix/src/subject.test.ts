import { describe, expect, it } from '@jest/globals'
import { settledBy } from './settled.ts'
import type { SettledRule } from './settled.ts'
import { styleOf } from './subject-style.ts'
import type { SubjectStyle } from './subject-style.ts'
import { subjectOf } from './subject.ts'

const LONG = 'packages/interface/src/components/navigation/breadcrumbs/breadcrumbs.tsx'

function subject(
  said: readonly (readonly [tool: string, rule: string, count?: number])[],
  paths: readonly string[] = ['src/a.ts'],
  style: SubjectStyle = 'conventional',
  tools: readonly string[] = [],
): string {
  const settled: SettledRule[] = said.map(([tool, rule, count = 1]) => ({ path: paths[0] ?? '', tool, rule, count }))
  return subjectOf({ settled, paths, tools }, style)
    .map(({ text }) => text)
    .join('')
}

describe('the subject line of a commit', () => {
  it('names the rules, the file where it is one, and the tools', () => {
    expect(subject([['eslint', 'no-unused-vars']])).toBe('fix: no-unused-vars in src/a.ts (eslint)')
    expect(subject([['ruff', 'F401', 2]], ['a.py', 'b.py'])).toBe('fix: F401 in 2 files (ruff)')
    expect(subject([['mypy', 'union-attr']], ['a.py'])).toBe('fix: union-attr in a.py (mypy)')
    expect(subject([['clippy', 'clippy::needless_return']], ['src/a.rs'])).toBe(
      'fix: clippy::needless_return in src/a.rs',
    )
  })

  it('says whose errors they are where a code or a catch-all says nothing', () => {
    expect(subject([['tsc', 'TS2322']])).toBe('fix: tsc error TS2322 in src/a.ts')
    expect(subject([['tsc', 'TS2339', 2]])).toBe('fix: tsc errors TS2339 in src/a.ts')
    expect(subject([['mypy', 'misc']], ['app/a.py'])).toBe('fix: mypy error in app/a.py')
    expect(subject([['go-vet', '', 2]], ['a.go'])).toBe('fix: go errors in a.go')
    expect(
      subject(
        [
          ['clippy', 'E0277'],
          ['clippy', 'E0507'],
        ],
        ['src/a.rs'],
      ),
    ).toBe('fix: rustc errors E0277 E0507 in src/a.rs')
  })

  it('tells a change of layout, or by a command of the repository, from a fix', () => {
    expect(subject([['prettier', 'format']])).toBe('style: format src/a.ts (prettier)')
    expect(
      subject(
        [
          ['ruff', 'format'],
          ['isort', 'imports'],
        ],
        ['a.py', 'b.py'],
      ),
    ).toBe('style: format 2 files (ruff, isort)')
    // which of both it did, nobody told
    expect(subject([], ['a.py'], 'conventional', ['ruff'])).toBe('chore: update a.py (ruff)')
    expect(subject([], ['list.txt'], 'conventional', ['node generate.js'])).toBe(
      'chore: update list.txt (node generate.js)',
    )
    expect(
      subject([
        ['prettier', 'format'],
        ['tsc', 'TS2322'],
      ]),
    ).toBe('fix: tsc error TS2322 in src/a.ts (prettier)')
  })

  it('follows the log of the repository', () => {
    const unused = [['eslint', 'no-unused-vars']] as const
    expect(subject(unused, ['a.js'], 'capital')).toBe('Fix no-unused-vars in a.js (eslint)')
    expect(subject([['gofmt', 'format']], ['a.go'], 'lower')).toBe('format a.go (gofmt)')
    expect(styleOf(['feat: a\n\nbody', 'fix(core)!: b', 'Merge pull request 4', 'Hotfix'])).toBe('conventional')
    expect(styleOf(['Fix a', 'Add b', 'fix: c', 'chore: d\n\nUpkeep-Key: 1'])).toBe('capital')
    expect(styleOf(['fix: a', 'Add b', 'feat: c', 'Drop d', 'Keep e'])).toBe('capital')
    expect(styleOf(['net/http: fix a', 'parser: add b', 'Add c', 'rename d'])).toBe('lower')
    expect(styleOf([])).toBe('conventional')
  })

  it('stays within 72 characters, and says less where there is more', () => {
    const rules = ['@typescript-eslint/no-floating-promises', 'no-unused-vars', 'eqeqeq', 'prefer-const', 'no-var']
    expect(subject(rules.map((rule) => ['eslint', rule] as const))).toBe(
      'fix: @typescript-eslint/no-floating-promises and 4 more in a.ts (eslint)',
    )
    expect(subject([['eslint', 'eqeqeq']], [LONG])).toBe('fix: eqeqeq in breadcrumbs.tsx (eslint)')
    for (const style of ['conventional', 'capital', 'lower'] as const)
      expect(subject([['eslint', 'x'.repeat(300)]], [LONG], style)).toMatch(/^fix:? 1 rule in 1 file$/i)
  })
})

it('What a model was asked for counts as settled only as far as the proof no longer says it', () => {
  const at = { path: 'a.py', line: 1, message: 'm', tool: 'mypy' }
  const diagnostics = [
    { ...at, rule: 'misc' },
    { ...at, rule: 'arg-type' },
    { ...at, rule: 'arg-type', line: 2 },
    { ...at, rule: 'mypy' },
  ]
  const left = (rule: string) => ({
    tool: 'mypy',
    rule,
    severity: 'error' as const,
    path: 'a.py',
    range: null,
    message: 'm',
  })
  const after = {
    check: 'types',
    tree: '',
    status: 'fail' as const,
    exit: 1,
    seconds: 0,
    rewrote: [],
    output: '',
    diagnostics: [left('misc'), left('arg-type')],
  }
  const data = {
    kind: 'rest' as const,
    path: 'a.py',
    checks: ['types'],
    diagnostics,
    start: [],
    tools: [],
    settled: null,
  }
  expect(settledBy(data, { evidence: [{ kind: 'check', after, before: null }] })).toEqual([
    { path: 'a.py', tool: 'mypy', rule: 'arg-type', count: 1 },
    { path: 'a.py', tool: 'mypy', rule: '', count: 1 },
  ])
})

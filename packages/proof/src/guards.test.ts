import { describe, expect, it } from '@jest/globals'
import type { Grant } from '@upkeep/schema'
import { refusals } from './guards.ts'

const commit = 'a'.repeat(40)
const grant: Grant = {
  action: 'type-safety',
  target: { kind: 'repository', base: commit, head: commit },
  owns: ['**/*.ts', '**/*.yml'],
  limits: { files: 2, lines: 5 },
  budget: { usd: 0, tokens: 0, turns: 0, seconds: 0 },
  may: { runCode: true, askModel: false, write: 'file' },
}
const change = (path: string, before: string, after: string) => ({
  path,
  before: Buffer.from(before),
  after: Buffer.from(after),
})
const names = (...changes: ReturnType<typeof change>[]) => refusals(changes, grant).map(({ guard }) => guard)

describe('refusals', () => {
  it('passes a removed suppression', () => {
    expect(names(change('a.ts', '// @ts-ignore\nx', 'x'))).toEqual([])
  })

  it('refuses an added suppression, also in exchange for another kind', () => {
    expect(names(change('a.ts', '// @ts-ignore\nx', '// eslint-disable-next-line\nx'))).toEqual(['suppression'])
  })

  it('refuses workflows although the action owns YAML, in any case of letters', () => {
    expect(names(change('.github/workflows/ci.yml', 'a', 'b'), change('.GitHub/x.yml', 'a', 'b'))).toEqual([
      'path',
      'path',
    ])
  })

  it('refuses what the action does not own and what leaves the repository', () => {
    expect(names(change('a.json', 'a', 'b'), change('../a.ts', 'a', 'b'))).toEqual(['path', 'path'])
  })

  it('refuses a patch of too many files or lines', () => {
    expect(names(...['a.ts', 'b.ts', 'c.ts'].map((path) => change(path, 'a\n', 'b\n')))).toEqual(['size', 'size'])
  })
})

import { describe, expect, it } from '@jest/globals'
import type { Grant } from '@upkeep/schema'
import { loosened } from './configuration.ts'
import { FAIR, REFUSED } from './fixture-patches.data.ts'
import { gates, refusals } from './guards.ts'

const commit = 'a'.repeat(40)
const grant: Grant = {
  action: 'type-safety',
  target: { kind: 'repository', base: commit, head: commit },
  owns: ['**/*.ts', '**/*.yml'],
  limits: { files: 2, lines: 5 },
  budget: { usd: 0, tokens: 0, turns: 0, seconds: 0 },
  may: { runCode: true, askModel: false, write: 'file' },
}
const change = (path: string, before: string | null, after: string | null) => ({
  path,
  before: before === null ? null : Buffer.from(before),
  after: after === null ? null : Buffer.from(after),
})
const names = (...changes: ReturnType<typeof change>[]) => refusals(changes, grant).map(({ guard }) => guard)

describe('refusals', () => {
  it('passes a removed suppression', () => {
    expect(names(change('a.ts', '// @ts-ignore\nx', 'x'))).toEqual([])
  })

  it('refuses an added suppression, also in exchange for another kind', () => {
    expect(names(change('a.ts', '// @ts-ignore\nx', '// eslint-disable-next-line no-x\nx'))).toEqual(['suppression'])
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

describe('gates', () => {
  it.each(REFUSED)('refuses that %s', (_, path, before, after, expected) => {
    const found = gates([change(path, before, after)]).map(({ guard, rule, line }) => `${guard} ${rule} ${line ?? '-'}`)
    expect(found).toContain(expected)
  })

  it.each(FAIR)('lets pass that %s', (_, path, before, after) => {
    expect(gates([change(path, before, after)])).toEqual([])
  })

  it('names the rule and the line in a sentence', () => {
    const [refusal] = gates([change('a.ts', 'const a: string = f()\n', '\nconst a: any = f()\n')])
    expect(refusal).toMatchObject({ guard: 'weakened-type', rule: 'any', line: 2 })
    expect(refusal?.sentence).toMatch(/^a\.ts:2 would hold 1 `any` instead of 0/)
  })

  it('stays linear in large files', () => {
    const line = "it('a', () => { expect(a as any).toBe(1) }) // @ts-ignore\n"
    const started = performance.now()
    const [before, after] = [line.repeat(5000), line.repeat(5001)]
    expect(gates([change('a.test.tsx', before, after)]).map(({ guard }) => guard)).toEqual([
      'suppression',
      'weakened-type',
    ])
    expect(performance.now() - started).toBeLessThan(30_000)
  })

  it('gives the same answer for the same files: it reads nothing else', () => {
    const changes = REFUSED.map(([, path, before, after]) => change(path, before, after))
    expect(gates(changes)).toEqual(gates(changes))
  })
})

describe('loosened', () => {
  it('compares what tools print in the end, and knows what is stricter', () => {
    const before = { rules: { a: ['error', { x: 1 }], b: 'warn', c: 2 }, compilerOptions: { strict: false } }
    const after = { rules: { a: ['off'], b: 'error', c: 2 }, compilerOptions: { strict: true } }
    expect(loosened(before, after).map(({ key }) => key)).toEqual(['rules.a'])
  })
})

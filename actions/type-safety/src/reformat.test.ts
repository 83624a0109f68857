import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'
import { prove } from '@upkeep/proof'
import { notRun } from '@upkeep/testing'
import { detect } from './detect.ts'
import { openFixture, patched } from './fixture-repository.ts'
import type { FixtureCheck } from './fixture-repository.ts'
import type { SuppressionProposal } from './proposal.ts'
import { isSuppression } from './payload.ts'
import { propose } from './propose.ts'
import { verify } from './verify.ts'

const bin = fileURLToPath(new URL('../../../node_modules/.bin', import.meta.url))
const path = `${bin}:${process.env['PATH'] ?? ''}`
const has = (tool: string): boolean => {
  try {
    execFileSync(tool, ['--version'], { stdio: 'pipe' })
    return true
  } catch {
    notRun(`formatting by ${tool}`, 'it is not installed here')
    return false
  }
}
const [mypy, ruff] = [has('mypy'), has('ruff')]

async function outcome(files: Record<string, string>, checks: FixtureCheck[]) {
  await using fixture = await openFixture(files, checks, { path })
  const { context } = fixture
  const { findings } = await detect(context)
  const open = findings.map((finding) => ({ finding, attempts: [] }))
  const proposals: SuppressionProposal[] = []
  for await (const one of propose(open, 'L0', context)) if ('edits' in one && isSuppression(one)) proposals.push(one)
  const classes = new Set<unknown>()
  const { passing } = await prove('batch', proposals, async (subset) => {
    const tree = await context.workspace.compose(subset.flatMap(({ edits }) => edits))
    if ('conflict' in tree) throw new Error('conflict')
    const { verdict, class: proofClass } = await verify({ proposals: subset, tree, depth: 'proof' }, context)
    classes.add(proofClass)
    return verdict
  })
  return {
    after: await patched(fixture, passing),
    findings: passing.map((one) => one.findings.length),
    classes: [...classes],
    formatted: fixture.commands.filter((command) => /prettier|ruff format/.test(command)),
  }
}

const TSC = { argv: ['tsc', '--noEmit'] }
const TSCONFIG = { 'tsconfig.json': '{ "compilerOptions": { "strict": true, "types": [] } }\n' }
const PRETTIER = { argv: ['prettier', '--check', '--no-config', '--semi=false', '*.ts'] }

describe('a removal that the formatter of CI would refuse', () => {
  it('takes in what Prettier makes of its lines, and touches nothing else', async () => {
    const a = [
      'declare function f(a: number, b: number): number',
      'export const x = f(',
      '  // @ts-ignore',
      '  1,',
      '  2,',
      ')',
      '// @ts-ignore',
      'export const y = f(1, 2)',
      '',
    ]
    const found = await outcome({ ...TSCONFIG, 'a.ts': a.join('\n'), 'b.ts': 'export   const z = 1' }, [TSC, PRETTIER])
    expect(found.after).toEqual({
      'a.ts': 'declare function f(a: number, b: number): number\nexport const x = f(1, 2)\nexport const y = f(1, 2)\n',
    })
    expect(found.classes).toEqual(['format'])
    expect(found.formatted.every((command) => command.endsWith(' a.ts'))).toBe(true)
    expect(found.formatted).toHaveLength(2)
  }, 120_000)

  it('stays as it was made where the file was not formatted before, and where no formatter minds', async () => {
    const loose = ['export const x=1', '// @ts-ignore', 'export const y = 1', '']
    const found = await outcome({ ...TSCONFIG, 'a.ts': loose.join('\n') }, [TSC, PRETTIER])
    expect(found.after).toEqual({ 'a.ts': 'export const x=1\nexport const y = 1\n' })
    expect(found.classes).toEqual(['comment'])
    const neat = ['export const x = 1', '// @ts-ignore', 'export const y = 1', '']
    expect(await outcome({ ...TSCONFIG, 'a.ts': neat.join('\n') }, [TSC, PRETTIER])).toMatchObject({
      after: { 'a.ts': 'export const x = 1\nexport const y = 1\n' },
      classes: ['comment'],
      formatted: [expect.any(String)],
    })
  }, 120_000)

  it('is one proposal with the others whose lines the formatter joins with its own', async () => {
    if (!mypy || !ruff) return
    const a = [
      'def f(a: int, b: int) -> int:',
      '    return a + b',
      '',
      '',
      'x = f(  # type: ignore',
      '    1, 2',
      ')  # type: ignore',
      'z = 0',
      'y = f(1, 2)  # type: ignore',
      '',
    ]
    const before = a.join('\n')
    const found = await outcome({ 'a.py': before }, [
      { argv: ['mypy', 'a.py'] },
      { argv: ['ruff', 'format', '--check', '.'] },
    ])
    expect(found.after['a.py']).toBe(
      'def f(a: int, b: int) -> int:\n    return a + b\n\n\nx = f(1, 2)\nz = 0\ny = f(1, 2)\n',
    )
    expect(found.findings).toEqual([2, 1])
  }, 120_000)
})

import { describe, expect, it } from '@jest/globals'
import { notRun, toolOnPath } from '@upkeep/testing'
import { prove } from '@upkeep/proof'
import { openFixture } from '../fixture-repository.ts'
import type { TypeSafetyProposal } from '../payload.ts'
import { propose } from '../propose.ts'
import { verify } from '../verify.ts'
import { detectAnnotations } from './detect-annotations.ts'

const SOURCE = `
class A:
    def __init__(self, a):
        self.a = a

    def name(self, short=False):
        return "a" if short else "aa"


def count(values):
    return 1


def first(values):
    if values:
        return 1
    return None


def shout(values):
    print(count(values).upper())
`

async function settle(files: Record<string, string>, annotations: string) {
  const checks = [{ argv: ['mypy', 'a.py'] }]
  const path = process.env['PATH'] ?? ''
  await using fixture = await openFixture(files, checks, { path, inputs: { annotations } })
  const { context } = fixture
  const { findings, left } = await detectAnnotations(context)
  const proposals: TypeSafetyProposal[] = []
  for await (const one of propose(
    findings.map((finding) => ({ finding, attempts: [] })),
    'L0',
    context,
  ))
    if ('edits' in one) proposals.push(one)
  const { passing } = await prove('annotations', proposals, async (subset) => {
    const tree = await context.workspace.compose(subset.flatMap(({ edits }) => edits))
    if ('conflict' in tree) throw new Error('conflict')
    return (await verify({ proposals: subset, tree, depth: 'proof' }, context)).verdict
  })
  return { now: passing.flatMap(({ data }) => (data.kind === 'suppression' ? [] : [data.now])), left }
}

const missing = ['mypy', 'ruff'].filter((tool) => !toolOnPath(tool))

describe('detectAnnotations', () => {
  it('adds the results that ruff can tell and mypy bears, and proves that only types were added', async () => {
    if (missing.length > 0) return notRun('annotations by ruff', `no ${missing.join(', ')}`)
    const { now } = await settle({ 'a.py': SOURCE }, 'ruff')
    expect(now).toContain('def __init__(self, a) -> None:')
    expect(now).toContain('def count(values) -> int:')
    expect(now.some((head) => head.startsWith('def shout'))).toBe(false) // mypy looks into it from then on, and finds an error
    expect(now.some((head) => head.startsWith('def first'))).toBe(false) // int | None fails on older versions of Python
  }, 120_000)

  it('adds any type where annotations are lazy', async () => {
    if (missing.length > 0) return notRun('annotations by ruff', `no ${missing.join(', ')}`)
    const { now } = await settle({ 'a.py': `from __future__ import annotations\n${SOURCE}` }, 'ruff')
    expect(now).toContain('def first(values) -> int | None:')
  }, 120_000)

  it('takes back what makes a checker report something new', async () => {
    if (missing.length > 0) return notRun('annotations by ruff', `no ${missing.join(', ')}`)
    const source = 'def f():\n    return 1\n\n\ndef g() -> str:\n    return f()\n\n\ndef h():\n    return 1\n'
    const { now } = await settle({ 'a.py': source }, 'ruff')
    expect(now).toEqual(['def h() -> int:'])
  }, 120_000)

  it('asks pyrefly about parameters where it is told to', async () => {
    const lacking = [...missing, ...(toolOnPath('pyrefly') ? [] : ['pyrefly'])]
    if (lacking.length > 0) return notRun('annotations by pyrefly', `no ${lacking.join(', ')}`)
    const { now } = await settle({ 'a.py': SOURCE }, 'infer')
    expect(now).toContain('def name(self, short: bool = False) -> str:')
  }, 120_000)
})

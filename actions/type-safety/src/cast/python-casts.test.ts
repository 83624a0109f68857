import { describe, expect, it } from '@jest/globals'
import { prove } from '@upkeep/proof'
import { notRun, toolOnPath } from '@upkeep/testing'
import { openFixture } from '../fixture-repository.ts'
import type { TypeSafetyProposal } from '../payload.ts'
import { propose } from '../propose.ts'
import { verify } from '../verify.ts'
import { detectPythonCasts } from './python-casts.ts'

const MIXED = `from typing import Any, cast


def f(é: int, b: Any) -> int:
    same = cast(int, é)
    told = cast(int, b)
    return same + told
`
const ALL = `import os
from typing import List, cast


def g(a: int, b: List[int]) -> int:
    first = cast("int", a + 1)
    return first * cast(int, b[0])
`

describe('detectPythonCasts', () => {
  it('removes the casts that mypy calls redundant, and the import with the last of them', async () => {
    if (!toolOnPath('mypy')) return notRun('redundant casts of Python', 'no mypy')
    const files = { 'a.py': MIXED, 'b.py': ALL, 'c.py': 'def cast(a, b):\n    return b\n\nx = cast(int, 1)\n' }
    const checks = [{ argv: ['mypy', 'a.py', 'b.py', 'c.py'] }]
    await using fixture = await openFixture(files, checks, { path: process.env['PATH'] ?? '' })
    const { context } = fixture
    const { findings } = await detectPythonCasts(context)
    const proposals: TypeSafetyProposal[] = []
    const open = findings.map((finding) => ({ finding, attempts: [] }))
    for await (const one of propose(open, 'L0', context)) if ('edits' in one) proposals.push(one)
    const { passing } = await prove('casts', proposals, async (subset) => {
      const tree = await context.workspace.compose(subset.flatMap(({ edits }) => edits))
      if ('conflict' in tree) throw new Error('conflict')
      return (await verify({ proposals: subset, tree, depth: 'proof' }, context)).verdict
    })
    const tree = await context.workspace.compose(passing.flatMap(({ edits }) => edits))
    if ('conflict' in tree) throw new Error('conflict')
    const texts = Object.fromEntries(
      [...tree.files].map(([path, bytes]) => [path, Buffer.from(bytes ?? []).toString()]),
    )
    expect(texts).toEqual({
      'a.py': MIXED.replace('cast(int, é)', 'é'),
      'b.py': ALL.replace(', cast', '').replace('cast("int", a + 1)', '(a + 1)').replace('cast(int, b[0])', 'b[0]'),
    })
  }, 120_000)
})

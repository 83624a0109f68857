import { execFileSync } from 'node:child_process'
import { describe, expect, it } from '@jest/globals'
import { prove } from '@upkeep/proof'
import { notRun } from '@upkeep/testing'
import { detect } from './detect.ts'
import { openFixture } from './fixture-repository.ts'
import type { FixtureCheck } from './fixture-repository.ts'
import type { SuppressionProposal } from './proposal.ts'
import { isSuppression } from './payload.ts'
import { propose } from './propose.ts'
import { verify } from './verify.ts'

const has = (tool: string): boolean => {
  try {
    execFileSync(tool, ['--version'], { stdio: 'pipe' })
    return true
  } catch {
    notRun(`proofs by ${tool}`, 'it is not installed here')
    return false
  }
}
const mypy = has('mypy')

async function proof(files: Record<string, string>, checks: FixtureCheck[]) {
  await using fixture = await openFixture(files, checks, { path: process.env['PATH'] ?? '' })
  const { context } = fixture
  const { findings } = await detect(context)
  const open = findings.map((finding) => ({ finding, attempts: [] }))
  const proposals: SuppressionProposal[] = []
  for await (const one of propose(open, 'L0', context)) if ('edits' in one && isSuppression(one)) proposals.push(one)
  const { passing, refused } = await prove('batch', proposals, async (subset) => {
    const tree = await context.workspace.compose(subset.flatMap(({ edits }) => edits))
    if ('conflict' in tree) throw new Error('conflict')
    return (await verify({ proposals: subset, tree, depth: 'proof' }, context)).verdict
  })
  return {
    passing: passing.map(({ data }) => data.path),
    refused: refused.map(({ proposal: { data }, verdict }) => [data.path, verdict.status, verdict.reasons.join('; ')]),
  }
}

describe('verify', () => {
  it('proves nothing by a reader that is red anyway, and proves what that one does not read', async () => {
    if (!mypy) return
    const files = {
      'a.py': 'x: int = 1  # type: ignore\n',
      'b.py': 'x: int = 1  # type: ignore\n',
      'broken.py': 'import a\nx: int = "a"\n',
    }
    const found = await proof(files, [{ argv: ['mypy', 'a.py', 'b.py'] }, { argv: ['mypy', 'broken.py'] }])
    expect(found.passing).toEqual(['b.py'])
    expect(found.refused).toEqual([
      ['a.py', 'unproven', expect.stringMatching(/`mypy broken.py` reads this comment.*red without the patch/)],
    ])
  }, 120_000)
})

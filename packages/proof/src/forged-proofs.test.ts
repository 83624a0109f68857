import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { inPlaceRunner } from '@upkeep/ci'
import type { FoundCheck } from '@upkeep/ci'
import { sha256 } from '@upkeep/schema'
import type { Edit, Grant, PatchProposal } from '@upkeep/schema'
import { gitRepository } from '@upkeep/testing'
import { openWorkspace } from '@upkeep/workspace'
import type { Workspace } from '@upkeep/workspace'
import { checkFixture, leafFixture } from './fixture-check.ts'
import { judge } from './judge.ts'
import { prove } from './prove.ts'

const temp = mkdtempSync(join(tmpdir(), 'upkeep-forged-test-'))
afterAll(() => rmSync(temp, { recursive: true, force: true }))

const PATH = process.env['PATH'] ?? ''
const commit = 'a'.repeat(40)
/** It owns everything, so that nothing but the guards and the proof stands in the way. */
const grant: Grant = {
  action: 'dependency-upgrader',
  owns: ['**'],
  limits: {},
  target: { kind: 'repository', base: commit, head: commit },
  budget: { usd: 0, tokens: 0, turns: 0, seconds: 0 },
  may: { runCode: true, askModel: false, write: 'file' },
}

/** The check is the repository's own: it fails while `src/a.js` holds the word `broken`, by a tool that is installed, not tracked. */
const FILES = {
  '.gitignore': 'node_modules\n.cache\n',
  'src/a.js': 'export const a = 1\n',
  'src/a.test.js': "test('a', () => { expect(a).toBe(1) })\n",
  'tests/test_a.py': 'def test_a():\n    assert True\n',
  'tsconfig.json': '{ "compilerOptions": { "strict": true } }\n',
  'scripts/check.sh': '#!/bin/sh\nexec node_modules/.bin/tool\n',
}
const TOOL = '#!/bin/sh\n! grep -q broken src/a.js\n'

function check(command: string): FoundCheck {
  return checkFixture({ id: 'check', kind: 'test', command }, [leafFixture(command.split(' '))])
}

/** What breaks the program; every forged patch holds it, and something that is to hide it. */
const BROKEN = { 'src/a.js': 'export const a = 1 // broken\n' }

async function edits(workspace: Workspace, patch: Readonly<Record<string, string | null>>): Promise<Edit[]> {
  return await Promise.all(
    Object.entries(patch).map(async ([path, text]) => {
      const bytes = await workspace.read(path)
      const end = text === null ? 0 : (bytes?.length ?? 0)
      return { path, blob: bytes === null ? null : sha256(bytes), start: 0, end, text }
    }),
  )
}

/** Proves a patch by one check; `before` runs first in a worktree of its own, as what a model would do. */
async function proof(patch: Readonly<Record<string, string | null>>, command = 'sh scripts/check.sh', before = 'true') {
  await using repository = await gitRepository(FILES)
  repository.write('node_modules/.bin/tool', TOOL)
  await using workspace = await openWorkspace({ directory: repository.root, temp })
  const options = { cwd: '.', env: { PATH }, shell: 'sh', seconds: 20, network: 'none' } as const
  {
    await using worktree = await workspace.open()
    await worktree.exec(before, options)
  }
  const runner = inPlaceRunner({ env: { PATH }, secondsPerCheck: 20, redact: (text) => text })
  const proposal: PatchProposal<null> = {
    kind: 'patch',
    id: 'a'.repeat(16),
    findings: [],
    data: null,
    edits: await edits(workspace, patch),
  }
  const guards: string[] = []
  const { verified, refused } = await prove('forged', [proposal], async (subset) => {
    const tree = await workspace.compose(subset.flatMap((one) => one.edits))
    if ('conflict' in tree) throw new Error('conflict')
    const judgement = await judge(
      { proposals: subset, tree, depth: 'proof' },
      { atMost: 'behaviour', targets: () => ['check'] },
      {
        workspace,
        runner,
        grant,
        checks: [check(command)],
        cache: new Map(),
        told: new Map(),
        refuting: new Set(),
        signal: new AbortController().signal,
        runPython: async () => null,
        runNode: async () => null,
        effective: null,
        onRefusal: ({ guard, rule }) => void guards.push(`${guard} ${rule}`),
      },
    )
    return judgement.verdict
  })
  return { proven: verified !== null, guards, reasons: refused.flatMap(({ verdict }) => verdict.reasons).join('\n') }
}

const RUN = 'sh node_modules/.bin/tool'

describe('a forged proof', () => {
  it('is told from a true one: a patch that is right is proven, one that breaks the program is not', async () => {
    expect(await proof({ 'src/a.js': 'export const a = 2\n' }, RUN)).toMatchObject({ proven: true, guards: [] })
    expect(await proof(BROKEN, RUN)).toMatchObject({ proven: false, guards: [] })
  })

  it('fails with a compiler that was swapped in ignored files: the proof starts from the tree of the job', async () => {
    const swap = 'printf "#!/bin/sh\\nexit 0\\n" > node_modules/.bin/tool'
    expect(await proof(BROKEN, RUN, swap)).toMatchObject({ proven: false })
  })

  it('fails with results that were cached before: the cache of another worktree is not there', async () => {
    const command = '[ -e .cache/passed ] || sh node_modules/.bin/tool'
    expect(await proof(BROKEN, command, 'mkdir -p .cache && touch .cache/passed')).toMatchObject({ proven: false })
  })

  it('fails with a process that stays behind and mends the file later', async () => {
    const mend = "(sleep 1; while :; do sed -i 's/broken//' src/a.js; sleep 0.1; done) >/dev/null 2>&1 &"
    expect(await proof(BROKEN, `sleep 0.3; ${RUN}`, mend)).toMatchObject({ proven: false })
  })

  const cases: readonly [title: string, patch: Record<string, string | null>, guard: string][] = [
    ['a patched package', { 'node_modules/.bin/tool': 'exit 0\n' }, 'path installed files'],
    [
      'a configuration that is looser',
      { 'tsconfig.json': '{ "compilerOptions": {} }\n' },
      'configuration compilerOptions.strict',
    ],
    ['a sitecustomize.py', { 'sitecustomize.py': 'import os\n' }, 'path sitecustomize'],
    ['a module that shadows the test runner', { 'pytest.py': 'def main(): return 0\n' }, 'path shadowed module'],
    ['a tool that shadows the one on PATH', { 'venv/bin/tool': '#!/bin/sh\n' }, 'path installed files'],
    ['a deleted test', { 'src/a.test.js': null }, 'test test deleted'],
    [
      'a test that is skipped',
      { 'src/a.test.js': "test['skip']('a', () => { expect(a).toBe(1) })\n" },
      'test test skipped',
    ],
    ['a clock that is faked', { 'src/b.js': 'performance.now = () => 0\n' }, 'sniffing clock'],
    ['a program that leaves early', { 'src/b.js': 'process.exit(0)\n' }, 'sniffing exit'],
    ['an edited script of the check', { 'scripts/check.sh': '#!/bin/sh\nexit 0\n' }, 'check-script check script'],
  ]
  it.each(cases)('fails with %s, before anything is run', async (_, patch, guard) => {
    const { proven, guards } = await proof({ ...BROKEN, ...patch })
    expect([proven, guards]).toEqual([false, [guard]])
  })
})

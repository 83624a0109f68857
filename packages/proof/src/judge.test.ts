import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { inPlaceRunner } from '@upkeep/ci'
import type { FoundCheck } from '@upkeep/ci'
import { sha256 } from '@upkeep/schema'
import type { CheckKind, Grant, PatchProposal } from '@upkeep/schema'
import { gitRepository } from '@upkeep/testing'
import { openWorkspace } from '@upkeep/workspace'
import type { Workspace } from '@upkeep/workspace'
import { checkFixture } from './fixture-check.ts'
import { judge } from './judge.ts'
import type { JudgePorts } from './judge.ts'
import { prove } from './prove.ts'
import { noticing } from './needed/says-the-same.ts'

const temp = mkdtempSync(join(tmpdir(), 'upkeep-judge-test-'))
afterAll(() => rmSync(temp, { recursive: true, force: true }))

const PATH = process.env['PATH'] ?? ''
const commit = 'a'.repeat(40)
const grant: Grant = {
  action: 'test',
  owns: ['**/*.ts'],
  limits: { files: 50 },
  target: {
    kind: 'repository',
    base: commit,
    head: commit,
  },
  budget: {
    usd: 0,
    tokens: 0,
    turns: 0,
    seconds: 0,
  },
  may: {
    runCode: true,
    askModel: false,
    write: 'file',
  },
}

function check(id: string, command: string, kind: CheckKind = 'lint'): FoundCheck {
  return checkFixture({ id, kind, command })
}

function portsOf(workspace: Workspace, checks: readonly FoundCheck[], runs: string[]): JudgePorts {
  return {
    workspace,
    grant,
    checks,
    signal: new AbortController().signal,
    cache: new Map(),
    told: new Map(),
    refuting: new Set(),
    runner: {
      run: (found, worktree, options) =>
        inPlaceRunner({
          env: { PATH, RUNS: String(runs.length) },
          secondsPerCheck: 30,
          redact: (text) => text,
        }).run(found, worktree, options),
    },
    runPython: async () => null,
    runNode: async () => null,
    effective: null,
    onResult: (result, { cached }) => void (cached ? undefined : runs.push(`${result.check} ${result.status}`)),
  }
}

/** Takes the first comment line out of a file. */
async function removal(workspace: Workspace, path: string): Promise<PatchProposal<null>> {
  const bytes = (await workspace.read(path)) ?? new Uint8Array()
  const end = bytes.indexOf(10) + 1
  const id = sha256(path).slice(0, 16)
  return {
    kind: 'patch',
    id,
    findings: [id],
    data: null,
    edits: [{ path, blob: sha256(bytes), start: 0, end, text: '' }],
  }
}

const files = { 'a.ts': '// one\nexport const a = 1\n', 'b.ts': '// two\nexport const b = 2\n' }

/** Judges the removal of both comments by these checks; `targets` are those that speak about them. */
async function judged(
  checks: readonly FoundCheck[],
  targets: readonly string[],
  tree: Record<string, string> = files,
  partial = false,
  more: { trusted?: boolean } & Partial<JudgePorts> = {},
) {
  await using repository = await gitRepository(tree)
  await using workspace = await openWorkspace({ directory: repository.root, temp })
  const runs: string[] = []
  const { trusted = false, ...changed } = more
  const ports = { ...portsOf(workspace, checks, runs), ...changed }
  const proposals = [await removal(workspace, 'a.ts'), await removal(workspace, 'b.ts')]
  const rows: string[][] = []
  const { passing, refused } = await prove('batch', proposals, async (subset) => {
    const composition = await workspace.compose(subset.flatMap(({ edits }) => edits))
    if ('conflict' in composition) throw new Error('conflict')
    const judgement = await judge(
      { proposals: subset, tree: composition, depth: 'proof', trusted },
      { atMost: 'comment', targets: () => targets, ...(partial ? { partial } : {}) },
      ports,
    )
    rows.push(judgement.rows.map(({ id, before, after, why }) => [id, before, after, why ?? ''].join(' ').trim()))
    return judgement.verdict
  })
  return {
    passing: passing.map(({ edits }) => edits[0]?.path),
    refused: refused.map(({ proposal, verdict }) =>
      [proposal.edits[0]?.path, verdict.status, verdict.reasons.join('; ')].join(' '),
    ),
    rows: rows.at(-1),
    runs,
  }
}

describe('judge', () => {
  it('runs a check that passes once, and no baseline', async () => {
    const { passing, rows, runs } = await judged([check('lint', 'true')], ['lint'])
    expect(passing).toEqual(['a.ts', 'b.ts'])
    expect(rows).toEqual(['lint not-needed pass'])
    expect(runs).toEqual(['lint pass'])
  })

  it('tells in a row what is known of a check without a run of it, and takes it for no baseline', async () => {
    const diagnostics = [
      { tool: 'tsc', rule: 'TS1', severity: 'error' as const, path: 'a.ts', range: null, message: 'old' },
    ]
    const known = { check: 'lint', tree: '', status: 'fail' as const, exit: 1, seconds: 0, rewrote: [], output: '' }
    const told = new Map([['lint', { ...known, diagnostics, why: 'a part of it failed' }]])
    const fixed = await judged([check('lint', 'true')], ['lint'], files, false, { told })
    expect(fixed.rows).toEqual(['lint fail pass a part of it failed'])
    expect(fixed.runs).toEqual(['lint pass'])
    const { rows, runs } = await judged(
      [check('lint', 'echo "a.ts(1,1): error TS1: old"; exit 1')],
      ['lint'],
      files,
      true,
      {
        told,
      },
    )
    expect(rows).toEqual(['lint fail fail it is red without the patch as well'])
    expect(runs).toEqual(['lint fail', 'lint fail']) // the patched tree and the base
  })

  it('refutes by location what makes a check fail, and keeps the rest', async () => {
    const tsc = `grep -q '// two' b.ts || { echo 'b.ts(1,1): error TS1: gone'; exit 1; }`
    const { passing, refused } = await judged([check('types', tsc, 'typecheck')], ['types'])
    expect(passing).toEqual(['a.ts'])
    expect(refused).toEqual([expect.stringMatching(/^b\.ts refuted .*TS1 at b\.ts:1: gone/)])
  })

  it('blames the file that a silent check names', async () => {
    const { passing } = await judged(
      [check('format', `grep -q '// two' b.ts || { echo 'would change b.ts'; exit 1; }`, 'format')],
      ['format'],
    )
    expect(passing).toEqual(['a.ts'])
  })

  it('bisects where a check says nothing at all', async () => {
    const { passing } = await judged([check('lint', `grep -q '// two' b.ts`)], ['lint'])
    expect(passing).toEqual(['a.ts'])
  })

  it('proves nothing by a check that is red without the patch as well', async () => {
    const { passing, refused, rows, runs } = await judged(
      [check('lint', `echo 'c.ts(1,1): error TS9: old'; exit 1`)],
      ['lint'],
    )
    expect(passing).toEqual([])
    expect(runs).toEqual(['lint fail', 'lint fail']) // the patched tree and the base
    expect(rows).toEqual(['lint fail fail it is red without the patch as well'])
    expect(refused[0]).toContain('unproven')
  })

  it('refutes what a red check reports newly', async () => {
    const lint = `echo 'c.ts(1,1): error TS9: old'; grep -q '// one' a.ts || echo 'a.ts(1,1): error TS1: new'; exit 1`
    const { refused } = await judged([check('lint', lint)], ['lint'])
    expect(refused[0]).toMatch(/^a\.ts refuted .*TS1/)
  })

  it('calls a check flaky that gives two answers on one tree, and proves nothing by it', async () => {
    const { passing, rows } = await judged([check('lint', 'test "$RUNS" -gt 0')], ['lint'])
    expect(passing).toEqual([])
    expect(rows).toEqual(['lint not-needed flaky it failed and passed on the same tree'])
  })

  it('proves nothing by a check that rewrites what it judges, and passes', async () => {
    const { passing, rows } = await judged([check('fix', 'echo // fixed >> a.ts')], ['fix'])
    expect(passing).toEqual([])
    expect(rows?.[0]).toMatch(/rewrites a\.ts/)
  })

  it('refutes what makes a check rewrite a file that it left alone before', async () => {
    const { passing, refused } = await judged([check('fix', `grep -q '// one' a.ts || echo '// one' >> a.ts`)], ['fix'])
    expect(passing).toEqual(['b.ts'])
    expect(refused[0]).toMatch(/^a\.ts refuted .*rewrite/)
  })

  it('leaves out checks that can not notice, with the reason, and demands one that speaks about the patch', async () => {
    const { passing, rows, refused } = await judged([check('test', 'true', 'test'), check('lint', 'true')], ['test'])
    expect(passing).toEqual([])
    expect(rows).toEqual([
      'test not-run not-run no test check can notice a change of class comment',
      'lint not-needed pass',
    ])
    expect(refused[0]).toContain('no check of the repository that speaks about this could be run')
  })

  it('refutes a patch that changes more than comments', async () => {
    const { passing, refused } = await judged([check('lint', 'true')], ['lint'], {
      ...files,
      'b.ts': 'export const b = 2\nexport const c = 3\n',
    })
    expect(passing).toEqual(['a.ts'])
    expect(refused[0]).toMatch(/^b\.ts refuted not of class comment/)
  })

  it('says which tool is missing instead of calling the patch bad', async () => {
    const { rows } = await judged([check('lint', 'no-such-tool --check')], ['lint'])
    expect(rows?.[0]).toMatch(/^lint not-run not-run .*no-such-tool.* is not installed/)
  })

  it('refutes a patch with which a check says that it can not be run, and without which it passes', async () => {
    const forged = `grep -q one a.ts || { echo 'sh: 1: no-such-tool: not found' >&2; exit 127; }`
    const { passing, refused } = await judged([check('lint', forged), check('other', 'true')], ['other'])
    expect(passing).toEqual(['b.ts'])
    expect(refused).toEqual([expect.stringMatching(/passes without the patch and can not be run with it/)])
  })
})

it('whether a check has to be asked is told of a tree as a proof of it would ask', async () => {
  const asked = async (test: string) => {
    await using repository = await gitRepository({ ...files, 'test/a.test.ts': test })
    await using workspace = await openWorkspace({ directory: repository.root, temp })
    const found = check('tests', 'true', 'test')
    const ports = portsOf(workspace, [found], [])
    const proposal = await removal(workspace, 'a.ts')
    const tree = await workspace.compose(proposal.edits)
    if ('conflict' in tree) throw new Error('conflict')
    const candidate = { proposals: [proposal], tree, depth: 'proof' as const }
    const isNoticed = await noticing(tree, ports)
    const noticed = await isNoticed(found)
    const { rows } = await judge(candidate, { atMost: 'comment', targets: () => [] }, ports)
    return [noticed, rows[0]?.after]
  }
  expect(await asked("import { a } from '../a.ts'\n")).toEqual([false, 'not-run'])
  expect(await asked("expect(readFileSync('a.ts', 'utf8')).toMatchSnapshot()\n")).toEqual([true, 'pass'])
})

describe('a check that is given a secret', () => {
  const given = (command: string): FoundCheck => ({
    ...check('secret', command),
    handed: { secrets: ['KEY'], variables: [], env: {}, open: false, contexts: { matrix: {}, env: {}, inputs: {} } },
  })

  it('is asked last and once, on a tree that no model wrote', async () => {
    const { passing, runs } = await judged([given('exit 1'), check('lint', 'true')], ['lint'], files, false, {
      trusted: true,
    })
    expect(passing).toEqual(['a.ts', 'b.ts'])
    expect(runs).toEqual(['lint pass', 'secret fail', 'secret fail']) // the patched tree and the base
  })

  it('is not asked where another one refutes, nor where a model wrote', async () => {
    const refuting = `grep -q '// two' b.ts || exit 1`
    const refuted = await judged(
      [given('true'), check('lint', refuting)],
      ['lint'],
      { 'b.ts': files['b.ts'], 'a.ts': files['a.ts'] },
      false,
      { trusted: true },
    )
    expect(refuted.runs.filter((run) => run.startsWith('secret'))).toEqual(['secret pass'])
    const { rows, runs } = await judged([given('true'), check('lint', 'true')], ['lint'])
    expect(runs).toEqual(['lint pass'])
    expect(rows).toContain('secret not-run not-run it needs the secret KEY, which no tree with code of a model sees')
  })
})

describe('a target that stays red with less to say', () => {
  const says = `node -e "
    const { readFileSync } = require('node:fs')
    for (const path of ['a.ts', 'b.ts', 'c.ts'])
      if (readFileSync(path, 'utf8').includes('//')) console.log(path + '(1,1): error TS1: there is a comment')
    process.exitCode = 1"`
  const tree = { ...files, 'c.ts': '// three\nexport const c = 3\n' }

  it('supports where the action asks for no more, and proves nothing where it does not say so', async () => {
    const loud = check('loud', says)
    expect(await judged([loud], ['loud'], tree, true)).toMatchObject({ passing: ['a.ts', 'b.ts'] })
    expect(await judged([loud], ['loud'], tree)).toMatchObject({ passing: [] })
  })

  it('supports nothing where it has as much to say as before, or fails and says nothing', async () => {
    const same = check('same', 'echo "d.ts(1,1): error TS1: always"; exit 1')
    const mute = check('mute', "grep -q one a.ts && echo 'a.ts(1,1): error TS1: one'; exit 1")
    expect(await judged([same], ['same'], tree, true)).toMatchObject({ passing: [] })
    expect(await judged([mute], ['mute'], tree, true)).toMatchObject({ passing: [] })
  })
})

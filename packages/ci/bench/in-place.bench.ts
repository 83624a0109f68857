import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { classifyWorkflow, runSlice, sliceWorkflow } from '@upkeep/ci'
import { openWorkspace } from '@upkeep/workspace'
import type { Workspace } from '@upkeep/workspace'
import { median } from '@upkeep/testing/bench'
import type { Row } from '@upkeep/testing/bench'

const STEPS = 20
const ROUNDS = 5
const PATH = '/usr/local/bin:/usr/bin:/bin'
/** A test that takes a moment, so that what is measured is no race of two empty processes. */
const COMMAND = 'make test'
const FILES = { list: async () => await Promise.resolve([]), read: async () => await Promise.resolve(null) }
const WORKFLOW = `on: push\njobs:\n  one:\n    runs-on: ubuntu-latest\n    steps:\n${`      - run: ${COMMAND}\n`.repeat(STEPS)}`

/** What a step costs in place over its command by hand. */
export const bench = {
  name: 'in-place',
  async run(): Promise<Row[]> {
    const folder = mkdtempSync(join(tmpdir(), 'upkeep-bench-'))
    try {
      const root = join(folder, 'repository')
      execFileSync('git', ['init', '--quiet', root])
      writeFileSync(join(root, 'Makefile'), 'test:\n\t@echo tested\n')
      const git = (...args: string[]) =>
        execFileSync('git', ['-C', root, '-c', 'user.name=b', '-c', 'user.email=b@localhost', ...args])
      git('add', '.')
      git('commit', '--quiet', '--message', 'first')
      await using workspace = await openWorkspace({ directory: root, temp: join(folder, 'temp') })
      return await figures(workspace, root, folder)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

async function figures(workspace: Workspace, root: string, folder: string): Promise<Row[]> {
  const [hand, inPlace, opening]: number[][] = [[], [], []]
  for (let round = 0; round < ROUNDS; round++) {
    const temp = mkdtempSync(join(folder, 'files-'))
    const opened = performance.now()
    await using worktree = await workspace.open(undefined, { shared: [temp] })
    await worktree.exec('true', { cwd: '.', shell: 'sh', seconds: 60, network: 'host', env: { PATH } })
    opening?.push(performance.now() - opened)
    const workflow = await classifyWorkflow('.github/workflows/ci.yml', WORKFLOW, FILES, [])
    const slice = sliceWorkflow(workflow, WORKFLOW, { for: ['test'] })
    // Interleaved, so that a busy moment of the machine hits both
    const byHand = performance.now()
    for (let step = 0; step < STEPS; step++) spawnSync('bash', ['-e', '-c', COMMAND], { cwd: root, env: { PATH } })
    hand?.push((performance.now() - byHand) / STEPS)
    const started = performance.now()
    const { verdict } = await runSlice(slice, workflow, {
      worktree,
      temp,
      env: { PATH },
      secrets: {},
      variables: {},
      github: {},
      secondsPerStep: 60,
      signal: new AbortController().signal,
      masks: { add: () => undefined, redact: (text) => text },
    })
    if (verdict !== 'pass') throw new Error(`the slice ended with ${verdict}`)
    inPlace?.push((performance.now() - started) / STEPS)
  }
  const [plain, own] = [median(hand ?? []), median(inPlace ?? [])]
  return [
    {
      what: `a step in place (median of ${ROUNDS} × ${STEPS})`,
      value: ms(own),
      baseline: `by hand ${ms(plain)}`,
      ratio: own / plain,
    },
    { what: 'what a step costs over its command by hand (at most 30 ms)', value: ms(own - plain) },
    { what: 'the worktree is opened, with its first command', value: ms(median(opening ?? [])) },
  ]
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`
}

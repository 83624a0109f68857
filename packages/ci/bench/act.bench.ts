import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { classifyWorkflow, findAct, runSliceByAct, sliceWorkflow } from '@upkeep/ci'
import { openWorkspace } from '@upkeep/workspace'
import { median } from '@upkeep/testing/bench'

const RUNS = 10
const NO_FILES = { list: async () => await Promise.resolve([]), read: async () => await Promise.resolve(null) }
const WORKFLOW = `on: push
jobs:
  one:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
      - run: node --test
`

async function timed(run: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let count = 0; count < RUNS; count++) {
    const start = performance.now()
    await run()
    times.push(performance.now() - start)
  }
  return median(times)
}

function folder(name: string): string {
  return mkdtempSync(join(realpathSync(tmpdir()), `upkeep-bench-${name}-`))
}

/** What a job costs by act beside its command by hand: a repository with one test, in a worktree that is open. */
export const bench = {
  name: 'act',
  async run() {
    const env = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' }
    const act = await findAct(env.PATH)
    const [root, temp, layers] = [folder('repository'), folder('run'), folder('layers')]
    try {
      writeFileSync(join(root, 'a.test.js'), "require('node:test').test('a', () => {})\n")
      for (const args of [
        ['init', '--quiet'],
        ['add', '.'],
        ['-c', 'user.name=a', '-c', 'user.email=a@localhost', 'commit', '--quiet', '-m', 'a'],
      ])
        execFileSync('git', args, { cwd: root })
      const workflow = await classifyWorkflow('ci.yml', WORKFLOW, NO_FILES, [])
      const slice = sliceWorkflow(workflow, WORKFLOW, { for: ['test'] })
      await using workspace = await openWorkspace({ directory: root, temp: layers, sandbox: { env } })
      await using worktree = await workspace.open(undefined, { shared: [temp] })
      const options = {
        worktree,
        act,
        env,
        temp,
        secrets: {},
        variables: {},
        github: {},
        slug: null,
        seconds: 60,
        secondsPerStep: 60,
      }
      const signal = new AbortController().signal
      const masks = { add: () => {}, redact: (text: string) => text }
      const hand = await timed(async () => await Promise.resolve(spawnSync('node', ['--test'], { cwd: root, env })))
      const byAct = await timed(async () => {
        const { verdict } = await runSliceByAct(slice, workflow, { ...options, signal, masks })
        if (verdict !== 'pass') throw new Error(`the slice is ${verdict}`)
      })
      return [
        {
          what: `one job by act (checkout, setup-node, node --test), median of ${RUNS}`,
          value: `${Math.round(byAct)} ms`,
          baseline: `${Math.round(hand)} ms by hand`,
          ratio: byAct / hand,
        },
        { what: 'overhead a job', value: `${Math.round(byAct - hand)} ms` },
      ]
    } finally {
      for (const each of [root, temp, layers]) rmSync(each, { recursive: true, force: true })
    }
  },
}

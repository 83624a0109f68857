import { spawnSync } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runnerEnvironment } from '@upkeep/testing'
import { median, milliseconds } from './row.ts'
import type { Bench, Row } from './row.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const RUNS = 10

/** From the start of an action's bundle until its inputs are validated (a wrong one ends it there), over bare Node. */
export const bench: Bench = {
  name: 'start-up',
  async run() {
    const actions = globSync('actions/*/package.json', { cwd: root }).map((path) => basename(dirname(path)))
    const rows: Row[] = []
    for (const action of actions) rows.push(await startUp(action))
    return rows
  },
}

async function startUp(action: string): Promise<Row> {
  const bundle = ['dist', 'build/bundle']
    .map((folder) => join(root, 'actions', action, folder, 'index.js'))
    .find(existsSync)
  if (bundle === undefined) return { what: action, value: 'not run: no bundle (npm run build)' }
  await using runner = await runnerEnvironment({
    workspace: root,
    inputs: { 'max-minutes': 'many', 'max-requests': 'many' },
  })
  const bare: number[] = []
  const bundled: number[] = []
  time(['-e', '0'], runner.env, 0)
  time([bundle], runner.env, 2)
  // interleaved, so that a busy moment of the machine hits both
  for (let run = 0; run < RUNS; run += 1) {
    bare.push(time(['-e', '0'], runner.env, 0))
    bundled.push(time([bundle], runner.env, 2))
  }
  const [value, baseline] = [median(bundled), median(bare)]
  return {
    what: `${action}: inputs validated (median of ${RUNS})`,
    value: milliseconds(value),
    baseline: `bare Node ${milliseconds(baseline)}`,
    ratio: value / baseline,
  }
}

function time(args: readonly string[], env: Record<string, string>, expected: number): number {
  const started = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, { env, cwd: root, encoding: 'utf8' })
  if (status !== expected) throw new Error(`${args.join(' ')} ended with ${status}:\n${stderr}`)
  return performance.now() - started
}

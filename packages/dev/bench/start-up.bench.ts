import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gitRepository, runnerEnvironment } from '@upkeep/testing'
import { median, milliseconds } from '@upkeep/testing/bench'
import type { Bench, Row } from '@upkeep/testing/bench'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const RUNS = 10

/**
 * From the start of an action's bundle until its inputs are validated (a wrong one ends it there), and small commands of the command
 * line, each over bare Node.
 */
export const bench: Bench = {
  name: 'start-up',
  async run() {
    const actions = globSync('actions/*/package.json', { cwd: root }).map((path) => basename(dirname(path)))
    const rows: Row[] = []
    for (const action of actions) rows.push(await startUp(action))
    for (const [what, args] of COMMANDS) rows.push(await commandStart(what, args))
    return rows
  },
}

/** Commands that are done at once for their user: what they load is most of what they take. */
const COMMANDS: readonly [what: string, args: readonly string[]][] = [
  ['upkeep --help', ['--help']],
  ['upkeep checks, on examples/typescript-app', ['checks']],
  ['upkeep init, on examples/typescript-app', ['init']],
]

/** CPU time of a command of the command line over that of bare Node; wall time says more of the machine than of the command. */
async function commandStart(what: string, args: readonly string[]): Promise<Row> {
  await using repository = await gitRepository(filesOf(join(root, 'examples', 'typescript-app')))
  const main = join(root, 'packages', 'cli', 'bin', 'upkeep.mjs')
  const command = args[0] === '--help' ? [main, ...args] : [main, ...args, '--repo', repository.root]
  const bare: number[] = []
  const started: number[] = []
  cpuTime(command) // fills the cache of compiled modules, as the first start on a machine does
  for (let run = 0; run < RUNS; run += 1) {
    bare.push(cpuTime(['-e', '0']))
    started.push(cpuTime(command))
  }
  const [value, baseline] = [median(started), median(bare)]
  return {
    what: `${what}: CPU time (median of ${RUNS})`,
    value: milliseconds(value),
    baseline: `bare Node ${milliseconds(baseline)}`,
    ratio: value / baseline,
  }
}

/** Milliseconds of CPU time that Node with these arguments takes, by its own account at its end. */
function cpuTime(args: readonly string[]): number {
  const hook = `process.on('exit', () => { const { user, system } = process.cpuUsage(); process.getBuiltinModule('fs').writeSync(3, String((user + system) / 1000)) })`
  const given = ['--import', `data:text/javascript,${encodeURIComponent(hook)}`, ...args]
  const { status, stderr, output } = spawnSync(process.execPath, given, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  })
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}:\n${stderr}`)
  return Number(output[3])
}

function filesOf(folder: string): Record<string, Uint8Array> {
  const list = ['-C', folder, 'ls-files', '-z', '--cached']
  const paths = execFileSync('git', list, { encoding: 'utf8' }).split('\0').filter(Boolean)
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path))]))
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

import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, extname, join, resolve } from 'node:path'
import { checkerNamed } from '@upkeep/checkers'
import { classify, failingCommandsOf, findChecks, identify, leafPath, readJobLog } from '@upkeep/ci'
import type { FoundCheck, Leaf } from '@upkeep/ci'
import { runnerLog } from '@upkeep/testing'
import { finishedJob, pieces } from './case.ts'
import { cpuTime, quoted } from './cpu-time.ts'
import type { Took } from './cpu-time.ts'
import { takenOver } from './pull-request.ts'
import type { FailedJob } from './pull-request.ts'

/** Violations for files of anybody: nothing is known of their contents. */
const PLANTS: Readonly<Record<string, readonly { name: string; change: (text: string) => string }[]>> = {
  '.py': [
    { name: 'unused import', change: (text) => text.replace(/^(?:import|from) /m, 'import zipimport\n$&') },
    { name: 'format', change: (text) => text.replace(/^( +return) (\w)/m, '$1   $2') },
    { name: 'type', change: (text) => `${text}\n\nplanted: int = "text"\n` },
    { name: 'undefined', change: (text) => `${text}\n\nprint(planted_nowhere)\n` },
  ],
  '.ts': [
    { name: 'format', change: (text) => text.replace(/^( +)(return|const) /m, '$1   $2   ') },
    { name: 'type', change: (text) => `${text}\nexport const planted: number = 'text'\n` },
    { name: 'unused', change: (text) => `${text}\nfunction planted() { var unused = 1 }\n` },
  ],
  '.js': [{ name: 'format', change: (text) => text.replace(/^( +)(return|const) /m, '$1   $2   ') }],
  '.go': [{ name: 'format', change: (text) => text.replace(/^\treturn /m, '   return   ') }],
  '.rs': [{ name: 'format', change: (text) => text.replace(/^( +let) /m, '$1   ') }],
}
const MOST_FILES = 3
/** Of one plant and check: the action proves a fix by all that could notice it, and that may be the tests of the repository. */
const MOST_FIXES = 1

export interface GivenScore {
  right: number
  all: number
  /** Of what tools can fix: the action, and the same by hand. */
  fixes: { of: string; action: Took & { fixed: boolean }; hand: Took }[]
}

/** On a copy of a repository: its own checks that lint, format or check types, as far as they pass here. Each outcome is told at once. */
export async function identifiedIn(repository: string): Promise<GivenScore> {
  const root = mkdtempSync(join(realpathSync(tmpdir()), 'upkeep-bench-'))
  try {
    cpSync(resolve(repository), root, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true }) // builds go by them
    git(root, 'checkout', '--quiet', '--force', '-B', 'main')
    return await scored(root)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

async function scored(root: string): Promise<GivenScore> {
  const paths = spawnSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).stdout.trimEnd().split('\n')
  const { checks } = findChecks(
    await classify({
      list: async () => await Promise.resolve(paths),
      read: async (path) => await Promise.resolve(contentOf(join(root, path))),
    }),
  )
  const wanted = checks.filter(
    ({ check, leaves }) =>
      check.runnable && ['lint', 'format', 'typecheck'].includes(check.kind) && leaves.some(isTool),
  )
  const score: GivenScore = { right: 0, all: 0, fixes: [] }
  const passing = wanted.filter((one) => run(one.check.command, one.check.cwd, one.check.env, root).exit === 0)
  console.error(
    `${passing.length} of ${wanted.length} checks pass: ${passing.map(({ check }) => check.command).join(' · ')}`,
  )
  for (const [extension, plants] of Object.entries(PLANTS)) {
    const files = paths.filter((path) => extname(path) === extension && !/test|docs?\/|\.d\.ts$|example/.test(path))
    for (const [index, plant] of plants.entries()) {
      for (let file = 0; file < MOST_FILES; file += 1) {
        const path = files[Math.floor((files.length * (file + index / plants.length)) / MOST_FILES)]
        if (path !== undefined) await plantedIn(path, plant, passing, checks, root, score)
      }
    }
  }
  return score
}

async function plantedIn(
  path: string,
  { name, change }: { name: string; change: (text: string) => string },
  passing: readonly FoundCheck[],
  checks: readonly FoundCheck[],
  root: string,
  score: GivenScore,
): Promise<void> {
  const before = readFileSync(join(root, path), 'utf8')
  writeFileSync(join(root, path), change(before))
  for (const one of passing) {
    const { check } = one
    const { exit, output } = run(check.command, check.cwd, check.env, root)
    if (exit === 0) continue
    const truth = one.leaves.filter(isTool).filter((leaf) => runLeaf(leaf, root) !== 0)
    const job = jobOf(one, output.replaceAll(root, '/home/runner/work/example/example'), exit)
    const told = job === null ? 'no step' : await toldOf(job, checks)
    const right = truth.some((leaf) => leaf.command === told)
    if (truth.length === 0) console.error(`${path}, ${name}: ${check.command} fails, none of its tools does alone`)
    else {
      score.all += 1
      if (right) score.right += 1
      console.error(
        `${right ? 'right' : 'WRONG'}: ${path}, ${name}: ${truth.map(({ command }) => command).join('; ')}, told ${told}`,
      )
      const [leaf] = truth
      const of = `${name}, ${check.id}`
      const isEnough = score.fixes.filter((fix) => fix.of === of).length >= MOST_FIXES
      if (leaf !== undefined && job !== null && !isEnough) {
        const fixes = await fixedIn(root, path, one, leaf, job)
        if (fixes !== null) score.fixes.push({ of, ...fixes })
      }
    }
  }
  writeFileSync(join(root, path), before)
}

function isTool({ invocation }: Leaf): boolean {
  return invocation !== null
}

function contentOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

/** Where its tool has a fix: by the action on a pull request with this change, and by hand. */
async function fixedIn(
  root: string,
  path: string,
  { check }: FoundCheck,
  leaf: Leaf,
  job: FailedJob,
): Promise<Omit<GivenScore['fixes'][number], 'of'> | null> {
  const words = leaf.invocation === null ? null : checkerNamed(leaf.invocation.checker).fix(leaf.argv)
  if (words === null) return null
  const planted = readFileSync(join(root, path))
  git(root, 'checkout', '--quiet', '-B', 'topic')
  git(root, 'commit', '--quiet', '--no-verify', '--message', 'change', '--', path)
  const passes = () => run(check.command, check.cwd, check.env, root).exit === 0
  const action = { ...(await takenOver(root, [job], searchPath(root))), fixed: passes() }
  git(root, 'checkout', '--quiet', '--force', 'topic')
  const env = { ...process.env, PATH: leafPath(leaf, root, searchPath(root)), CI: 'true', NO_COLOR: '1', ...check.env }
  const fix = `cd ${quoted([leaf.cwd])}; ${quoted([...leaf.wrapper, ...words])}`
  const hand = await cpuTime([fix, `cd ${quoted([check.cwd])}; ${check.command}`], { cwd: root, env })
  const fixable = passes()
  git(root, 'checkout', '--quiet', '--force', '-B', 'main', 'topic~1')
  writeFileSync(join(root, path), planted)
  if (!fixable) return null
  const ratio = (action.cpu / hand.cpu).toFixed(2)
  console.error(
    `${action.fixed ? 'fixed' : `NOT FIXED (${action.result}: ${action.output.slice(-600)})`}: ${path}: ${ratio} × (${action.cpu.toFixed(2)} s over ${hand.cpu.toFixed(2)} s), ${words.join(' ')}; ${check.command}`,
  )
  return { action, hand }
}

function git(cwd: string, ...args: readonly string[]): void {
  const identity = ['-c', 'user.name=bench', '-c', 'user.email=bench@example.org']
  const { status, stderr } = spawnSync('git', [...identity, ...args], { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`git ${args[0] ?? ''}: ${stderr}`)
}

/** A job that ran this check and failed; null for a check of no workflow. */
function jobOf({ check, written }: FoundCheck, output: string, exit: number): FailedJob | null {
  const [step] = written ?? []
  if (step === undefined) return null
  const log = runnerLog([
    step.uses === null
      ? { name: step.step, run: check.command, output, exit }
      : { name: step.step, uses: step.uses, output, exit },
  ])
  return { name: step.job, workflow: step.workflow, log }
}

async function toldOf({ name, workflow, log }: FailedJob, checks: readonly FoundCheck[]): Promise<string> {
  const job = finishedJob(name, log, workflow)
  const [failing] = failingCommandsOf(job, await readJobLog(pieces(log.text)))
  if (failing === undefined) return 'no failing step'
  const found = identify(failing, checks)
  return 'why' in found ? found.why : (found.leaf?.command ?? 'no tool')
}

function searchPath(root: string): string {
  return [join(root, 'node_modules', '.bin'), join(root, '.venv', 'bin'), process.env['PATH']].join(delimiter)
}

function run(
  command: string,
  cwd: string,
  more: Readonly<Record<string, string>>,
  root: string,
): { exit: number; output: string } {
  const env = { ...process.env, PATH: searchPath(root), CI: 'true', NO_COLOR: '1', ...more }
  const { status, stdout } = spawnSync('bash', ['-e', '-c', `exec 2>&1\n${command}`], {
    cwd: join(root, cwd),
    env,
    stdio: ['ignore', 'pipe', 'pipe'], // as in `ran`
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  return { exit: status ?? 1, output: stdout }
}

function runLeaf(leaf: Leaf, root: string): number {
  const path = leafPath(leaf, root, process.env['PATH'] ?? '')
  const command = [...leaf.wrapper.map((word) => `'${word}'`), leaf.command].join(' ')
  return run(
    command,
    leaf.cwd,
    { ...leaf.env, PATH: `${join(root, '.venv', 'bin')}:${join(root, 'node_modules', '.bin')}:${path}` },
    root,
  ).exit
}

import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, extname, join, resolve } from 'node:path'
import { classify, failingCommandsOf, findChecks, identify, leafPath, readJobLog } from '@upkeep/ci'
import type { FoundCheck, Leaf } from '@upkeep/ci'
import { runnerLog } from '@upkeep/testing'
import { finishedJob, pieces } from './case.ts'

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
  '.go': [{ name: 'format', change: (text) => text.replace(/^\treturn /m, '   return   ') }],
  '.rs': [{ name: 'format', change: (text) => text.replace(/^( +let) /m, '$1   ') }],
}
const MOST_FILES = 3

export interface GivenScore {
  right: number
  all: number
  lines: string[]
}

/** On a copy of a repository: its own checks that lint, format or check types, as far as they pass here. */
export async function identifiedIn(repository: string): Promise<GivenScore> {
  const root = mkdtempSync(join(realpathSync(tmpdir()), 'upkeep-bench-'))
  try {
    cpSync(resolve(repository), root, { recursive: true, verbatimSymlinks: true })
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
  const score: GivenScore = { right: 0, all: 0, lines: [] }
  const passing = wanted.filter((one) => run(one.check.command, one.check.cwd, one.check.env, root).exit === 0)
  score.lines.push(
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
    const told = await toldOf(one, output.replaceAll(root, '/home/runner/work/example/example'), exit, checks)
    const right = truth.some((leaf) => leaf.command === told)
    if (truth.length === 0) score.lines.push(`${path}, ${name}: ${check.command} fails, none of its tools does alone`)
    else {
      score.all += 1
      if (right) score.right += 1
      score.lines.push(
        `${right ? 'right' : 'WRONG'}: ${path}, ${name}: ${truth.map(({ command }) => command).join('; ')}, told ${told}`,
      )
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

async function toldOf(
  { check, written }: FoundCheck,
  output: string,
  exit: number,
  checks: readonly FoundCheck[],
): Promise<string> {
  const [step] = written ?? []
  if (step === undefined) return 'no step'
  const log = runnerLog([
    step.uses === null
      ? { name: step.step, run: check.command, output, exit }
      : { name: step.step, uses: step.uses, output, exit },
  ])
  const job = finishedJob(step.job, log, step.workflow)
  const [failing] = failingCommandsOf(job, await readJobLog(pieces(log.text)))
  if (failing === undefined) return 'no failing step'
  const found = identify(failing, checks)
  return 'why' in found ? found.why : (found.leaf?.command ?? 'no tool')
}

function run(
  command: string,
  cwd: string,
  more: Readonly<Record<string, string>>,
  root: string,
): { exit: number; output: string } {
  const path = [join(root, 'node_modules', '.bin'), join(root, '.venv', 'bin'), process.env['PATH']].join(delimiter)
  const env = { ...process.env, PATH: path, CI: 'true', NO_COLOR: '1', ...more }
  const { status, stdout } = spawnSync('bash', ['-e', '-c', `exec 2>&1\n${command}`], {
    cwd: join(root, cwd),
    env,
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

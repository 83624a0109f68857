import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { availableTools, ran, searchPath } from './case.ts'
import type { Outcome, Subject } from './case.ts'
import { cpuTime, quoted } from './cpu-time.ts'
import type { Took } from './cpu-time.ts'
import type { Project } from './projects.data.ts'
import { takenOver } from './pull-request.ts'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const UPKEEP = join(root, 'packages', 'cli', 'bin', 'upkeep.mjs')

/** What a way to fix made of a branch with one violation. */
export interface Fixing extends Took {
  /** The command that failed passes. */
  fixed: boolean
  /** Lines added and removed that the violation had not changed. */
  collateral: number
}

/** As the action in a job of its own: it is told what failed, by GitHub, as somebody at a keyboard is. */
export async function fixedByAction(subject: Subject, outcomes: readonly Outcome[]): Promise<Fixing> {
  const { repository } = subject
  const jobs = outcomes.map(({ job, log }) => ({ name: job, workflow: '.github/workflows/ci.yml', log }))
  return fixing(subject, outcomes, await takenOver(repository.root, jobs, searchPath(repository.root)))
}

/** `upkeep lint-fix --base main --apply`, which nobody tells what failed: it runs every check that it is for. */
export async function fixedByCommandLine(subject: Subject, outcomes: readonly Outcome[]): Promise<Fixing> {
  const out = mkdtempSync(join(tmpdir(), 'upkeep-bench-'))
  try {
    const words = [UPKEEP, 'lint-fix', '--repo', '.', '--base', 'main', '--apply', '--out', join(out, 'out')]
    return await fixedByCommands(subject, outcomes, [quoted([process.execPath, ...words])])
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

/** The fix of the tool that fails, and behind it the command that failed, as they are typed: `npx` and scripts included. */
export async function fixedByHand(subject: Subject, outcomes: readonly Outcome[]): Promise<Fixing> {
  const [first] = outcomes
  return await fixedByCommands(subject, outcomes, [first?.truth.fix ?? 'true', first?.failed ?? 'true'])
}

/** Every fixer that there is for such files, as long as it is there. */
export async function fixedByAll(subject: Subject, project: Project, outcomes: readonly Outcome[]): Promise<Fixing> {
  const there = new Set(availableTools(project).map(({ needs }) => needs))
  const known = project.everyFixer.filter((command) =>
    [...there, 'cargo', 'go', 'gofmt'].some((tool) => command.includes(tool)),
  )
  const commands = known.map((command) => command.replaceAll(/^npx /gm, '')) // of these not all are installed in the project
  return await fixedByCommands(subject, outcomes, [...commands, outcomes[0]?.failed ?? 'true'])
}

async function fixedByCommands(subject: Subject, outcomes: readonly Outcome[], commands: readonly string[]) {
  const tree = subject.repository.root
  const env = { ...process.env, PATH: searchPath(tree), NO_COLOR: '1', CI: 'true' }
  return fixing(subject, outcomes, await cpuTime(commands, { cwd: tree, env }))
}

/** Looks at the tree as it was left, and puts it back. */
function fixing(subject: Subject, [first]: readonly Outcome[], took: Took): Fixing {
  const { repository } = subject
  const changed = repository.git('diff', '--numstat', 'main', '--', '.')
  const collateral = [...changed.matchAll(/^(\d+)\t(\d+)\t/gm)].reduce(
    (sum, [, added, removed]) => sum + Number(added) + Number(removed),
    0,
  )
  subject.memory.clear() // a check may write files of its own
  const fixed = first !== undefined && ran(first.truth.command, subject).exit === 0
  subject.memory.clear()
  repository.git('checkout', '--quiet', '.')
  repository.git('clean', '--quiet', '--force', '-d')
  return { ...took, fixed, collateral }
}

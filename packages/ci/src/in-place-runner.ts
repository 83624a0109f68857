import { parseOutput } from '@upkeep/checkers'
import type { CheckResult } from '@upkeep/schema'
import type { ExecResult, Worktree } from '@upkeep/workspace'
import type { FoundCheck } from './model.ts'

/** Runs one check on one tree. In place today; an engine that runs the workflow file itself gives the same results. */
export interface CheckRunner {
  run(check: FoundCheck, worktree: Worktree, options: CheckRunOptions): Promise<CheckResult>
}

export interface CheckRunOptions {
  signal: AbortSignal
  depth: 'probe' | 'proof'
  log?: (text: string) => void
}

export interface InPlaceOptions {
  /** Already allow-listed. */
  env: Readonly<Record<string, string>>
  secondsPerCheck: number
  redact: (text: string) => string
}

/** How much of a check's output its result keeps, in characters. */
const KEPT_OUTPUT = 20_000

/** The set-up steps of the job are taken as done: the check's own command runs with the installed tree as it is. */
export function inPlaceRunner({ env, secondsPerCheck, redact }: InPlaceOptions): CheckRunner {
  return {
    async run(found, worktree, { signal, log }) {
      const { check } = found
      const output = await worktree.exec(check.command, {
        cwd: check.cwd,
        shell: check.shell,
        seconds: secondsPerCheck,
        network: 'host',
        signal,
        env: {
          ...env,
          ...RUNNER_FILES,
          ...check.env,
        },
        ...(log === undefined ? {} : { onOutput: log }),
      })
      const missing = whyNotRun(output, found)
      const diagnostics = parseOutput(null, output, check.cwd, worktree.root)
      const status = missing === null ? (output.exit === 0 ? 'pass' : 'fail') : 'not-run'
      const why = missing ?? (output.timedOut ? `it took longer than ${secondsPerCheck} s` : undefined)
      return {
        check: check.id,
        tree: worktree.tree,
        status,
        exit: output.exit,
        seconds: output.seconds,
        diagnostics,
        rewrote: missing === null ? await worktree.changed() : [],
        output: redact(`${output.stdout}${output.stderr}`.slice(-KEPT_OUTPUT)),
        ...(why === undefined ? {} : { why }),
      }
    },
  }
}

/** Commands may write to the runner's files; here nobody reads them. */
const RUNNER_FILES = {
  GITHUB_ACTIONS: 'true',
  GITHUB_ENV: '/dev/null',
  GITHUB_OUTPUT: '/dev/null',
  GITHUB_PATH: '/dev/null',
  GITHUB_STEP_SUMMARY: '/dev/null',
}

const MISSING: readonly RegExp[] = [
  /(?:^|\n)[^\n]*?(?:sh|bash)?:?[^\n]*?: ([\w@./-]+): (?:command )?not found/,
  /(?:^|\n)[^\n]*?sh: \d+: ([\w@./-]+): not found/,
  /No module named '?([\w.-]+)'?/,
  /npm (?:error|ERR!) could not determine executable/,
  /(?:error|ERR_PNPM_RECURSIVE_EXEC_FIRST_FAIL)[^\n]*Command "([\w@./-]+)" not found/,
  /spawn ([\w@./-]+) ENOENT/,
  /Failed to spawn: `([\w@./-]+)`/,
  /Local package\.json exists, but node_modules missing/,
  /Command not found: ([\w@./-]+)/,
]

/** Why the check was never really run: its tool is not there. Null: it ran. */
function whyNotRun(output: ExecResult, { check, leaves, setup }: FoundCheck): string | null {
  if (output.exit === 0 || output.timedOut) return null
  const text = `${output.stdout.slice(-20_000)}\n${output.stderr.slice(-20_000)}`
  const tools = new Set(leaves.flatMap(({ argv, wrapper }) => [argv[0]?.split('/').at(-1), wrapper[0]]))
  for (const pattern of MISSING) {
    const match = pattern.exec(text)
    const tool = match?.[1]?.split('/').at(-1)
    if (match === null || (output.exit !== 127 && tool !== undefined && !tools.has(tool))) continue
    return `${tool ?? 'a tool that it runs'} is not installed${installedBy(setup)}`
  }
  return output.exit === 127
    ? `a tool that \`${check.command.split('\n')[0] ?? ''}\` runs is not installed${installedBy(setup)}`
    : null
}

function installedBy(setup: readonly string[]): string {
  const step = setup.find(
    (command) => /install|\bci\b|sync|setup|bootstrap/i.test(command) && !/^actions\/(?:checkout|setup)/.test(command),
  )
  return step === undefined ? '' : `; the set-up step \`${step}\` of its job would install it`
}

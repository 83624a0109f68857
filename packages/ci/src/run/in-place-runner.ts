import { INTERPRETER_VARIABLES, OFFLINE_VARIABLES, offlineWords } from '@upkeep/checkers'
import type { CheckResult } from '@upkeep/schema'
import type { ExecResult, Worktree } from '@upkeep/workspace'
import { asCommitted } from '../checks/compares-files.ts'
import { NOTHING_GIVEN, handedOver } from '../checks/given-values.ts'
import type { GivenValues } from '../checks/given-values.ts'
import type { FoundCheck } from '../model.ts'
import { stepOutput } from './step-output.ts'
import type { StepCommands } from './step-output.ts'
import { diagnosticsOf, readIn, stepProblems } from './step-problems.ts'
import { quoteWords, readShell } from '../workflow/shell.ts'
import { readingOf } from '../not-run/why-not-run.ts'

/** Runs one check on one tree. In place today; an engine that runs the workflow file itself gives the same results. */
export interface CheckRunner {
  /** @param worktree opened with a `.git` of its own, which a check may write to */
  run(check: FoundCheck, worktree: Worktree, options: CheckRunOptions): Promise<CheckResult>
}

export interface CheckRunOptions {
  signal: AbortSignal
  /** The tree holds nothing that a model wrote: only then a check is given a secret. */
  trusted?: boolean
}

export interface InPlaceOptions {
  /** Already allow-listed. */
  env: Readonly<Record<string, string>>
  secondsPerCheck: number
  redact: (text: string) => string
  given?: GivenValues
}

/** How much of a check's output its result keeps, in characters. */
const KEPT_OUTPUT = 20_000

/**
 * The set-up steps of the job are taken as done: the check's own command runs with the installed tree as it is, and without a
 * network; what it needs of one was prepared. A check of generated files compares them with the tree that it is run on.
 */
export function inPlaceRunner(options: InPlaceOptions): CheckRunner {
  return {
    async run(found, worktree, { signal, trusted = false }) {
      const secret = found.handed?.secrets[0]
      if (secret !== undefined && !trusted)
        return blank(
          found,
          worktree,
          'not-run',
          `it needs the secret ${secret}, which no tree with code of a model sees`,
        )
      return secret === undefined
        ? await runPlainly(found, worktree, options, signal)
        : await runWithSecrets(found, worktree, options, signal)
    },
  }
}

async function runPlainly(
  found: FoundCheck,
  worktree: Worktree,
  options: InPlaceOptions,
  signal: AbortSignal,
): Promise<CheckResult> {
  const { check } = found
  const { secondsPerCheck, redact } = options
  const masked: string[] = []
  const lines = stepOutput({ mask: (value) => void masked.push(value), unsecure: false })
  const output = await exec(found, worktree, options, { signal, onOutput: lines.write })
  const { notRun: missing, leftOut } = readingOf(output, found)
  const said = lines.end()
  const shown = (text: string) => redact(masked.reduce((all, value) => all.replaceAll(value, '***'), text))
  const problems = output.exit === 0 ? [] : await problemsOf(said, found, worktree)
  const diagnostics = diagnosticsOf(output, problems, { root: worktree.root, cwd: check.cwd })
  const slow = output.timedOut ? `it took longer than ${secondsPerCheck} s` : undefined
  const why = missing ?? slow ?? (output.exit === 0 && leftOut !== null ? leftOut : undefined)
  return {
    check: check.id,
    tree: worktree.tree,
    status: missing === null ? (output.exit === 0 ? 'pass' : 'fail') : 'not-run',
    exit: output.exit,
    seconds: output.seconds,
    diagnostics: diagnostics.map((each) => ({ ...each, message: shown(each.message) })),
    rewrote: missing === null ? await worktree.changed() : [],
    output: shown(`${output.stdout}${output.stderr}`.slice(-KEPT_OUTPUT)),
    ...(why === undefined ? {} : { why }),
  }
}

/** Of a check that is given a secret nothing is kept but whether it passed: what it prints may be the secret in any form. */
async function runWithSecrets(
  found: FoundCheck,
  worktree: Worktree,
  options: InPlaceOptions,
  signal: AbortSignal,
): Promise<CheckResult> {
  const tracked = await trackedIn(worktree, options.env)
  const output = await exec(found, worktree, options, { signal })
  const rewrote = (await worktree.changed()).filter((path) => tracked.has(path))
  const names = found.handed?.secrets.join(', ') ?? ''
  const told = `it is given ${names}: what it says is not kept`
  if (readingOf(output, found).notRun !== null)
    return blank(found, worktree, 'not-run', `it could not be run here; ${told}`)
  const result = blank(found, worktree, output.exit === 0 ? 'pass' : 'fail', told)
  return { ...result, seconds: output.seconds, rewrote }
}

/** The files that are there before it: the name of another one may be made of what it was given. */
async function trackedIn(worktree: Worktree, env: InPlaceOptions['env']): Promise<ReadonlySet<string>> {
  const { exit, stdout } = await worktree.exec('git ls-files -z', {
    cwd: '.',
    shell: 'sh',
    seconds: 60,
    network: 'none',
    env,
    maxOutputBytes: 64 * 1024 * 1024,
  })
  if (exit !== 0) throw new Error('git can not list the files of a worktree')
  return new Set(stdout.split('\0'))
}

function blank({ check }: FoundCheck, { tree }: Worktree, status: CheckResult['status'], why: string): CheckResult {
  const exit = status === 'not-run' ? null : status === 'pass' ? 0 : 1
  return { check: check.id, tree, status, exit, seconds: 0, diagnostics: [], rewrote: [], output: '', why }
}

/** Runs the script that is in a variable: an argument would stand in the list of processes. */
const FROM_VARIABLE = 'upkeep_script=$UPKEEP_SCRIPT; unset UPKEEP_SCRIPT; eval "$upkeep_script"'

async function exec(
  found: FoundCheck,
  worktree: Worktree,
  { env, secondsPerCheck, given = NOTHING_GIVEN }: InPlaceOptions,
  more: { signal: AbortSignal; onOutput?: (text: string, stream: 'stdout' | 'stderr') => void },
): Promise<ExecResult> {
  const { check, handed } = found
  const over = handed === undefined ? { command: check.command, env: {} } : handedOver(check.command, handed, given)
  const command = asCommitted(offlineForm(over.command, check.shell), found)
  const hidden = handed?.open === true
  return await worktree.exec(hidden ? FROM_VARIABLE : command, {
    cwd: check.cwd,
    shell: check.shell,
    seconds: secondsPerCheck,
    network: 'none',
    ...more,
    env: {
      ...env,
      ...OFFLINE_VARIABLES,
      ...INTERPRETER_VARIABLES,
      ...RUNNER_FILES,
      ...check.env,
      ...over.env,
      ...(hidden ? { UPKEEP_SCRIPT: command } : {}),
    },
  })
}

/** By the problem matchers of its job, and those that it adds itself. */
async function problemsOf(said: StepCommands, { check, matchers }: FoundCheck, worktree: Worktree) {
  const place = { root: worktree.root, cwd: check.cwd, read: async (path: string) => await readIn(worktree, path) }
  const added = (matchers?.files ?? []).map((file) => ({ addMatcher: file }))
  const before = await stepProblems({ pieces: added, annotations: [] }, matchers?.known ?? [], place)
  return (await stepProblems(said, before.matchers, place)).problems
}

/** The command, with what its wrappers have to be told where there is no network. */
export function offlineForm(command: string, shell: string): string {
  if (shell !== 'bash' && shell !== 'sh') return command
  let [text, written] = ['', 0]
  for (const { argv, start, source } of readShell(command, {}).commands) {
    const words = offlineWords(argv)
    const before = words === null ? null : firstWords(source, words.after + 1)
    if (words === null || before === null) continue
    const at = start + before.length
    text += `${command.slice(written, at)} ${quoteWords(words.words)}`
    written = at
  }
  return text + command.slice(written)
}

/** As many words from the beginning of a command as it stands; null where they hold more than plain letters. */
function firstWords(source: string, count: number): string | null {
  return new RegExp(`^(?:[\\w./=-]+\\s+){${count - 1}}[\\w./-]+(?=\\s|$)`).exec(source)?.[0] ?? null
}

/** Commands may write to the runner's files; here nobody reads them. */
const RUNNER_FILES = {
  GITHUB_ACTIONS: 'true',
  GITHUB_ENV: '/dev/null',
  GITHUB_OUTPUT: '/dev/null',
  GITHUB_PATH: '/dev/null',
  GITHUB_STATE: '/dev/null',
  GITHUB_STEP_SUMMARY: '/dev/null',
}

import { OFFLINE_VARIABLES, offlineWords } from '@upkeep/checkers'
import type { CheckResult } from '@upkeep/schema'
import type { Worktree } from '@upkeep/workspace'
import { asCommitted } from './compares-files.ts'
import { missingTool } from './missing-tool.ts'
import type { FoundCheck } from './model.ts'
import { stepOutput } from './run/step-output.ts'
import type { StepCommands } from './run/step-output.ts'
import { diagnosticsOf, readIn, stepProblems } from './run/step-problems.ts'
import { quoteWords, readShell } from './resolve/shell.ts'

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

/**
 * The set-up steps of the job are taken as done: the check's own command runs with the installed tree as it is, and without a
 * network; what it needs of one was prepared. A check of generated files compares them with the tree that it is run on.
 */
export function inPlaceRunner({ env, secondsPerCheck, redact }: InPlaceOptions): CheckRunner {
  return {
    async run(found, worktree, { signal, log }) {
      const { check } = found
      const masked: string[] = []
      const lines = stepOutput({ mask: (value) => void masked.push(value), unsecure: false })
      const script = asCommitted(offlineForm(check.command, check.shell), found)
      const output = await worktree.exec(script, {
        cwd: check.cwd,
        shell: check.shell,
        seconds: secondsPerCheck,
        network: 'none',
        signal,
        env: {
          ...env,
          ...OFFLINE_VARIABLES,
          ...RUNNER_FILES,
          ...check.env,
        },
        onOutput(text, stream) {
          log?.(text)
          lines.write(text, stream)
        },
      })
      const missing = missingTool(output, found)
      const said = lines.end()
      const shown = (text: string) => redact(masked.reduce((all, value) => all.replaceAll(value, '***'), text))
      const problems = output.exit === 0 ? [] : await problemsOf(said, found, worktree)
      const diagnostics = diagnosticsOf(output, problems, { root: worktree.root, cwd: check.cwd })
      const status = missing === null ? (output.exit === 0 ? 'pass' : 'fail') : 'not-run'
      const why = missing ?? (output.timedOut ? `it took longer than ${secondsPerCheck} s` : undefined)
      return {
        check: check.id,
        tree: worktree.tree,
        status,
        exit: output.exit,
        seconds: output.seconds,
        diagnostics: diagnostics.map((each) => ({ ...each, message: shown(each.message) })),
        rewrote: missing === null ? await worktree.changed() : [],
        output: shown(`${output.stdout}${output.stderr}`.slice(-KEPT_OUTPUT)),
        ...(why === undefined ? {} : { why }),
      }
    },
  }
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

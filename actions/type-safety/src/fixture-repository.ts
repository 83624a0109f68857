import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { recognise } from '@upkeep/checkers'
import { inPlaceRunner } from '@upkeep/ci'
import type { FoundCheck, Leg } from '@upkeep/ci'
import { NO_USAGE } from '@upkeep/schema'
import type { Context } from '@upkeep/pipeline'
import { decodeText, openWorkspace } from '@upkeep/workspace'

/** For tests: a real git repository in a temporary folder, and a Context whose commands really run in its worktrees. */
export interface Fixture extends AsyncDisposable {
  root: string
  context: Context
  /** Commands that probes ran. */
  commands: string[]
}

export interface FixtureCheck {
  argv: readonly string[]
  cwd?: string
  legs?: readonly Leg[]
  runnable?: boolean
}

/** `path` is the PATH of its commands. */
export async function openFixture(
  files: Readonly<Record<string, string>>,
  checks: readonly FixtureCheck[],
  options: { path: string; inputs?: Context['inputs'] },
): Promise<Fixture> {
  const root = mkdtempSync(join(tmpdir(), 'type-safety-'))
  const temp = mkdtempSync(join(tmpdir(), 'type-safety-temp-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: root, stdio: 'pipe' })
  git('init', '-q')
  git('add', '-A')
  git('commit', '-qm', 'all', '--no-verify')
  const workspace = await openWorkspace({ directory: root, temp, isolation: 'copy' })
  const commands: string[] = []
  const context = contextOf(
    workspace,
    checks.map(foundCheck),
    commands,
    { PATH: options.path, HOME: temp },
    options.inputs ?? {},
  )
  return {
    root,
    context,
    commands,
    async [Symbol.asyncDispose]() {
      await workspace[Symbol.asyncDispose]()
      for (const folder of [root, temp]) rmSync(folder, { recursive: true, force: true })
    },
  }
}

function foundCheck({ argv, cwd = '.', legs = [], runnable = true }: FixtureCheck, index: number): FoundCheck {
  const invocation = recognise(argv)
  const command = argv.join(' ')
  const kinds = [...(invocation?.kinds ?? [])]
  const leaf = {
    argv,
    wrapper: [],
    path: [],
    command,
    cwd,
    env: {},
    invocation,
    kinds,
    trail: [],
    runnable,
    confidence: 'certain' as const,
  }
  const check = {
    id: `check-${index}`,
    kind: kinds[0] ?? ('other' as const),
    kinds,
    command,
    cwd,
    env: {},
    shell: 'bash' as const,
    workflow: null,
    event: 'local',
    job: null,
    step: null,
    matrix: {},
    evidence: [],
    confidence: 'certain' as const,
    runnable,
  }
  return { check, leaves: [leaf], legs, setup: [] }
}

function quiet(): void {
  // a test's log is its assertions
}

type Opened = Awaited<ReturnType<typeof openWorkspace>>

function contextOf(
  workspace: Opened,
  checks: FoundCheck[],
  commands: string[],
  env: Record<string, string>,
  inputs: Context['inputs'],
): Context {
  const { signal } = new AbortController()
  const grant: Context['grant'] = {
    action: 'type-safety',
    owns: ['**'],
    limits: {},
    target: { kind: 'repository', base: workspace.commit, head: workspace.commit },
    budget: { usd: 0, tokens: 0, turns: 0, seconds: 0 },
    may: { runCode: true, askModel: false, write: 'file' },
  }
  const runner = inPlaceRunner({ env, secondsPerCheck: 120, redact: (text) => text })
  const limits = { seconds: 120, network: 'none' as const, signal }
  const interpreter = (command: string) => async (script: string, stdin: string) => {
    await using worktree = await workspace.open()
    const line = `exec ${command} '${script.replaceAll("'", `'\\''`)}'`
    const { exit, stdout } = await worktree.exec(line, { ...limits, cwd: '.', env, shell: 'sh', stdin })
    return exit === 0 ? stdout : null
  }
  return {
    known: [],
    event: 'local',
    job: null,
    pull: null,
    outside: null,
    workspace,
    checks,
    inputs,
    env,
    signal,
    now: Date.now,
    spent: NO_USAGE,
    grant,
    unchecked: [],
    classification: { workflows: [], unresolved: [] },
    files: {
      list: async () => (await workspace.files()).map(({ path }) => path),
      read: async (path) => {
        const bytes = await workspace.read(path)
        return bytes === null ? null : (decodeText(bytes)?.text ?? null)
      },
    },
    runner,
    judging: {
      workspace,
      signal,
      checks,
      cache: new Map(),
      told: new Map(),
      refuting: new Set(),
      runner,
      grant,
      runPython: interpreter('python3 -I -c'),
      runNode: interpreter('node -e'),
      effective: null,
    },
    redact: (text) => text,
    models: [],
    recorder: { append: quiet, blob: () => '' },
    log: { info: quiet, debug: quiet, warning: quiet, group: (_, body) => body() },
    exec(worktree, command, options) {
      commands.push(command)
      return worktree.exec(command, { ...limits, cwd: options.cwd, env: { ...env, ...options.env }, shell: 'bash' })
    },
  }
}

/** The texts of the patched files after all proposals of a detection. */
export async function patched(
  fixture: Fixture,
  proposals: readonly { edits: Parameters<Opened['compose']>[0][number][] }[],
): Promise<Record<string, string>> {
  const tree = await fixture.context.workspace.compose(proposals.flatMap(({ edits }) => edits))
  if ('conflict' in tree) throw new Error('the edits overlap')
  return Object.fromEntries(
    [...tree.files].map(([path, bytes]) => [path, bytes === null ? '' : Buffer.from(bytes).toString()]),
  )
}

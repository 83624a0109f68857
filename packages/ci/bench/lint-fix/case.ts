import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { classify, failingCommandsOf, findChecks, identify, readJobLog } from '@upkeep/ci'
import type { FinishedJob, FoundCheck, JobAnnotation } from '@upkeep/ci'
import { gitRepository, runnerLog } from '@upkeep/testing'
import type { LoggedStep, RunnerAnnotation, RunnerLog, TestRepository } from '@upkeep/testing'
import { PROJECTS } from './projects.data.ts'
import type { Files, Plant, Project, ProjectTool } from './projects.data.ts'
import type { RunStep, Style } from './workflows.ts'

const OWN_TOOLS = fileURLToPath(new URL('../../../../node_modules/.bin', import.meta.url))

/** A clean project of a style, the checks that are found in it, and the jobs that its workflow leads to. */
export interface Subject extends AsyncDisposable {
  repository: TestRepository
  files: Files
  checks: readonly FoundCheck[]
  jobs: ReturnType<Style['write']>['jobs']
  /** What commands that call one tool printed: the same for each style. */
  memory: Map<string, Ran>
  /** What is planted in it. */
  state: string
}

export function availableTools({ tools }: Project): ProjectTool[] {
  return tools.filter(({ needs }) => folderOf(needs) !== null)
}

export function isAvailable(command: string): boolean {
  return folderOf(command) !== null
}

/** The first folder of PATH, or of this repository's own tools, that has a command. */
function folderOf(name: string): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), OWN_TOOLS]
  return folders.find((folder) => isThere(join(folder, name))) ?? null
}

function isThere(path: string): boolean {
  try {
    realpathSync(path)
    return true
  } catch {
    return false
  }
}

export async function subjectOf(
  project: Project,
  style: Style,
  modules: number,
  memory: Map<string, Ran>,
): Promise<Subject> {
  const tools = availableTools(project)
  const { files: written, jobs } = style.write(tools)
  const files = { ...project.files(modules), ...written }
  const ignored = `${files['.gitignore'] ?? ''}node_modules\n__pycache__\n.mypy_cache\n.ruff_cache\n`
  const repository = await gitRepository({ ...files, '.gitignore': ignored })
  mkdirSync(join(repository.root, 'node_modules', '.bin'), { recursive: true })
  for (const { needs, command } of tools) {
    const folder = command.startsWith('npx') ? folderOf(needs) : null
    if (folder !== null)
      symlinkSync(realpathSync(join(folder, needs)), join(repository.root, 'node_modules', '.bin', needs))
  }
  const source = {
    list: async () => await Promise.resolve(Object.keys(files)),
    read: async (path: string) => await Promise.resolve(files[path] ?? null),
  }
  const { checks } = findChecks(await classify(source))
  return {
    repository,
    files,
    checks,
    jobs,
    memory,
    state: 'clean',
    [Symbol.asyncDispose]: () => repository[Symbol.asyncDispose](),
  }
}

export interface Ran {
  exit: number
  output: string
  seconds: number
}

/** The folders of the tools first: `python -m` is to be the Python that has them. */
export function searchPath(root: string): string {
  const folders = PROJECTS.flatMap(({ tools }) => tools.flatMap(({ needs }) => folderOf(needs) ?? []))
  return [...new Set([join(root, 'node_modules', '.bin'), ...folders, process.env['PATH'], OWN_TOOLS])].join(delimiter)
}

/** As a runner runs it: `bash -e`, on CI, with colours or without. */
export function ran(command: string, subject: Subject, colours = false): Ran {
  const key = JSON.stringify([subject.state, command, colours])
  const known = subject.memory.get(key)
  if (known !== undefined) return known
  const { root } = subject.repository
  const path = searchPath(root)
  const more = colours ? { FORCE_COLOR: '1', CLICOLOR_FORCE: '1', CARGO_TERM_COLOR: 'always' } : { NO_COLOR: '1' }
  const env = { ...process.env, PATH: path, CI: 'true', GITHUB_ACTIONS: 'true', ...more }
  const started = performance.now()
  // npx would only look for what is on PATH here
  const script = `exec 2>&1\n${command.replaceAll(/^npx /gm, '')}`
  const { status, stdout } = spawnSync('bash', ['-e', '-c', script], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'], // from a socket bash may take itself for a remote shell, and read its start-up files
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  const result = {
    exit: status ?? 1,
    output: stdout.replaceAll(root, '/home/runner/work/example/example'),
    seconds: (performance.now() - started) / 1000,
  }
  if (!/\b(?:npm|make|pre-commit)\b/.test(command)) subject.memory.set(key, result)
  return result
}

/** Puts a violation into one file; its path, null where there is none of its kind. */
export function planted(subject: Subject, { file, change }: Plant, seed: number): string | null {
  const candidates = Object.keys(subject.files).filter((path) => file.test(path))
  const path = candidates[seed % candidates.length]
  if (path === undefined) return null
  const before = readFileSync(join(subject.repository.root, path), 'utf8')
  const after = change(before)
  if (after === before) throw new Error(`nothing is planted in ${path}`)
  writeFileSync(join(subject.repository.root, path), after)
  subject.state = JSON.stringify([path, after])
  return path
}

/** One job that failed, what made it fail by the tools' own exits, and what was told from its log. */
export interface Outcome {
  truth: ProjectTool
  told: string
  right: boolean
  /** What the tool prints. */
  said: string
  /** The command of the step that failed. */
  failed: string
  job: string
  log: RunnerLog
}

const NOISE: readonly LoggedStep[] = [
  {
    run: 'npm ci',
    output:
      'npm warn deprecated glob@7: no longer supported\n\nadded 312 packages in 4s\n::group::Audit\nfound 0 vulnerabilities\n::endgroup::',
  },
  {
    name: 'Set up cache',
    run: 'echo "key=x" >> "$GITHUB_OUTPUT"\n',
    output:
      'src/example.ts(1,2): error TS2322: printed by a test of error messages, nothing is wrong\n##[group]Run prettier --check .\nChecking formatting...\n##[endgroup]',
  },
]

/** Runs the jobs as a runner does, each until a step fails, and reads what its log tells. */
export async function outcomesOf(subject: Subject, colours: boolean): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const job of subject.jobs) {
    const steps: LoggedStep[] = [...NOISE]
    let failed: RunStep | null = null
    for (const step of job.steps) {
      const result = failed === null ? ran(step.run, subject, colours) : null
      const logged = { run: step.run, output: result?.output ?? '', exit: result?.exit ?? 0 }
      const name = step.name === undefined ? {} : { name: step.name }
      if (step.uses === undefined) steps.push({ ...logged, ...name })
      else withInner(steps, step.uses, failed === null ? logged : null)
      if (result !== null && result.exit !== 0) failed = step
    }
    const truth = failed?.tools.find(({ command }) => ran(command, subject).exit !== 0)
    if (failed === null || truth === undefined) continue
    const said = ran(truth.command, subject).output.slice(-500)
    const log = runnerLog([...steps, { name: 'Test', run: 'npm test' }])
    const told = await outcome(subject, job.name, log, truth)
    outcomes.push({ said, failed: failed.run.trim(), job: job.name, log, ...told })
  }
  return outcomes
}

/** The steps of a composite action are one step of the job. */
function withInner(steps: LoggedStep[], uses: string, inner: LoggedStep | null): void {
  const last = steps.at(-1)
  const own = last?.uses === uses ? steps.pop() : { uses, inner: [] }
  steps.push({ ...own, inner: [...(own?.inner ?? []), ...(inner === null ? [] : [inner])] })
}

async function outcome(
  subject: Subject,
  name: string,
  written: RunnerLog,
  truth: ProjectTool,
): Promise<Pick<Outcome, 'truth' | 'told' | 'right'>> {
  const log = await readJobLog(pieces(written.text))
  const [failing, ...others] = failingCommandsOf(finishedJob(name, written), log)
  if (failing === undefined || others.length > 0) return { truth, told: `${others.length} failing steps`, right: false }
  const found = identify(failing, subject.checks)
  if ('why' in found) return { truth, told: found.why, right: false }
  const right = found.tool === truth.name && found.leaf?.command.startsWith(truth.leaf) === true
  return { truth, told: `${found.tool ?? 'no tool'} (${found.leaves.map(({ command }) => command).join('; ')})`, right }
}

/** A job as GitHub tells of it. */
export function finishedJob(
  name: string,
  { steps, annotations }: RunnerLog,
  workflow = '.github/workflows/ci.yml',
): FinishedJob {
  return {
    workflow,
    name,
    steps: steps.map(({ conclusion, ...step }) => ({ ...step, failed: conclusion === 'failure' })),
    annotations: annotations.map(annotationOf),
  }
}

function annotationOf(one: RunnerAnnotation): JobAnnotation {
  const { path, start_line: line, end_line: endLine, start_column: column = null, end_column: endColumn = null } = one
  return {
    path,
    line,
    endLine,
    column,
    endColumn,
    level: one.annotation_level,
    title: one.title ?? null,
    message: one.message,
  }
}

export async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text)
  for (let start = 0; start < bytes.length; start += 1447)
    yield await Promise.resolve(bytes.subarray(start, start + 1447))
}

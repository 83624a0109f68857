import type { Check, CheckKind, Unresolved } from '@upkeep/schema'
import { expand, OPEN_EXPRESSION } from './expressions.ts'
import { nested } from './matrix.ts'
import type { Classification, ClassifiedJob, ClassifiedStep, ClassifiedWorkflow, FoundCheck, Leaf } from './model.ts'
import { readShell } from './shell.ts'

/** Steps of these kinds judge the tree. */
const JUDGING: readonly CheckKind[] = ['lint', 'format', 'typecheck', 'test', 'build', 'docs', 'security']
/** A job with a step of one of these is never run, whatever else it holds. */
const FORBIDDEN: readonly CheckKind[] = ['publish', 'release', 'deploy']
const EVENTS: ReadonlySet<string> = new Set([
  'push',
  'pull_request',
  'merge_group',
  'workflow_call',
  'workflow_dispatch',
  'schedule',
  'pull_request_target',
])
/** The repository's own checks: every step that judges the tree, without the commands that only set up. Equal ones once. */
export function findChecks({ workflows, unresolved }: Classification): {
  checks: FoundCheck[]
  unresolved: Unresolved[]
} {
  const checks: FoundCheck[] = []
  const ids = new Set<string>()
  for (const workflow of workflows.filter(({ events }) => events.some((event) => EVENTS.has(event)))) {
    for (const job of workflow.jobs) {
      for (const step of job.steps) {
        const found = step.skipped === null ? checkOf(workflow, job, step, ids) : null
        if (found === null) continue
        const same = checks.find(({ check }) => sameCheck(check, found.check))
        if (same === undefined) checks.push(found)
        else if (!same.check.runnable && found.check.runnable)
          checks[checks.indexOf(same)] = { ...found, check: { ...found.check, id: same.check.id } }
      }
    }
  }
  return { checks, unresolved: [...unresolved] }
}
function sameCheck(one: Check, other: Check): boolean {
  return one.command === other.command && one.cwd === other.cwd && JSON.stringify(one.env) === JSON.stringify(other.env)
}
function checkOf(
  workflow: ClassifiedWorkflow,
  job: ClassifiedJob,
  step: ClassifiedStep,
  ids: Set<string>,
): FoundCheck | null {
  const kinds = step.kinds.filter((kind) => JUDGING.includes(kind))
  if (kinds.length === 0 || step.run === null) return null
  const forbidden = step.kinds.find((kind) => FORBIDDEN.includes(kind))
  const env = { ...job.env, ...step.env }
  const command = judgingPart(step.run, step, job)
  const why = forbidden === undefined ? whyNotRunnable(job, step, command, env) : `it is a ${forbidden} step`
  const kind = kinds.toSorted((a, b) => JUDGING.indexOf(a) - JUDGING.indexOf(b))[0] ?? 'other'
  const check: Check = {
    ...{
      id: uniqueId(workflow, job, step, ids),
      kind,
      kinds: [...step.kinds],
      command,
      cwd: step.cwd,
      env,
      shell: step.shell,
    },
    ...{ workflow: workflow.path, job: job.id, step: step.index, matrix: { ...job.leg } },
    ...{
      evidence: [...step.evidence],
      confidence: step.confidence,
      runnable: why === null,
      ...(why === null ? {} : { why }),
    },
  }
  return { check, leaves: step.leaves.filter((leaf) => !isSetup(leaf)), legs: job.legs, setup: setupOf(job) }
}
function uniqueId({ path }: ClassifiedWorkflow, job: ClassifiedJob, step: ClassifiedStep, ids: Set<string>): string {
  const slug = (step.name ?? step.run ?? step.uses ?? '')
    .split('\n')[0]
    ?.toLowerCase()
    .replace(/\$\{\{.*?\}\}/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40)
  const base = `${
    path
      .split('/')
      .at(-1)
      ?.replace(/\.ya?ml$/, '') ?? path
  }/${job.id}/${slug === '' || slug === undefined ? step.index : slug}`
  let id = base
  for (let count = 2; ids.has(id); count++) id = `${base}-${count}`
  ids.add(id)
  return id
}
function isSetup({ kinds }: Leaf): boolean {
  return kinds.length > 0 && kinds.every((kind) => kind === 'setup' || kind === 'other')
}
/** A flat list of commands loses those that install; any other script stays whole. */
function judgingPart(run: string, step: ClassifiedStep, job: ClassifiedJob): string {
  const text = expand(run, { matrix: nested(job.leg), env: { ...job.env, ...step.env }, inputs: {} }).text
  const { commands, flat } = readShell(text, {})
  if (!flat || commands.length < 2) return text.trim()
  const kept = commands.filter(({ source }) => !installs(source))
  if (kept.length === commands.length || kept.length === 0) return text.trim()
  return kept.map(({ source }) => source).join('\n')
}
const INSTALLS =
  /^(?:sudo\s+)?(?:npm (?:ci|install|i)\b|pnpm (?:install|i)\b|yarn(?: install)?$|yarn install\b|bun install\b|corepack\b|(?:python3? -m )?pip3? install\b|uv (?:sync|pip install|venv|python)\b|poetry (?:install|config)\b|pdm (?:install|sync)\b|pipx install\b|apt(?:-get)?\b|brew install\b|npm config\b|bundle install\b|composer install\b)/
function installs(source: string): boolean {
  return INSTALLS.test(source.trim())
}
function whyNotRunnable(
  job: ClassifiedJob,
  step: ClassifiedStep,
  command: string,
  env: Readonly<Record<string, string>>,
): string | null {
  const texts = [step.run ?? '', ...Object.values(env)]
  const secret = /\$\{\{[^}]*\bsecrets\.(\w+)/.exec([step.run ?? '', JSON.stringify(step)].join(' '))?.[1]
  if (secret !== undefined && secret !== 'GITHUB_TOKEN') return `it needs the secret ${secret}`
  if (job.services.length > 0) return `it needs the service ${job.services.join(', ')}`
  if (job.runsOn.length > 0 && job.runsOn.every((label) => /^(?:windows|macos)/i.test(label)))
    return `it runs on ${job.runsOn.join(', ')}`
  if (OPEN_EXPRESSION.test(command)) return 'it holds an expression whose value only a runner knows'
  if (step.shell === 'pwsh') return 'it is written for PowerShell'
  if (step.leaves.some(({ argv }) => argv[0] === 'docker')) return 'it needs docker'
  return texts.length === 0 ? 'it is empty' : null
}
function setupOf(job: ClassifiedJob): string[] {
  return job.steps
    .filter(({ kinds }) => kinds.includes('setup'))
    .map(({ name, uses, run }) => (run ?? uses ?? name ?? '').split('\n')[0] ?? '')
}

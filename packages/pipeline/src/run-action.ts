import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Model } from '@upkeep/agent-core'
import { VERSION, childEnvironment, givenValues, secretValues } from '@upkeep/entry'
import { configFor } from '@upkeep/entry/config'
import type { Config } from '@upkeep/entry/config'
import type { ConfigValues, InputValues, JobEnvironment, Log } from '@upkeep/entry'
import { targetOf } from '@upkeep/github'
import { prove } from '@upkeep/proof'
import type { Verified } from '@upkeep/proof'
import { CI_LOCK, NO_USAGE, UserError } from '@upkeep/schema'
import type { Operation, PatchProposal, Reason, RecordLevel, Recorder, Result, Unresolved } from '@upkeep/schema'
import { redactor } from '@upkeep/text'
import type { Redactor } from '@upkeep/text'
import { openWorkspace } from '@upkeep/workspace'
import type { SandboxSettings, Workspace } from '@upkeep/workspace'
import { withAskedPull } from './asked-pull.ts'
import { createContext } from './context.ts'
import type { ContextParts, RunReview } from './context.ts'
import type { ActionDefinition, ActionDetection, Context, Ending } from './definition.ts'
import { judgeAt, runBatch } from './engine.ts'
import type { BatchOutcome } from './engine.ts'
import { instructionFiles, notFollowed } from './base-only.ts'
import { configurationPath, readConfiguration } from './configuration.ts'
import { undecided } from './known.ts'
import { noWorkReason, switchedOff, unmuted } from './no-work.ts'
import { createOutFolder } from './record/out-folder.ts'
import type { OutFolder } from './record/out-folder.ts'
import { prepareChecks } from './prepare-checks.ts'
import { writeOut } from './write-out.ts'
import type { ActionOutput } from './write-out.ts'
import { fileRecorder } from './record/recorder.ts'
import { proposeReviews } from './propose-reviews.ts'
import { recordRedactor, recordedModels } from './repair/recorded-models.ts'
import { resultOf, withReviews } from './result.ts'
import type { Tally } from './tally.ts'

export interface Job {
  inputs: InputValues
  environment: JobEnvironment
  signal: AbortSignal
  log: Log
  /** The inputs again, with a configuration file under them. */
  inputsWith(config: ConfigValues): InputValues
  /** Ends a run of the command line early: `findings` after detect, `attempts` before the operations are made. */
  until?: 'findings' | 'attempts'
}

/**
 * One run, whole (design §3): workspace → context → detect → (propose ⇄ verify) per batch → prove → operations → OUT.
 * The user's tree stays as it is. Nothing is posted.
 */
export async function runAction<X, P extends PatchProposal<X>>(
  action: ActionDefinition<X, P>,
  given: Job,
): Promise<ActionOutput> {
  const job = { ...given, environment: await withAskedPull(given) }
  const { environment, log, signal } = job
  const started = performance.now()
  const run = `${environment.runId}-${randomBytes(4).toString('hex')}`
  const out = createOutFolder(text(job.inputs['out']) ?? join(environment.temp, 'upkeep', `${action.name}-${run}`))
  try {
    const redact = redactor(secretValues())
    await using workspace = await workspaceOf(job)
    const config = await readConfiguration(
      workspace,
      targetOf({ name: environment.event, payload: environment.payload, sha: workspace.commit }),
      job.inputs,
      [action],
    )
    const inputs = job.inputsWith(configFor(config, action.name))
    const enabled = config.actions[action.name]?.enabled !== false
    const folder = join(out.staging, 'record')
    const recorder = fileRecorder({
      folder,
      level: recordLevel(inputs),
      run,
      redact: recordRedactor(redact, workspace.root),
      now: Date.now,
    })
    const tally: Tally = { checkerRuns: 0, checkerSeconds: 0, spent: NO_USAGE }
    const parts = {
      terms: action,
      inputs,
      environment,
      workspace,
      recorder,
      redact,
      env: childEnvironment(list(inputs['env'])),
      given: givenValues(),
      log,
      signal,
      tally,
      reviews: !config.mute.includes(CI_LOCK.batch),
      openModels: () =>
        enabled ? modelsOf(action.name, inputs, folder, recordRedactor(redact, workspace.root), log) : [],
      now: Date.now,
    }
    const { context, ended, unresolved, post, review } = await begun(action, parts, enabled)
    recordStart(action, context, environment, recordLevel(inputs))
    keepReview(review, recorder, out, redact)
    const { reason, further, detection } = await detected(action, context, { config, enabled, unresolved, ended })
    recordFindings(detection, context)
    const batches = job.until === 'findings' ? [] : await runBatches(action, detection, context)
    const reviews = reason === null && job.until === undefined ? await proposeReviews(review, context) : null
    const seconds = (performance.now() - started) / 1000
    const all = withReviews(detection, batches, reviews)
    const outcome = { action: action.name, version: VERSION, ...all, reason, tally, seconds }
    const result = await resultOf(outcome, workspace, context.grant.target.base, out.path)
    recordEnd(result, context)
    recorder.finish()
    const union = await unionPatch(action, batches, context)
    return await writeOut({
      action,
      context,
      result,
      detection,
      batches,
      reviews,
      run,
      out,
      redact,
      patch: union,
      operations: job.until === undefined ? further : null,
      post,
    })
  } catch (error) {
    out.discard()
    throw error
  }
}

interface Begun {
  config: Config
  enabled: boolean
  unresolved: readonly Unresolved[]
  ended: Ending | null
}

/** The context with what the action knows of the checks; it is asked only where the run goes on. */
async function begun<X, P extends PatchProposal<X>>(
  action: ActionDefinition<X, P>,
  parts: ContextParts,
  enabled: boolean,
): Promise<Awaited<ReturnType<typeof createContext>> & { ended: Ending | null }> {
  const created = await createContext(parts)
  const { context } = created
  const ended = enabled ? ((await action.begin?.(context)) ?? null) : null
  if (!enabled || ended !== null || !context.grant.may.runCode || action.checks === undefined)
    return { ...created, ended }
  const checks = await action.checks(context)
  return { ...created, ended, context: { ...context, checks, judging: { ...context.judging, checks } } }
}

/** What the action finds, without what people have settled; where it has nothing to do here, why. */
async function detected<X, P extends PatchProposal<X>>(
  action: ActionDefinition<X, P>,
  context: Context,
  { config, enabled, unresolved, ended }: Begun,
): Promise<{ reason: Reason | null; further: readonly Operation[]; detection: ActionDetection<X> }> {
  const { inputs, workspace, grant, log, known, models } = context
  const reason = ended?.reason ?? (enabled ? noWorkReason(context, unresolved) : switchedOff(action.name))
  const notPrepared = reason === null ? await prepareChecks(context) : []
  const found =
    reason === null
      ? undecided(unmuted(await log.group('Detect', () => action.detect(context)), config.mute), known)
      : nothing(unresolved)
  const instructions = instructionFiles(configurationPath(inputs), models.length > 0)
  const unread = await notFollowed(workspace, grant.target.base, instructions)
  return {
    reason,
    further: ended?.operations ?? [],
    detection: { ...found, left: [...found.left, ...notPrepared, ...unread] },
  }
}

/** What was asked before the run was recorded as begun, and the file that came of it. */
function keepReview({ events, lock }: RunReview, recorder: Recorder, out: OutFolder, redact: Redactor): void {
  for (const event of events) recorder.append(event)
  if (lock !== null) out.write('ci.lock.yml', redact(lock))
}

/** Only the job's own inputs say how commands are kept in: a repository's configuration can not loosen it. */
async function workspaceOf({ inputs, environment, log }: Job): Promise<Workspace> {
  const env = childEnvironment(list(inputs['env']))
  const sandbox: SandboxSettings = {
    home: env['HOME'],
    env,
    runnerTemp: environment.onRunner ? environment.temp : undefined,
    unsafe: inputs['sandbox'] === 'unsafe',
  }
  const temp = join(environment.temp, 'upkeep-worktrees')
  return await openWorkspace({ directory: environment.workspace, temp, sandbox, log: (line) => log.debug(line) })
}

async function runBatches<X, P extends PatchProposal<X>>(
  action: ActionDefinition<X, P>,
  detection: ActionDetection<X>,
  context: Context,
): Promise<BatchOutcome<P>[]> {
  const outcomes: BatchOutcome<P>[] = []
  for (const [batch, findings] of Map.groupBy(detection.findings, (finding) => finding.batch)) {
    outcomes.push(
      await context.log.group(`Prove ${batch} (${findings.length})`, () => runBatch(action, batch, findings, context)),
    )
  }
  return outcomes
}

/**
 * One patch of all that stands, for `--apply`. Batches are proven one by one; several of them together are another tree, so
 * that tree is proven as well, and what clashes stays out of it.
 */
async function unionPatch<X, P extends PatchProposal<X>>(
  action: ActionDefinition<X, P>,
  batches: readonly BatchOutcome<P>[],
  context: Context,
): Promise<string> {
  const proven: Verified<P>[] = batches.flatMap(({ batch, verified }) =>
    verified === null || action.suggested?.includes(batch) === true ? [] : [verified],
  )
  const all = proven.flatMap(({ proposals }) => proposals)
  const standing = proven.length < 2 ? all : (await prove('all', all, judgeAt(action, 'proof', context))).passing
  if (standing.length === 0) return ''
  const tree = await composed(context.workspace, standing)
  return await context.workspace.patch(tree)
}

async function composed(workspace: Workspace, proposals: readonly PatchProposal[]) {
  const tree = await workspace.compose(proposals.flatMap(({ edits }) => edits))
  if ('conflict' in tree) throw new Error('two proven batches hold overlapping edits')
  return tree
}

function nothing(unresolved: readonly { workflow: string; reason: string }[]): ActionDetection<never> {
  return {
    findings: [],
    examined: [],
    left: unresolved.map(({ workflow, reason }) => ({ what: workflow, why: reason })),
    ranked: [],
  }
}

function recordStart<X, P extends PatchProposal<X>>(
  action: ActionDefinition<X, P>,
  { recorder, workspace, checks, grant, inputs }: Context,
  { event }: JobEnvironment,
  record: RecordLevel,
): void {
  const secret = new Set(action.inputs.filter((input) => input.secret === true).map(({ name }) => name))
  const shown = Object.entries(inputs).filter(([name, value]) => value !== '' && !secret.has(name))
  recorder.append({
    kind: 'run.start',
    action: action.name,
    version: VERSION,
    repository: workspace.slug,
    commit: workspace.commit,
    base: grant.target.base,
    trigger: {
      event,
      number: grant.target.kind === 'pull-request' ? grant.target.number : null,
    },
    record,
    inputs: Object.fromEntries(
      shown.map(([name, value]) => [name, typeof value === 'object' ? value.map(String) : value]),
    ),
    checks: checks.map(({ check: { id, kind, command, cwd } }) => ({
      id,
      kind,
      command,
      cwd,
    })),
  })
}

function recordFindings(detection: ActionDetection<unknown>, { recorder }: Context): void {
  for (const { id, rule, batch, at } of detection.findings)
    recorder.append({ kind: 'finding', id, rule, batch, path: at?.path ?? null, line: null })
}

function recordEnd({ result, incomplete, reason, usage, checkerRuns, seconds }: Result, { recorder }: Context): void {
  recorder.append({ kind: 'run.end', result, incomplete, reason, usage, checkerRuns, seconds })
}

function recordLevel(inputs: InputValues): RecordLevel {
  const level = inputs['record']
  if (level === 'off' || level === 'inputs' || level === 'patch' || level === 'full') return level
  throw new UserError(`record: "${String(level)}" is no level of the record.`, {
    remedy: 'Use one of off, inputs, patch, full.',
  })
}

/** The models that the inputs name; none where they name none. */
function modelsOf(action: string, inputs: InputValues, folder: string, redact: Redactor, log: Log): readonly Model[] {
  const names = (text(inputs['model']) ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  const keys = { anthropic: text(inputs['anthropic-api-key']) ?? '', openai: text(inputs['openai-api-key']) ?? '' }
  const baseUrl = text(inputs['base-url']) ?? ''
  const keyless = names.find(
    (name) => baseUrl === '' && keys[name.startsWith('anthropic/') ? 'anthropic' : 'openai'] === '',
  )
  if (keyless !== undefined) log.warning(`No key was given for ${keyless}, so this run uses tools only.`)
  if (names.length === 0 || keyless !== undefined) return []
  return recordedModels({
    names,
    keys,
    baseUrl,
    redact,
    folder,
    level: recordLevel(inputs),
    cacheKey: `upkeep-${action}`,
  })
}

function text(value: InputValues[string] | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function list(value: InputValues[string] | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : []
}

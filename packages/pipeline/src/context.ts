import type { Model } from '@upkeep/agent-core'
import { REVIEW_LOCK, checksFromInput, classify, fileSource, findChecks, inPlaceRunner, installedIn } from '@upkeep/ci'
import type { FoundCheck, FoundChecks, GivenValues } from '@upkeep/ci'
import type { InputValues, JobEnvironment, Log } from '@upkeep/entry'
import { targetOf } from '@upkeep/github'
import type { PublishOutcome } from '@upkeep/publishing'
import type { EventBody, Grant, Known, GrantTerms, Publication, Recorder, Unresolved } from '@upkeep/schema'
import type { Redactor } from '@upkeep/text'
import type { Workspace } from '@upkeep/workspace'
import type { Context } from './definition.ts'
import { connectionOf, postDirectly, readKnown } from './ports/github-port.ts'
import type { KnownOnGitHub } from './ports/github-port.ts'
import { givenChecks, tellGiven } from './given-checks.ts'
import { grantFor } from './grant.ts'
import { effectiveIn, interpretersOf } from './ports/interpreters.ts'
import { reviewClassification } from './review-classification.ts'
import type { ClassificationReview } from './review-classification.ts'
import { noteResult } from './tally.ts'
import { outsidePort } from './ports/outside-port.ts'
import { pullRequestPort } from './ports/pull-request-port.ts'
import type { Tally } from './tally.ts'

export interface ContextParts {
  terms: GrantTerms & { batches: readonly string[] }
  inputs: InputValues
  environment: JobEnvironment
  workspace: Workspace
  recorder: Recorder
  redact: Redactor
  env: Readonly<Record<string, string>>
  /** Secrets and variables of workflows, for the checks that read them. */
  given: GivenValues
  log: Log
  signal: AbortSignal
  tally: Tally
  /** Whether what a model says of the classification may be asked for and proposed: the configuration may mute it. */
  reviews: boolean
  /** Called only where the grant lets a model be asked. */
  openModels: () => readonly Model[]
  now: () => number
}

/** Posts a publication from this job; null where there is no connection to GitHub. */
export type Poster = (publication: Publication, blobs: ReadonlyMap<string, Uint8Array>) => Promise<PublishOutcome>

/** Seconds that one check or probe may take (workflows §1.2). */
const SECONDS_PER_CHECK = 600

/** Reads the repository's CI and puts together everything that the four stages may do. */
export async function createContext(parts: ContextParts): Promise<{
  context: Context
  unresolved: Unresolved[]
  post: Poster | null
  review: RunReview
}> {
  const { terms, inputs, environment, workspace, recorder, redact, env, log, signal, tally, now, openModels } = parts
  const files = fileSource(workspace)
  const grant = grantFor(
    terms,
    targetOf({ name: environment.event, payload: environment.payload, sha: workspace.commit }),
    environment,
    inputs,
  )
  const models = grant.may.askModel ? openModels() : []
  const port = { environment, inputs, grant, batches: terms.batches, log, signal }
  const github = connectionOf(port)
  const onGitHub = await readKnown(github, port)
  const review = await reviewOf(parts, files, grant, models, onGitHub)
  const { classification } = review
  tally.spent = review.usage
  const found = await checksOf(inputs, files, classification, log)
  const { unchecked, unresolved } = found
  const own = givenChecks(found.checks, parts.given, grant, workspace.sandbox)
  const { checks, given } = own
  tellGiven(own, log)
  const runner = inPlaceRunner({ env, secondsPerCheck: SECONDS_PER_CHECK, redact, given })
  const judging = judgingOf(parts, { grant, checks, runner })
  const exec = probe(parts)
  const post: Poster | null =
    github === null ? null : async (publication, blobs) => await postDirectly(github, { publication, blobs }, port)
  return {
    post,
    review,
    context: {
      grant,
      event: environment.event,
      job: jobOf(environment),
      outside: outsidePort(environment, github),
      pull: pullRequestPort({ environment, grant, github, workspace, log, signal }),
      known: knownOf(onGitHub, review),
      inputs,
      classification,
      checks,
      unchecked,
      workspace,
      files,
      runner,
      judging,
      recorder,
      env,
      log,
      signal,
      redact,
      models,
      spent: review.usage,
      now,
      exec,
    },
    unresolved,
  }
}

/** A review with what is to be recorded of it, once the run has been recorded as begun. */
export type RunReview = ClassificationReview & { events: readonly EventBody[] }

/** The share of the run's money that reviews may take, and the seconds of one answer. */
const REVIEW = { share: 0.25, seconds: 180 }

/**
 * The classification with the reviews that the base commit keeps. What it does not hold is asked for where the run is one of the default
 * branch on a runner: the workflows of a pull request are whatever its author wrote, and at a terminal `upkeep checks --model` asks.
 */
async function reviewOf(
  { inputs, environment, workspace, recorder, redact, env, log, signal, reviews }: ContextParts,
  files: Context['files'],
  { may, target, budget }: Grant,
  [model]: readonly Model[],
  { known, proposedReviews }: KnownOnGitHub,
): Promise<RunReview> {
  const events: EventBody[] = []
  const given = inputs['checks']
  const asks =
    reviews && environment.onRunner && target.kind !== 'pull-request' && !(Array.isArray(given) && given.length > 0)
  const review = await reviewClassification({
    classification: await classify(files, may.runCode ? { installed: installedIn(workspace, env) } : {}),
    lock: await workspace.readAt(target.base, REVIEW_LOCK),
    model: asks ? (model ?? null) : null,
    settled: new Set(known.map(({ id }) => id)),
    proposed: proposedReviews,
    limits: { usd: budget.usd * REVIEW.share, seconds: budget.seconds * REVIEW.share, secondsPerCall: REVIEW.seconds },
    recorder: { append: (event) => void events.push(event), blob: (bytes, kind) => recorder.blob(bytes, kind) },
    redact,
    now: () => performance.now(),
    signal,
  })
  for (const note of review.notes) log.info(redact(note))
  if (review.lock !== null)
    log.info(
      `${model?.name ?? ''} reviewed the classification of ${review.asked.join(', ')}. It is proposed as ${REVIEW_LOCK}; once that is merged nobody is asked again.`,
    )
  return { ...review, events }
}

/** What `judge` of `@upkeep/proof` needs. */
function judgingOf(
  { workspace, recorder, env, log, signal, tally }: ContextParts,
  { grant, checks, runner }: Pick<Context, 'grant' | 'checks' | 'runner'>,
): Context['judging'] {
  return {
    workspace,
    runner,
    signal,
    grant,
    checks,
    onResult: noteResult(tally, recorder, log),
    cache: new Map(),
    told: new Map(),
    refuting: new Set<string>(),
    ...interpretersOf(workspace, env, signal),
    effective: effectiveIn(workspace, env, signal),
    onRefusal(refusal, proposals) {
      const { guard, path, sentence } = refusal
      for (const { id } of proposals)
        recorder.append({
          kind: 'guard',
          guard,
          proposal: id,
          path,
          refusal: sentence,
        })
    },
  }
}

/** Reviews are no findings of the action: while one waits to be merged it is neither settled nor gone. */
function knownOf({ known }: KnownOnGitHub, { open }: RunReview): Known[] {
  return known.filter(({ id }) => !open.has(id))
}

/** The checks of a leg whose versions are not installed here, each job once: never silently. */
function legNotes(checks: readonly FoundCheck[]): string[] {
  const notes = checks.flatMap(({ check: { workflow, job, leg } }) =>
    leg === undefined || leg.met ? [] : [`${workflow ?? ''} / ${job ?? ''}: ${leg.why}`],
  )
  return [...new Set(notes)]
}

function jobOf({ job, workflow }: JobEnvironment): Context['job'] {
  return job === null || workflow === null ? null : { id: job, workflow }
}

async function checksOf(
  inputs: InputValues,
  files: Context['files'],
  classification: Context['classification'],
  log: Log,
): Promise<FoundChecks> {
  const given = inputs['checks']
  const lines = Array.isArray(given) ? given.map(String) : []
  if (lines.length > 0) return { checks: await checksFromInput(lines, files), unchecked: [], unresolved: [] }
  const found = findChecks(classification)
  for (const note of legNotes(found.checks)) log.info(note)
  return found
}

function probe({ env, signal, tally, log, recorder }: ContextParts): Context['exec'] {
  return async (worktree, command, options) => {
    log.info(`${options.label}: ${command.length > 400 ? `${command.slice(0, 400)} …` : command}`)
    const result = await worktree.exec(command, {
      cwd: options.cwd,
      env: { ...env, ...options.env },
      shell: 'bash',
      seconds: options.seconds ?? SECONDS_PER_CHECK,
      maxOutputBytes: 256 * 1024 * 1024,
      network: 'none',
      signal,
      ...(options.stdin === undefined ? {} : { stdin: options.stdin }),
    })
    tally.checkerRuns += 1
    tally.checkerSeconds += result.seconds
    const status = result.exit === 0 ? 'pass' : 'fail'
    const { exit, seconds } = result
    recorder.append({
      kind: 'check',
      check: options.label,
      tree: worktree.tree,
      depth: 'probe',
      status,
      exit,
      seconds,
      diagnostics: 0,
      cached: false,
    })
    return result
  }
}

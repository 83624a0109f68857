import type { Model } from '@upkeep/agent-core'
import { checksFromInput, classify, findChecks, inPlaceRunner } from '@upkeep/ci'
import type { FoundCheck } from '@upkeep/ci'
import type { InputValues, JobEnvironment, Log } from '@upkeep/entry'
import { targetOf } from '@upkeep/github'
import type { PublishOutcome } from '@upkeep/publishing'
import type { GrantTerms, Publication, Recorder, Unresolved } from '@upkeep/schema'
import type { Redactor } from '@upkeep/text'
import type { Workspace } from '@upkeep/workspace'
import type { Context } from './definition.ts'
import { fileSource } from './file-source.ts'
import { connectionOf, postDirectly, readKnown } from './github-port.ts'
import { grantFor } from './grant.ts'
import { effectiveIn, interpretersOf } from './interpreters.ts'
import { noteResult } from './tally.ts'
import { pullRequestPort } from './pull-request-port.ts'
import type { Tally } from './tally.ts'

export interface ContextParts {
  terms: GrantTerms & { batches: readonly string[] }
  inputs: InputValues
  environment: JobEnvironment
  workspace: Workspace
  recorder: Recorder
  redact: Redactor
  env: Readonly<Record<string, string>>
  log: Log
  signal: AbortSignal
  tally: Tally
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
}> {
  const { terms, inputs, environment, workspace, recorder, redact, env, log, signal, tally, now, openModels } = parts
  const files = fileSource(workspace)
  const classification = await classify(files)
  const { checks, unresolved } = await checksOf(inputs, files, classification)
  const grant = grantFor(
    terms,
    targetOf({ name: environment.event, payload: environment.payload, sha: workspace.commit }),
    environment,
    inputs,
  )
  const runner = inPlaceRunner({ env, secondsPerCheck: SECONDS_PER_CHECK, redact })
  const onResult = noteResult(tally, recorder, log)
  const judging: Context['judging'] = {
    workspace,
    runner,
    signal,
    grant,
    checks,
    onResult,
    cache: new Map(),
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
  const exec = probe(parts)
  const port = { environment, inputs, grant, batches: terms.batches, log, signal }
  const github = connectionOf(port)
  const known = await readKnown(github, port)
  const post: Poster | null =
    github === null ? null : async (publication, blobs) => await postDirectly(github, { publication, blobs }, port)
  return {
    post,
    context: {
      grant,
      event: environment.event,
      job: jobOf(environment),
      pull: pullRequestPort({ environment, grant, github, workspace, log, signal }),
      known,
      inputs,
      classification,
      checks,
      workspace,
      files,
      runner,
      judging,
      recorder,
      env,
      log,
      signal,
      redact,
      models: grant.may.askModel ? openModels() : [],
      now,
      exec,
    },
    unresolved,
  }
}

function jobOf({ job, workflow }: JobEnvironment): Context['job'] {
  return job === null || workflow === null ? null : { id: job, workflow }
}

async function checksOf(
  inputs: InputValues,
  files: Context['files'],
  classification: Context['classification'],
): Promise<{ checks: FoundCheck[]; unresolved: Unresolved[] }> {
  const given = inputs['checks']
  const lines = Array.isArray(given) ? given.map(String) : []
  return lines.length > 0 ? { checks: await checksFromInput(lines, files), unresolved: [] } : findChecks(classification)
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

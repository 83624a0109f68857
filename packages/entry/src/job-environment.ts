import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { UserError, messageOf } from '@upkeep/schema/errors'

/** The job that this process is a step of; on a laptop, the folder it stands in. */
export interface JobEnvironment {
  /** The name of the event; `local` off a runner. */
  event: string
  /** The event as GitHub delivered it; null off a runner. */
  payload: unknown
  /** `owner/name`. */
  repository: string | null
  /** Absolute. */
  workspace: string
  /** A folder for temporary files; absolute. */
  temp: string
  sha: string | null
  ref: string | null
  /** `local` off a runner. */
  runId: string
  onRunner: boolean
  debug: boolean
  serverUrl: string
  /** The address of the REST interface, without a slash at the end; on GitHub Enterprise Server its own. */
  apiUrl: string
  actor: string | null
  /** The key of the job in its workflow. */
  job: string | null
  /** The path of the workflow in the repository: `.github/workflows/ci.yml`. */
  workflow: string | null
}

/**
 * Reads what the runner says of the job. Throws a UserError (state) where the event's file can not be read: without it a pull
 * request of a fork would look like a push.
 */
export function readJobEnvironment(): JobEnvironment {
  const onRunner = process.env['GITHUB_ACTIONS'] === 'true'
  return {
    event: onRunner ? (variable('GITHUB_EVENT_NAME') ?? 'unknown') : 'local',
    payload: onRunner ? readPayload(variable('GITHUB_EVENT_PATH')) : null,
    repository: variable('GITHUB_REPOSITORY'),
    workspace: variable('GITHUB_WORKSPACE') ?? process.cwd(),
    temp: variable('RUNNER_TEMP') ?? tmpdir(),
    sha: variable('GITHUB_SHA'),
    ref: variable('GITHUB_REF'),
    runId: variable('GITHUB_RUN_ID') ?? 'local',
    onRunner,
    debug: process.env['RUNNER_DEBUG'] === '1' || process.env['UPKEEP_DEBUG'] === '1',
    serverUrl: variable('GITHUB_SERVER_URL') ?? 'https://github.com',
    apiUrl: variable('GITHUB_API_URL') ?? 'https://api.github.com',
    actor: variable('GITHUB_ACTOR'),
    job: onRunner ? variable('GITHUB_JOB') : null,
    workflow: onRunner ? workflowPath(variable('GITHUB_WORKFLOW_REF')) : null,
  }
}

/** `octocat/example/.github/workflows/ci.yml@refs/heads/main` names repository, path and ref. */
function workflowPath(reference: string | null): string | null {
  return /^[^/]+\/[^/]+\/(.+?)@/.exec(reference ?? '')?.[1] ?? null
}

function variable(name: string): string | null {
  const value = process.env[name]
  return value === undefined || value === '' ? null : value
}

function readPayload(path: string | null): unknown {
  if (path === null) {
    throw new UserError('The runner names no event: GITHUB_EVENT_PATH is not set.', {
      remedy: 'Keep GITHUB_EVENT_PATH as the runner sets it.',
      kind: 'state',
    })
  }
  try {
    const payload: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return payload
  } catch (cause) {
    throw new UserError(`The event that started this job could not be read from ${path}: ${messageOf(cause)}.`, {
      remedy: 'Keep GITHUB_EVENT_PATH as the runner sets it.',
      kind: 'state',
      cause,
    })
  }
}

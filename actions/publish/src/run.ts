import { secretValues } from '@upkeep/entry'
import type { ActionJob, RunOutput } from '@upkeep/entry'
import { askedPayload, askedPull, connect, downloadArtifact, targetOf } from '@upkeep/github'
import type { GitHub } from '@upkeep/github'
import {
  LIMITS,
  POLICIES,
  jobFacts,
  publicationOf,
  publish,
  readPublicationFolder,
  refusedOutcome,
} from '@upkeep/publishing'
import type { PublishOutcome, ReadPublication, Refusable } from '@upkeep/publishing'
import { UserError, grantOf } from '@upkeep/schema'
import type { Grant, Publication } from '@upkeep/schema'
import { publishOutput } from './output.ts'

/** Reads the publication, makes the grant anew from this job's own event, and posts. */
export async function run(given: ActionJob): Promise<RunOutput> {
  const started = performance.now()
  const github = connection(given)
  const job = { ...given, environment: await withAskedPull(given, github) }
  const read = await readPublication(job, github)
  const outcome = read.ok ? await post(job, github, read.value) : refusedOutcome(read.refusal)
  return publishOutput(job, outcome, read.ok ? read.value.publication : null, (performance.now() - started) / 1000)
}

/** A person may have started the workflow for a pull request by its number. */
async function withAskedPull({ environment }: ActionJob, github: GitHub): Promise<ActionJob['environment']> {
  const number = askedPull(environment.event, environment.payload)
  if (number === null) return environment
  return { ...environment, payload: await askedPayload(github, number, environment.payload) }
}

function connection({ inputs, environment, signal, log }: ActionJob): GitHub {
  const [owner, name] = environment.repository?.split('/') ?? []
  if (owner === undefined || name === undefined) {
    throw new UserError('GITHUB_REPOSITORY does not name the repository.', {
      remedy: 'Run this as a step of a job, or set GITHUB_REPOSITORY to owner/name.',
    })
  }
  const token = String(inputs['token'])
  if (token === '')
    throw new UserError('The input "token" is empty.', { remedy: 'Leave it out: the token of the job is the default.' })
  return connect({
    token,
    repository: { owner, name },
    apiUrl: environment.apiUrl,
    maxRequests: Number(inputs['max-requests']),
    signal,
    log: (line) => log.info(line),
  })
}

async function readPublication(
  { inputs, environment, log }: ActionJob,
  github: GitHub,
): Promise<Refusable<ReadPublication>> {
  const [id, digest, folder] = [inputs['artifact-id'], inputs['artifact-digest'], inputs['folder']].map(String)
  if (folder !== '' && folder !== undefined) return readPublicationFolder(folder)
  if (
    id === undefined ||
    !/^\d{1,20}$/.test(id) ||
    digest === undefined ||
    !/^(?:sha256:)?[0-9a-f]{64}$/.test(digest)
  ) {
    throw new UserError('The inputs "artifact-id" and "artifact-digest" do not name an artifact.', {
      remedy: 'Pass both outputs of the upload step of the job that worked (examples/workflows), or name a folder.',
    })
  }
  log.info(`Reading artifact ${id}`)
  const limits = { entries: LIMITS.entries, bytes: LIMITS.inflated }
  const of = /^\d+$/.test(environment.runId) ? { runId: Number(environment.runId) } : {}
  const entries = await downloadArtifact(github, { id: Number(id), digest, ...of }, limits)
  if (entries instanceof Map) return publicationOf(entries)
  return { ok: false, refusal: { code: 'E_ARTIFACT', where: `artifact ${id}`, message: entries.message } }
}

async function post(job: ActionJob, github: GitHub, read: ReadPublication): Promise<PublishOutcome> {
  const { environment, inputs, log } = job
  const grant = grantFor(job, read.publication)
  if (grant === null) {
    const { action } = read.publication
    return refusedOutcome({ code: 'E_TARGET', where: 'action', message: `There is no action "${action}" that posts.` })
  }
  return await publish({
    github,
    read,
    grant,
    ...jobFacts(environment),
    secrets: secretValues(),
    dryRun: inputs['dry-run'] === true,
    log: (line) => log.info(line),
  })
}

function grantFor({ environment }: ActionJob, { action }: Publication): Grant | null {
  const policy = Object.hasOwn(POLICIES, action) ? POLICIES[action] : undefined
  if (policy === undefined) return null
  const target = targetOf({ name: environment.event, payload: environment.payload, sha: environment.sha ?? '' })
  return grantOf(policy, target, environment, { publish: 'direct', usd: 0, turns: 0, seconds: 0 })
}

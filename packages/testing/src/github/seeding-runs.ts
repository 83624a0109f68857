import { zipSync } from 'fflate'
import type { Clock } from './clock.ts'
import { takeId } from './model.ts'
import type { Annotation, JobLog, Repository, World } from './model.ts'
import { digestOf } from './routes/artifacts.ts'

export interface ArtifactOptions {
  name: string
  run?: number
  /** The files of its zip; or the zip itself, for what no honest tool would write. */
  files?: Readonly<Record<string, string | Uint8Array>>
  zip?: Uint8Array
  expired?: boolean
}

export interface JobOptions {
  /** As GitHub shows it: `lint (22)`. */
  name: string
  /** The head of the default branch where absent. */
  headSha?: string
  /** Its workflow's file; `.github/workflows/ci.yml` where absent. */
  path?: string
  /** `pull_request` where absent. */
  event?: string
  /** The workflow run that it belongs to; a new one where absent. */
  run?: number
  /** `failure` where absent; null: it isn't completed. */
  conclusion?: string | null
  steps?: readonly {
    name: string
    number: number
    conclusion: string | null
    startedAt: number | null
    completedAt: number | null
  }[]
  /** Its log; null, or absent: there is none. */
  log?: string | (() => Iterable<string>) | null
  expired?: boolean
  /** What the host of logs does instead of sending it, this many times: an error, or only so many characters. */
  storage?: JobLog['storage']
  annotations?: readonly Annotation[]
  id?: number
}

/** What runs of workflows leave behind. */
export function runPart(world: World, memory: () => Repository, clock: Clock) {
  const run = (options: { headSha?: string; headBranch?: string; event?: string; path?: string; id?: number } = {}) => {
    const repository = memory()
    const id = options.id ?? takeId(world.state)
    const headBranch = options.headBranch ?? repository.defaultBranch
    repository.runs.set(id, {
      id,
      headBranch,
      headSha: options.headSha ?? repository.refs.get(`refs/heads/${headBranch}`) ?? '',
      event: options.event ?? 'push',
      path: options.path ?? '.github/workflows/upkeep.yml',
      inputs: {},
      createdAt: clock.now(),
    })
    return id
  }
  const job = (options: JobOptions) => {
    const repository = memory()
    const id = options.id ?? takeId(world.state)
    const headSha = options.headSha ?? repository.refs.get(`refs/heads/${repository.defaultBranch}`) ?? ''
    const path = options.path ?? '.github/workflows/ci.yml'
    const runId = options.run ?? run({ headSha, event: options.event ?? 'pull_request', path })
    const { conclusion = 'failure', log = null, steps = [] } = options
    repository.checkRuns.set(id, {
      id,
      name: options.name,
      headSha,
      status: conclusion === null ? 'in_progress' : 'completed',
      conclusion,
      title: null,
      summary: null,
      text: null,
      annotations: [...(options.annotations ?? [])],
      externalId: null,
      detailsUrl: null,
      startedAt: clock.now(),
      completedAt: conclusion === null ? null : clock.now(),
      job: {
        run: runId,
        steps: steps.map((step) => ({ status: step.conclusion === null ? 'queued' : 'completed', ...step })),
        log: log === null ? null : { expired: options.expired ?? false, text: log, storage: options.storage ?? null },
      },
    })
    return id
  }
  return {
    run,
    job,
    artifact: (options: ArtifactOptions) => {
      const files = Object.entries(options.files ?? {}).map(
        ([path, content]) => [path, typeof content === 'string' ? Buffer.from(content) : content] as const,
      )
      const artifact = {
        id: takeId(world.state),
        name: options.name,
        run: options.run ?? run(),
        zip: options.zip ?? zipSync(Object.fromEntries(files)),
        expired: options.expired ?? false,
        createdAt: clock.now(),
      }
      memory().artifacts.set(artifact.id, artifact)
      return { id: artifact.id, digest: digestOf(artifact), run: artifact.run }
    },
  }
}

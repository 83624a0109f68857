import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { GitHubError } from '../wire/errors.ts'
import type { GitHub } from '../wire/github.ts'
import { downloaded, signedAddress } from '../wire/storage.ts'
import { BadZip, unzip } from '../wire/unzip.ts'

export interface ArtifactRequest {
  id: number
  /** SHA-256 of the zip archive as the job that uploaded it reported it: hex, with or without `sha256:` before it. */
  digest: string
  /** The run that must have uploaded it. */
  runId?: number
}

export interface ArtifactLimits {
  /** Entries of the archive; default 110. */
  entries?: number
  /** Bytes of the archive, and of all its files together; default 16 MiB. */
  bytes?: number
}

/** Why an artifact is not taken; `message` is a sentence for a report. */
export interface ArtifactRefusal {
  refused: 'gone' | 'expired' | 'run' | 'digest' | 'size' | 'content'
  message: string
}

const ENTRIES = 110
const BYTES = 16 * 1024 * 1024
const STORAGE_SECONDS = 60

const Artifact = z.object({
  expired: z.boolean(),
  workflow_run: z.nullish(z.object({ id: z.optional(z.number()) })),
})

/**
 * The files of an artifact by name, once its digest is the reported one. The archive comes from a storage host, which never sees the
 * token. Two requests to GitHub, one where no run is asked for.
 */
export async function downloadArtifact(
  github: GitHub,
  request: ArtifactRequest,
  limits: ArtifactLimits = {},
): Promise<Map<string, Buffer> | ArtifactRefusal> {
  const { entries = ENTRIES, bytes = BYTES } = limits
  const refusal = await wrongRun(github, request)
  if (refusal !== null) return refusal
  const location = await locationOf(github, request.id)
  if (typeof location !== 'string') return location
  const archive = await download(github, location, bytes)
  if (archive === null) return { refused: 'size', message: `The artifact is larger than ${bytes} bytes.` }
  const digest = createHash('sha256').update(archive).digest('hex')
  if (digest !== request.digest.replace(/^sha256:/, '').toLowerCase())
    return { refused: 'digest', message: 'The artifact is not the one that the job reported: its digest differs.' }
  try {
    return await unzip(archive, { entries, bytes })
  } catch (error) {
    if (!(error instanceof BadZip)) throw error
    return { refused: 'content', message: `The artifact is refused: ${error.message}.` }
  }
}

async function wrongRun(github: GitHub, { id, runId }: ArtifactRequest): Promise<ArtifactRefusal | null> {
  if (runId === undefined) return null
  const route = 'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}'
  const artifact = await github.get(route, { artifact_id: id }, Artifact)
  if (artifact === null) return gone(id)
  if (artifact.expired) return { refused: 'expired', message: `Artifact ${id} has expired.` }
  if (artifact.workflow_run?.id === runId) return null
  return { refused: 'run', message: `Artifact ${id} is of another run than ${runId}.` }
}

const ZIP = 'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}'

async function locationOf(github: GitHub, id: number): Promise<string | ArtifactRefusal> {
  try {
    return await signedAddress(github, ZIP, { artifact_id: id, archive_format: 'zip' })
  } catch (error) {
    if (error instanceof GitHubError && error.status === 404) return gone(id)
    if (error instanceof GitHubError && error.status === 410)
      return { refused: 'expired', message: `Artifact ${id} has expired.` }
    throw error
  }
}

function gone(id: number): ArtifactRefusal {
  return { refused: 'gone', message: `There is no artifact ${id}.` }
}

/** Null: more than `most` bytes. */
async function download(github: GitHub, location: string, most: number): Promise<Buffer | null> {
  return await downloaded(github, location, { what: 'artifact', seconds: STORAGE_SECONDS }, async (body) => {
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of body) {
      size += chunk.length
      if (size > most) return null
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  })
}

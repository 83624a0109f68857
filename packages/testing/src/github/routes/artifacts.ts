import { createHash } from 'node:crypto'
import { Refusal, found, iso, ok, page } from '../answer.ts'
import type { Call, Handler } from '../answer.ts'
import { repositoryUrl } from '../bodies/repository.ts'
import type { Body } from '../bodies/repository.ts'
import { nodeId } from '../model.ts'
import type { Artifact } from '../model.ts'

const DAY = 86_400_000

export function digestOf(artifact: Artifact): string {
  return `sha256:${createHash('sha256').update(artifact.zip).digest('hex')}`
}

function artifactBody(call: Call, artifact: Artifact): Body {
  const url = `${repositoryUrl(call, call.repository)}/actions/artifacts/${artifact.id}`
  const run = call.repository.runs.get(artifact.run)
  return {
    id: artifact.id,
    node_id: nodeId('Artifact', artifact.id),
    name: artifact.name,
    size_in_bytes: artifact.zip.length,
    url,
    archive_download_url: `${url}/zip`,
    expired: artifact.expired,
    digest: digestOf(artifact),
    created_at: iso(artifact.createdAt),
    updated_at: iso(artifact.createdAt),
    expires_at: iso(artifact.createdAt + 90 * DAY),
    workflow_run:
      run === undefined
        ? null
        : {
            id: run.id,
            repository_id: call.repository.id,
            head_repository_id: call.repository.id,
            head_branch: run.headBranch,
            head_sha: run.headSha,
          },
  }
}

function artifactsPage(call: Call, wanted: (artifact: Artifact) => boolean) {
  const { name } = call.query
  const artifacts = [...call.repository.artifacts.values()]
    .filter(wanted)
    .filter((artifact) => name === undefined || artifact.name === name)
    .toReversed()
  return page(call, artifacts, (part) => ({
    total_count: artifacts.length,
    artifacts: part.map((artifact) => artifactBody(call, artifact)),
  }))
}

const listOfRun: Handler = (call) => {
  const run = found(call.repository.runs.get(Number(call.path['run_id'])))
  return artifactsPage(call, (artifact) => artifact.run === run.id)
}

const listAll: Handler = (call) => artifactsPage(call, () => true)

const artifactOf = (call: Call) => found(call.repository.artifacts.get(Number(call.path['artifact_id'])))

const getArtifact: Handler = (call) => ok(artifactBody(call, artifactOf(call)))

const download: Handler = (call) => {
  const artifact = artifactOf(call)
  if (call.path['archive_format'] !== 'zip') throw new Refusal(404, 'Not Found')
  if (artifact.expired) throw new Refusal(410, 'Artifact has expired')
  return { status: 302, headers: { location: `${call.storage}/artifacts/${artifact.id}.zip?sig=fake` } }
}

export const artifactRoutes: Readonly<Record<string, Handler>> = {
  'actions/list-workflow-run-artifacts': listOfRun,
  'actions/list-artifacts-for-repo': listAll,
  'actions/get-artifact': getArtifact,
  'actions/download-artifact': download,
}

import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { unzipSync } from 'fflate'
import { failed, opened } from '../octokit.fixture.ts'
import type { Opened } from '../octokit.fixture.ts'

let scene: Opened
beforeEach(async () => {
  scene = await opened()
})
afterEach(async () => {
  await scene.fake.close()
  expect(scene.fake.violations()).toEqual([])
})

describe('an artifact', () => {
  it('is found by its id, its run and its name, with its digest', async () => {
    const { octokit, at, repository } = scene
    const files = { 'publication.json': '{}' }
    const { id, digest, run } = repository.artifact({ name: 'upkeep', files })
    repository.artifact({ name: 'other', run, files })
    const { data } = await octokit.rest.actions.getArtifact({ ...at, artifact_id: id })
    expect(data).toMatchObject({ name: 'upkeep', digest, expired: false, workflow_run: { id: run } })
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/)
    const ofRun = await octokit.rest.actions.listWorkflowRunArtifacts({ ...at, run_id: run })
    expect(ofRun.data.artifacts.map(({ name }) => name)).toEqual(['other', 'upkeep'])
    const named = await octokit.rest.actions.listArtifactsForRepo({ ...at, name: 'upkeep' })
    expect(named.data.artifacts.map((one) => one.id)).toEqual([id])
    const { data: of } = await octokit.rest.actions.getWorkflowRun({ ...at, run_id: run })
    expect(of.head_sha).toBe(repository.branch('main'))
    expect((await failed(octokit.rest.actions.getArtifact({ ...at, artifact_id: 1 }))).status).toBe(404)
  })

  it('is downloaded from another host, to which no token goes, and has the digest', async () => {
    const { octokit, at, repository, fake } = scene
    const { id, digest } = repository.artifact({ name: 'upkeep', files: { 'blobs/one': 'bytes' } })
    const route = 'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}'
    const parameters = { ...at, artifact_id: id, archive_format: 'zip', request: { redirect: 'manual' as const } }
    const answer = await octokit.request(route, parameters)
    expect(answer.status as number).toBe(302)
    const location = answer.headers.location ?? ''
    expect(new URL(location).host).not.toBe(new URL(fake.url).host)
    const zip = new Uint8Array(await (await fetch(location)).arrayBuffer())
    expect(`sha256:${createHash('sha256').update(zip).digest('hex')}`).toBe(digest)
    expect(Buffer.from(unzipSync(zip)['blobs/one'] ?? []).toString()).toBe('bytes')
    expect(fake.leaks()).toEqual([])
    expect((await fetch(location.replace(`${id}.zip`, '1.zip'))).status).toBe(404)
  })

  it('that has expired is still described, and its archive is gone', async () => {
    const { octokit, at, repository } = scene
    const { id } = repository.artifact({ name: 'upkeep', files: { a: 'a' }, expired: true })
    expect((await octokit.rest.actions.getArtifact({ ...at, artifact_id: id })).data.expired).toBe(true)
    const zip = octokit.rest.actions.downloadArtifact({ ...at, artifact_id: id, archive_format: 'zip' })
    expect((await failed(zip)).status).toBe(410)
  })
})

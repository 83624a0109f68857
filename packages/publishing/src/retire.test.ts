import { describe, expect, it } from '@jest/globals'
import { parseMarker } from '@upkeep/github'
import { operationMarker } from '@upkeep/schema'
import type { Operation } from '@upkeep/schema'
import { ACTION, ID } from './publication.fixture.ts'
import { BRANCH, SLUG, scene } from './scene.fixture.ts'
import type { Scene } from './scene.fixture.ts'

const marker = operationMarker({ action: ACTION, batch: 'retired', ids: [ID] })
const operation = (ids: string[]) => (): Operation => ({ op: 'retire', marker, title: [], body: [], ids })
const retire = (at: Scene, ids = [ID]) => at.run({ operation: operation(ids) })
const left = ({ fake }: Scene) => {
  const { pulls = [], branches = {} } = fake.state()[SLUG] ?? {}
  return { pulls: pulls.map(({ state }) => state), branches: Object.keys(branches).toSorted() }
}

describe('a pull request of which nothing fires any more', () => {
  it('is closed with a word why, its branch is gone, and its findings may come back', async () => {
    await using at = await scene()
    await at.run()
    expect(await retire(at)).toMatchObject({ result: 'changed', posted: [{ op: 'retire', wrote: true }] })
    expect(left(at)).toEqual({ pulls: ['closed'], branches: ['main'] })
    expect(parseMarker(at.fake.state()[SLUG]?.pulls[0]?.body ?? '')?.ids).toEqual([])
    at.calls()
    expect(await retire(at)).toMatchObject({ result: 'clean', posted: [] })
    expect(at.calls()).toEqual(['query'])
    expect(await at.run()).toMatchObject({ result: 'changed', posted: [{ op: 'pull-request' }] })
    expect(left(at).pulls).toEqual(['closed', 'open'])
  })

  it('stays open while one of its findings fires', async () => {
    await using at = await scene()
    await at.run({ ids: [ID, 'fedcba9876543210'] })
    expect(await retire(at)).toMatchObject({ result: 'clean', posted: [] })
    expect(left(at)).toEqual({ pulls: ['open'], branches: ['main', BRANCH] })
  })

  it('D15: whose run was killed between closing it and deleting its branch is completed by the next', async () => {
    await using at = await scene()
    await at.run()
    at.fake.fault({ kind: 'error', status: 500, when: 'before', match: 'git/delete-ref', times: 3 })
    await expect(retire(at)).rejects.toMatchObject({ status: 500 })
    expect(left(at)).toEqual({ pulls: ['closed'], branches: ['main', BRANCH] })
    expect(await retire(at)).toMatchObject({ result: 'changed' })
    expect(left(at)).toEqual({ pulls: ['closed'], branches: ['main'] })
  })

  it('that somebody closed keeps its branch and its findings stay declined', async () => {
    await using at = await scene()
    await at.run()
    at.fake.repository().close(1)
    expect(await retire(at)).toMatchObject({ result: 'clean', posted: [] })
    expect(left(at)).toEqual({ pulls: ['closed'], branches: ['main', BRANCH] })
    expect(await at.run()).toMatchObject({ result: 'skipped' })
  })

  it('is only told by a dry run', async () => {
    await using at = await scene()
    await at.run()
    const writes = at.fake.writes().length
    const { plan } = await at.run({ operation: operation([ID]) }, { dryRun: true })
    expect(plan).toEqual([expect.stringMatching(/^close .*\/pull\/1: none of its findings fires any more$/)])
    expect(at.fake.writes()).toHaveLength(writes)
  })
})

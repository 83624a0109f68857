import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { failed, opened } from '../octokit.fixture.ts'
import type { Opened } from '../octokit.fixture.ts'

let scene: Opened
beforeEach(async () => {
  scene = await opened()
})
afterEach(async () => {
  await scene.fake.close()
})

const annotations = (count: number, more: object = {}) =>
  Array.from({ length: count }, (_, index) => ({
    path: 'README.md',
    start_line: index + 1,
    end_line: index + 1,
    annotation_level: 'warning' as const,
    message: `message ${index}`,
    ...more,
  }))

describe('a check run', () => {
  const create = (count: number, more: object = {}) =>
    scene.octokit.rest.checks.create({
      ...scene.at,
      name: 'upkeep',
      head_sha: scene.repository.branch('main') ?? '',
      external_id: 'key',
      status: 'completed',
      conclusion: 'neutral',
      output: { title: 't', summary: 's', annotations: annotations(count, more) },
    })

  it('takes annotations in batches of fifty and adds them up', async () => {
    const { octokit, at } = scene
    const { data } = await create(50)
    expect(data).toMatchObject({ status: 'completed', conclusion: 'neutral', output: { annotations_count: 50 } })
    const check_run_id = data.id
    const output = { title: 't', summary: 's', annotations: annotations(25) }
    const updated = await octokit.rest.checks.update({ ...at, check_run_id, output })
    expect(updated.data.output.annotations_count).toBe(75)
    const all = await octokit.paginate(octokit.rest.checks.listAnnotations, { ...at, check_run_id, per_page: 100 })
    expect(all).toHaveLength(75)
    expect((await octokit.rest.checks.get({ ...at, check_run_id })).data.external_id).toBe('key')
    expect(scene.fake.violations()).toEqual([])
  })

  it('refuses more than fifty at once, a range that ends before it starts, and columns over lines', async () => {
    expect((await failed(create(1, { end_line: 0 }))).status).toBe(422)
    expect((await failed(create(1, { end_line: 9, start_column: 1 }))).status).toBe(422)
    const { octokit, at } = scene
    expect((await failed(octokit.rest.checks.create({ ...at, name: 'n', head_sha: '1'.repeat(40) }))).status).toBe(422)
    expect(scene.fake.violations()).toEqual([])
    expect((await failed(create(51))).status).toBe(422)
    expect(scene.fake.violations()).toHaveLength(1)
    expect(scene.fake.state()['octocat/example']?.checkRuns).toEqual([])
  })

  it('is found by its commit: the latest of each name, or all', async () => {
    await create(0)
    const second = await create(0)
    const list = async (query: object, ref = 'main') =>
      (await scene.octokit.rest.checks.listForRef({ ...scene.at, ref, ...query })).data
    expect((await list({})).check_runs.map(({ id }) => id)).toEqual([second.data.id])
    expect((await list({ filter: 'all', check_name: 'upkeep' })).total_count).toBe(2)
    expect((await list({ check_name: 'other' })).total_count).toBe(0)
    expect((await failed(list({}, 'nowhere'))).status).toBe(422)
    expect(scene.fake.violations()).toEqual([])
  })
})

import { describe, expect, it } from '@jest/globals'
import { operationMarker } from '@upkeep/schema'
import type { Operation, Target } from '@upkeep/schema'
import { ACTION, publicationFixture } from './publication.fixture.ts'
import { BASE_FILES, scene } from './scene.fixture.ts'
import type { Event, Further, Scene } from './scene.fixture.ts'

const FILES = {
  ...BASE_FILES,
  '.github/workflows/fix.yml': `on:\n  workflow_dispatch:\n    inputs: { pull-request: { required: true }, head: {} }\njobs: {}\n`,
}

interface Asked extends Scene {
  start: Extract<Operation, { op: 'dispatch' }>
  event: Event & { asked: { comment: number; pull: number; author: string } }
}

/** A pull request on which a maintainer asked. */
async function asked(): Promise<Asked> {
  const at = await scene(FILES)
  const repository = at.fake.repository()
  const head = repository.commit({ branch: 'topic', files: { 'src/b.ts': 'export  const b = 2\n' } })
  const pull = repository.pull({ head: 'topic' })
  repository.collaborator('maintainer', 'maintain')
  const comment = repository.comment(pull, '/upkeep fix', 'maintainer')
  const target: Target = { kind: 'issues', base: at.commit, head: at.commit }
  const start: Asked['start'] = {
    op: 'dispatch',
    marker: operationMarker({ action: ACTION, batch: 'fixes', ids: [] }),
    title: [],
    body: [{ text: 'lint `@everyone` fails', from: 'repository' }],
    workflow: '.github/workflows/fix.yml',
    pull,
    head,
  }
  return Object.assign(at, {
    start,
    event: { target, subject: pull, asked: { comment, pull, author: 'maintainer' } },
  })
}

async function posted(at: Asked, operations: readonly Operation[] = [at.start], further: Further = {}) {
  const { publication, blobs } = publicationFixture({ commit: at.commit })
  const grant = { ...publication.grant, target: at.event.target ?? publication.grant.target }
  const made = { publication: { ...publication, grant, operations: [...operations] }, blobs }
  return await at.run({}, { event: at.event, made, ...further })
}

const runs = (at: Scene) => [...at.fake.repository().memory().runs.values()].map(({ inputs }) => inputs)

describe('a workflow that a comment asks for', () => {
  it('is started with the number and the head of the pull request, and one comment says so', async () => {
    await using at = await asked()
    const { pull, head } = at.start
    expect(await posted(at)).toMatchObject({ result: 'changed', posted: [{ op: 'dispatch', wrote: true }] })
    expect(await posted(at)).toMatchObject({ result: 'clean' })
    expect(runs(at)).toEqual([{ 'pull-request': String(pull), head }])
    const bodies = [...at.fake.repository().memory().comments.values()].map(({ body }) => body)
    expect(bodies).toHaveLength(2)
    expect(bodies[1]).toContain('was started for')
    expect(at.fake.violations()).toEqual([])
  })

  it('is only planned in a dry run', async () => {
    await using at = await asked()
    expect(await posted(at, [at.start], { dryRun: true })).toMatchObject({ plan: ['a run of fix.yml for #1'] })
    expect(at.fake.writes()).toEqual([])
  })

  const REFUSED: [string, string, (at: Asked) => { operations?: Operation[]; event?: object }][] = [
    ['no comment asks for it', 'E_ACTOR', () => ({ event: { asked: undefined } })],
    [
      'its author may not write',
      'E_ACTOR',
      ({ event }) => ({ event: { asked: { ...event.asked, author: 'octocat-fan' } } }),
    ],
    ['another pull request is named', 'E_TARGET', ({ start }) => ({ operations: [{ ...start, pull: 99 }] })],
    ['another commit is named', 'E_STALE', ({ start }) => ({ operations: [{ ...start, head: 'f'.repeat(40) }] })],
    ['there are two', 'E_LIMIT', ({ start }) => ({ operations: [start, start] })],
    [
      'a file elsewhere is named',
      'E_PATH',
      ({ start }) => ({ operations: [{ ...start, workflow: 'tools/evil.yml' }] }),
    ],
    [
      'its name holds more than a name',
      'E_PATH',
      ({ start }) => ({ operations: [{ ...start, workflow: '.github/workflows/a&b.yml' }] }),
    ],
    [
      'the job is about no comment',
      'E_TARGET',
      ({ commit }) => ({ event: { target: { kind: 'repository', base: commit, head: commit } } }),
    ],
  ]

  it.each(REFUSED)('is not started where %s', async (_, code, change) => {
    await using at = await asked()
    const { operations, event } = change(at)
    Object.assign(at.event, event)
    expect((await posted(at, operations)).refusal?.code).toBe(code)
    expect(at.fake.writes()).toEqual([])
  })
})

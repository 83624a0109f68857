import { connect } from '@upkeep/github'
import type { FixRequest, GitHub } from '@upkeep/github'
import type { Target } from '@upkeep/schema'
import { fakeGitHub, jumpingClock } from '@upkeep/testing/github'
import type { FakeGitHub, Files } from '@upkeep/testing/github'
import type { PublishOutcome } from './outcome.ts'
import { ACTION, grantFixture, publicationFixture } from './publication.fixture.ts'
import type { FixtureOptions } from './publication.fixture.ts'
import { publish } from './publish.ts'
import type { PublishParts } from './publish.ts'
import type { ReadPublication } from './read-publication.ts'

export const SLUG = 'octocat/example'
export const BRANCH = `upkeep/${ACTION}/suppressions`

export const BASE_FILES = {
  'README.md': '# Example\n',
  'src/a.ts': '// @ts-ignore\nconst a = 1\n',
  'src/b.ts': 'export const b = 2\n',
  'tools/run.sh': { content: '#!/bin/sh\n', mode: '100755' },
} satisfies Files

/** Another target than the repository itself, and what else the event of the job says. */
export interface Event {
  target?: Target
  subject?: number
  headBranch?: string
  asked?: FixRequest
  baseBranch?: string | null
}

/** What a run is handed beside its publication; `made` is published as it is, whatever its target. */
export type Further = Partial<PublishParts> & { event?: Event; made?: ReadPublication }

export interface Scene extends AsyncDisposable {
  fake: FakeGitHub
  /** The commit that publications are made for: the head of main when the scene began. */
  commit: string
  /** A connection with a budget of its own, as each run has one. */
  connect(signal?: AbortSignal): GitHub
  /** Publishes a fixture. */
  run(options?: FixtureOptions, further?: Further): Promise<PublishOutcome>
  /** Operations of the journal from here on: `query`, `git/create-ref` … */
  calls(): string[]
}

/** A repository on a fake GitHub, and publications that are made for its first commit. */
export async function scene(files: Files = BASE_FILES): Promise<Scene> {
  const clock = jumpingClock()
  const fake = await fakeGitHub({ clock, repositories: [{ slug: SLUG, files }], checkAnswers: true })
  const commit = fake.repository().branch('main') ?? ''
  const connected = (signal = new AbortController().signal) => {
    const [owner = '', name = ''] = SLUG.split('/')
    return connect({
      apiUrl: fake.apiUrl,
      token: fake.token,
      repository: { owner, name },
      signal,
      clock,
      log: () => {},
    })
  }
  let seen = 0
  return {
    fake,
    commit,
    connect: connected,
    calls: () => {
      const operations = fake
        .requests()
        .slice(seen)
        .map(({ operation }) => operation)
      seen = fake.requests().length
      return operations
    },
    run: async (options = {}, { event = {}, made, ...further } = {}) => {
      const { publication, blobs } = publicationFixture({ commit, ...options })
      const target = event.target ?? publication.grant.target
      const own = { publication: { ...publication, grant: { ...publication.grant, target } }, blobs }
      return await publish({
        github: connected(),
        read: made ?? own,
        grant: { ...grantFixture(commit), target },
        subject: event.subject ?? null,
        asked: event.asked ?? null,
        baseBranch: event.baseBranch === undefined ? 'main' : event.baseBranch,
        headBranch: event.headBranch ?? null,
        serverUrl: fake.url,
        runUrl: null,
        secrets: [],
        dryRun: false,
        log: () => {},
        ...further,
      })
    },
    [Symbol.asyncDispose]: async () => {
      await fake.close()
    },
  }
}

import { getOctokit } from '@actions/github'
import { fakeGitHub } from './fake-github.ts'
import type { FakeGitHub, FakeGitHubOptions } from './fake-github.ts'
import type { FakeRepository } from './seeding.ts'

export type Octokit = ReturnType<typeof getOctokit>

/** A fake and the client that actions use, on `octocat/example`. */
export interface Opened {
  fake: FakeGitHub
  repository: FakeRepository
  octokit: Octokit
  /** Owner and name, for routes. */
  at: { owner: string; repo: string }
  /** The client of another token, or of none that the fake knows. */
  as: (token: string) => Octokit
}

/** Every answer is compared with GitHub's description. */
export async function opened(options: FakeGitHubOptions = {}): Promise<Opened> {
  const fake = await fakeGitHub({ checkAnswers: true, ...options })
  const as = (token: string) => getOctokit(token, { baseUrl: fake.apiUrl, log: SILENT })
  return { fake, repository: fake.repository(), octokit: as(fake.token), at: { owner: 'octocat', repo: 'example' }, as }
}

const silent = () => {}
const SILENT = { debug: silent, info: silent, warn: silent, error: silent }

export interface Failed {
  status: number
  message: string
  response?: { headers: Record<string, string>; data: { message: string; errors?: unknown[] } }
}

/** How a request failed; it must. */
export async function failed(request: Promise<unknown>): Promise<Failed> {
  const done = await request.then(
    () => null,
    (error: unknown) => error as Failed,
  )
  if (done === null) throw new Error('the request did not fail')
  return done
}

import { realClock } from './clock.ts'
import type { Clock } from './clock.ts'
import { FaultPlan } from './faults.ts'
import type { Fault, PlannedFault, Soak } from './faults.ts'
import { emptyJournal } from './journal.ts'
import type { Leak, RequestEntry, Violation } from './journal.ts'
import { DEFAULT_LIMITS, Limiter } from './limits.ts'
import type { Limits } from './limits.ts'
import type { Level } from './answer.ts'
import { findRepository } from './model.ts'
import type { State, World } from './model.ts'
import { addRepository, fakeRepository, splitSlug } from './seeding.ts'
import type { FakeRepository, RepositoryOptions } from './seeding.ts'
import { startServers } from './server.ts'
import type { Token } from './server.ts'
import { stateDump } from './state-dump.ts'
import type { StateDump } from './state-dump.ts'

export interface TokenOptions {
  /** Those of a workflow's `permissions:`; what is not named is `none`. All are `write` where absent. */
  permissions?: Readonly<Record<string, Level>>
  /** `github-actions[bot]` where absent. */
  login?: string
  limits?: Partial<Limits>
}

export interface FakeGitHubOptions {
  /** `octocat/example` with a README where absent. */
  repositories?: readonly RepositoryOptions[]
  /** The machine's clock where absent. */
  clock?: Clock
  limits?: Partial<Limits>
  /** Whether every answer of the fake is compared with GitHub's description; what differs is a violation. True where absent. */
  checkAnswers?: boolean
}

/** A GitHub on this machine. */
export interface FakeGitHub extends AsyncDisposable {
  /** GITHUB_SERVER_URL. */
  url: string
  /** GITHUB_API_URL and Octokit's `baseUrl`: `…/api/v3`. */
  apiUrl: string
  /** GITHUB_GRAPHQL_URL. */
  graphqlUrl: string
  /** A token that may write everything, of `github-actions[bot]`. */
  token: string
  clock: Clock
  addToken(options?: TokenOptions): string
  addRepository(options: RepositoryOptions): FakeRepository
  /** By `owner/name`; the first one where absent. */
  repository(slug?: string): FakeRepository
  fault(fault: Fault): PlannedFault
  /** Faults by chance from now on; null ends them. */
  soak(options: Soak | null): void
  /** Ends all faults that are planned, and those by chance. */
  calm(): void
  requests(): readonly RequestEntry[]
  /** Requests that meant to write. `done` says which were. */
  writes(): readonly RequestEntry[]
  /** What GitHub would not have understood. A test of a client expects `[]`. */
  violations(): readonly Violation[]
  /** Tokens that reached a host other than the API's. */
  leaks(): readonly Leak[]
  state(): StateDump
  close(): Promise<void>
}

/** Starts the servers of a fake. They are gone when the fake is disposed. */
export async function fakeGitHub(options: FakeGitHubOptions = {}): Promise<FakeGitHub> {
  const clock = options.clock ?? realClock
  const state: State = { repositories: new Map(), users: new Map(), nextId: 1_001 }
  const world: World = { state, store: new Map() }
  const journal = emptyJournal()
  const faults = new FaultPlan()
  const tokens = new Map<string, Token>()
  const add = (repository: RepositoryOptions) =>
    fakeRepository(world, addRepository(world, repository, clock.now()).id, clock)
  const first = (options.repositories ?? [{ files: { 'README.md': '# Example\n' } }]).map(add)[0]
  const repository = (slug?: string) => {
    const found = slug === undefined ? null : findRepository(state, ...splitSlug(slug))
    if (slug !== undefined && found === null) throw new Error(`the fake has no repository ${slug}`)
    if (found !== null) return fakeRepository(world, found.id, clock)
    if (first === undefined) throw new Error('the fake has no repository')
    return first
  }
  const addToken = ({ permissions, login = 'github-actions[bot]', limits }: TokenOptions = {}) => {
    const token = `ghs_fake${String(tokens.size + 1).padStart(36, '0')}`
    const limiter = new Limiter({ ...DEFAULT_LIMITS, ...options.limits, ...limits })
    tokens.set(token, { viewer: { login, permissions: permissions ?? {}, all: permissions === undefined }, limiter })
    return token
  }
  const checkAnswers = options.checkAnswers ?? true
  const servers = await startServers({ world, journal, faults, tokens, clock, checkAnswers, repository })
  return {
    url: servers.web,
    apiUrl: `${servers.web}/api/v3`,
    graphqlUrl: `${servers.web}/api/graphql`,
    token: addToken(),
    clock,
    addToken,
    addRepository: add,
    repository,
    fault: (fault) => faults.plan(fault),
    soak: (soak) => faults.soak(soak),
    calm: () => faults.calm(),
    requests: () => journal.requests,
    writes: () => journal.requests.filter(({ write }) => write),
    violations: () => journal.violations,
    leaks: () => journal.leaks,
    state: () => stateDump(world),
    close: () => servers.close(),
    [Symbol.asyncDispose]: () => servers.close(),
  }
}

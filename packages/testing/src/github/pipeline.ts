import { Refusal, notFound } from './answer.ts'
import type { Answer, Call, Handler, Level, Viewer } from './answer.ts'
import type { Clock } from './clock.ts'
import { answerComplaints, bodyComplaints, matchOperation, pathComplaints, queryComplaints } from './description.ts'
import type { Matched } from './description.ts'
import type { FaultKind, FaultPlan } from './faults.ts'
import { executeGraphQL, operationNames, queryCost } from './graphql/execute.ts'
import { holdsToken } from './journal.ts'
import type { Journal, RequestEntry } from './journal.ts'
import type { Limiter, Resource } from './limits.ts'
import { findRepository, slugOf } from './model.ts'
import type { Repository, State, World } from './model.ts'
import { METADATA, NEEDS, READS } from './permissions.data.ts'
import { artifactRoutes } from './routes/artifacts.ts'
import { checkRoutes } from './routes/checks.ts'
import { gitRoutes } from './routes/git.ts'
import { issueRoutes } from './routes/issues.ts'
import { jobRoutes } from './routes/jobs.ts'
import { pullRoutes } from './routes/pulls.ts'
import { reactionRoutes } from './routes/reactions.ts'
import { repositoryRoutes } from './routes/repository.ts'
import { runRoutes } from './routes/runs.ts'
import type { FakeRepository } from './seeding.ts'

/** By operationId. */
export const ROUTES: Readonly<Record<string, Handler>> = {
  ...repositoryRoutes,
  ...gitRoutes,
  ...pullRoutes,
  ...issueRoutes,
  ...checkRoutes,
  ...artifactRoutes,
  ...jobRoutes,
  ...reactionRoutes,
  ...runRoutes,
}

export interface Token {
  viewer: Viewer & { all: boolean }
  limiter: Limiter
}

/** What the servers of one fake share. */
export interface Setting {
  world: World
  journal: Journal
  faults: FaultPlan
  tokens: ReadonlyMap<string, Token>
  clock: Clock
  checkAnswers: boolean
  repository: (slug?: string) => FakeRepository
}

export interface Origins {
  api: string
  web: string
  storage: string
}

/** How an answer is spoilt on its way. */
export type Spoil = 'cut' | 'truncated' | 'bad-gzip' | 'html'

export interface Outcome {
  answer: Answer
  spoil: Spoil | null
  resource: Resource
  limiter: Limiter | null
  counts: boolean
}

/** A request as it came; `path` without `/api/v3` and `/api`, not decoded. */
export interface Incoming {
  method: string
  path: string
  query: Record<string, string>
  headers: Record<string, string>
  text: string
}

const UNAUTHENTICATED = { documentation_url: 'https://docs.github.com/rest' }

/** The older state of the fake, for stale reads; kept only while the plan of faults asks for it. */
const history = new WeakMap<World, State>()

export async function answerRequest(setting: Setting, origins: Origins, incoming: Incoming): Promise<Outcome> {
  const { clock, journal, world } = setting
  const isGraphQL = incoming.path === '/graphql'
  const body = parsed(incoming.text)
  const matched = isGraphQL ? null : matchOperation(incoming.method, renamed(world.state, incoming.path))
  const operation = isGraphQL
    ? operationNames(body)
    : { name: matched?.operation.id ?? '', write: incoming.method !== 'GET' }
  const entry: RequestEntry = {
    index: journal.requests.length,
    time: clock.now(),
    method: incoming.method,
    path: incoming.path,
    query: incoming.query,
    operation: operation.name,
    write: operation.write,
    done: false,
    status: null,
    fault: null,
    headers: incoming.headers,
    body,
  }
  journal.requests.push(entry)
  findLeaks(setting, incoming)
  const resource: Resource = isGraphQL ? 'graphql' : 'core'
  const outcome: Outcome = { answer: { status: 500 }, spoil: null, resource, limiter: null, counts: true }
  try {
    outcome.limiter = authenticate(setting, incoming).limiter
    const refusal = outcome.limiter.refusal(resource, entry.write, clock.now())
    // asking for the limits is free, and answered where nothing else is
    if (refusal !== null && entry.operation !== 'rate-limit/get') {
      outcome.answer = refusal
      outcome.counts = false
    } else await answerWithFaults(setting, origins, incoming, matched, entry, outcome)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    outcome.answer = error.answer
  }
  entry.status = outcome.spoil === 'cut' ? null : outcome.answer.status
  return outcome
}

/** `/repositories/1/…`, where GitHub sends those who use an old name. */
function renamed(state: State, path: string): string {
  const [, id, rest = ''] = /^\/repositories\/(\d+)(\/.*)?$/.exec(path) ?? []
  const repository = id === undefined ? undefined : state.repositories.get(Number(id))
  return repository === undefined ? path : `/repos/${slugOf(repository)}${rest}`
}

function parsed(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}

function findLeaks({ tokens, journal }: Setting, { path, query, text }: Incoming): void {
  for (const token of tokens.keys()) {
    if (holdsToken([path, ...Object.values(query)].join('\n'), token))
      journal.leaks.push({ url: path, where: 'address' })
    if (holdsToken(text, token)) journal.leaks.push({ url: path, where: 'body' })
  }
}

function authenticate({ tokens }: Setting, { headers }: Incoming): Token {
  if (headers['user-agent'] === undefined || headers['user-agent'] === '') {
    throw new Refusal(
      403,
      'Request forbidden by administrative rules. Please make sure your request has a User-Agent header.',
    )
  }
  const authorization = headers['authorization']
  if (authorization === undefined) throw new Refusal(401, 'Requires authentication', UNAUTHENTICATED)
  const token = tokens.get(/^(?:token|bearer) (.+)$/i.exec(authorization)?.[1] ?? '')
  if (token === undefined) throw new Refusal(401, 'Bad credentials', UNAUTHENTICATED)
  return token
}

async function answerWithFaults(
  setting: Setting,
  origins: Origins,
  incoming: Incoming,
  matched: Matched | null,
  entry: RequestEntry,
  outcome: Outcome,
): Promise<void> {
  const { faults, clock } = setting
  const taken = faults.take(entry)
  const spoiling = taken.find(({ kind }) => kind !== 'meanwhile') ?? null
  entry.fault = (spoiling ?? taken[0])?.kind ?? null
  meanwhile(setting, taken, entry, 'before')
  outcome.limiter?.count(outcome.resource, costOf(entry), clock.now())
  const early = spoiling === null ? null : faultBefore(spoiling, origins, entry, outcome, clock.now())
  if (early !== null) {
    outcome.answer = early
    return
  }
  try {
    outcome.answer = execute(setting, origins, incoming, matched, entry, spoiling?.kind === 'stale')
    if (entry.write) outcome.limiter?.countWrite(clock.now())
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    outcome.answer = error.answer
  } finally {
    meanwhile(setting, taken, entry, 'after')
  }
  if (spoiling !== null) await spoilAfter(spoiling, outcome, clock)
}

function costOf(entry: RequestEntry): number {
  if (entry.operation === 'rate-limit/get') return 0
  return entry.path === '/graphql' ? queryCost(entry.body) : 1
}

function meanwhile(setting: Setting, taken: readonly FaultKind[], entry: RequestEntry, when: 'before' | 'after'): void {
  for (const fault of taken) {
    if (fault.kind !== 'meanwhile' || (fault.when ?? 'before') !== when) continue
    const [, owner, name] = /^\/repos\/([^/]+)\/([^/]+)/.exec(entry.path) ?? []
    const known = owner === undefined || name === undefined ? null : findRepository(setting.world.state, owner, name)
    fault.act(setting.repository(known === null ? undefined : slugOf(known)), entry)
  }
}

const HTML = { status: 503, headers: { 'content-type': 'text/html' } }
const errorBody = (message: string, errors?: readonly unknown[]) => ({
  message,
  ...(errors === undefined ? {} : { errors }),
})

/** The answer of a fault that keeps the request from being carried out; null for the others. */
function faultBefore(
  fault: FaultKind,
  origins: Origins,
  entry: RequestEntry,
  outcome: Outcome,
  now: number,
): Answer | null {
  if (fault.kind === 'primary-limit') {
    outcome.limiter?.exhaust(outcome.resource, now, fault.seconds, fault.reset ?? null)
    return outcome.limiter?.refusal(outcome.resource, entry.write, now) ?? null
  }
  if (fault.kind === 'secondary-limit') {
    outcome.limiter?.block(now, fault.seconds, fault.retryAfter === false ? null : fault.seconds, fault.status ?? 403)
    return outcome.limiter?.refusal(outcome.resource, entry.write, now) ?? null
  }
  if (fault.kind === 'redirect')
    return { status: 302, headers: { location: `${origins.storage}/elsewhere${entry.path}` } }
  if (!('when' in fault) || fault.when === 'after') {
    if (fault.kind !== 'error' || fault.when === 'after') return null
  }
  return spoilt(fault, outcome, null)
}

/** The answer of a fault in place of the right one. */
function spoilt(fault: FaultKind, outcome: Outcome, right: Answer | null): Answer | null {
  if (fault.kind === 'error') {
    const status = fault.status ?? 502
    return { status, body: errorBody(fault.message ?? 'Server Error', fault.errors) }
  }
  if (fault.kind === 'cut' || fault.kind === 'html') {
    outcome.spoil = fault.kind
    return fault.kind === 'html' ? HTML : (right ?? { status: 200 })
  }
  if (fault.kind === 'graphql-errors') {
    const error = {
      ...(fault.type === undefined ? {} : { type: fault.type }),
      message: fault.message ?? 'Something went wrong while executing your query.',
    }
    const data = fault.data === 'kept' ? ((right?.body as { data?: unknown } | undefined)?.data ?? null) : null
    return { status: 200, body: { data, errors: [error] } }
  }
  return null
}

async function spoilAfter(fault: FaultKind, outcome: Outcome, clock: Clock): Promise<void> {
  if (fault.kind === 'delay') await clock.sleep(fault.ms)
  else if (fault.kind === 'truncated' || fault.kind === 'bad-gzip') outcome.spoil = fault.kind
  else outcome.answer = spoilt(fault, outcome, outcome.answer) ?? outcome.answer
}

function execute(
  setting: Setting,
  origins: Origins,
  incoming: Incoming,
  matched: Matched | null,
  entry: RequestEntry,
  stale: boolean,
): Answer {
  const { world, faults, clock, tokens, journal } = setting
  const viewer = authenticate({ ...setting, tokens }, incoming).viewer
  const before = faults.needsHistory() && entry.write ? structuredClone(world.state) : null
  const seen: World = stale ? { ...world, state: history.get(world) ?? world.state } : world
  const shared = { ...seen, viewer, clock, now: clock.now(), ...origins, operation: entry.operation }
  const violation = (complaint: string) =>
    journal.violations.push({ request: `${entry.method} ${entry.path}`, complaint })
  const allows = (repository: Repository, operation: string) => mayCall(viewer, repository, operation)
  const answer =
    incoming.path === '/graphql'
      ? executeGraphQL({ ...shared, allows, violation }, entry.body)
      : callRoute(setting, shared, incoming, matched, entry, violation)
  // GraphQL refuses with status 200
  entry.done = incoming.path !== '/graphql' || !Object.hasOwn(answer.body as object, 'errors')
  if (before !== null) history.set(world, before)
  return answer
}

function callRoute(
  setting: Setting,
  shared: Omit<Call, 'path' | 'query' | 'body' | 'repository'>,
  incoming: Incoming,
  matched: Matched | null,
  entry: RequestEntry,
  violation: (complaint: string) => void,
): Answer {
  if (matched === null) {
    violation("GitHub's description has no such operation among those that the fake answers")
    throw notFound()
  }
  const query: Record<string, string | number | boolean> = { ...incoming.query }
  const complaints = [
    ...pathComplaints(matched),
    ...queryComplaints(matched, query),
    ...bodyComplaints(matched, entry.body),
  ]
  if (complaints.length > 0) {
    for (const complaint of complaints) violation(complaint)
    throw new Refusal(422, `Invalid request.\n\n${complaints.join('\n')}`)
  }
  if (matched.operation.id === 'rate-limit/get') {
    return { status: 200, body: authenticate(setting, incoming).limiter.overview(setting.clock.now()) }
  }
  const repository = repositoryOf(shared, incoming, matched)
  const path = { ...matched.path, '*': incoming.path }
  if (matched.operation.path.startsWith('/repos/') && !mayCall(shared.viewer, repository, entry.operation)) {
    throw new Refusal(403, 'Resource not accessible by integration', {}, acceptedPermissions(entry.operation))
  }
  const handler = ROUTES[matched.operation.id]
  if (handler === undefined) throw new Error(`the fake has no handler of ${matched.operation.id}`)
  const answer = handler({ ...shared, repository, path, query, body: (entry.body ?? {}) as Call['body'] })
  if (setting.checkAnswers) {
    for (const complaint of answerComplaints(matched, answer.status, answer.body))
      violation(`${matched.operation.id}: ${complaint}`)
  }
  return answer
}

/** The repository of the path; 404 where it is not there, 301 where it has another name now. */
function repositoryOf(shared: World & Origins, incoming: Incoming, matched: Matched): Repository {
  const { owner = '', repo = '' } = matched.path
  const repository = findRepository(shared.state, owner, repo)
  if (repository === null || repository.deleted) {
    if (!matched.operation.path.startsWith('/repos/')) return undefined as unknown as Repository
    throw notFound()
  }
  if (repository.movedTo === null) return repository
  const rest = incoming.path.replace(/^\/repos\/[^/]+\/[^/]+/, '')
  const url = `${shared.api}/repositories/${repository.movedTo}${rest}`
  throw new Refusal(301, 'Moved Permanently', { url }, { location: url })
}

/** What GitHub tells of it: `pull_requests=write`, alternatives parted by `;`. */
function acceptedPermissions(operation: string): Record<string, string> {
  const accepted = (NEEDS[operation] ?? []).map(([permission, level]) => `${permission.replace('-', '_')}=${level}`)
  return accepted.length === 0 ? {} : { 'x-accepted-github-permissions': accepted.join('; ') }
}

const RANK: Readonly<Record<Level, number>> = { none: 0, read: 1, write: 2 }

function mayCall(viewer: Viewer & { all?: boolean }, repository: Repository, operation: string): boolean {
  if (viewer.all === true) return true
  const has = (permission: string, level: Level) => RANK[viewer.permissions[permission] ?? 'none'] >= RANK[level]
  const needs = NEEDS[operation]
  if (needs !== undefined) return needs.some(([permission, level]) => has(permission, level))
  if (METADATA.has(operation)) return true
  const reads = READS[operation.split('/')[0] ?? '']
  return !repository.private || reads === undefined || has(reads, 'read')
}

import { ExternalError, UserError } from '@upkeep/schema'
import { randomNumbers } from '@upkeep/testing/github'
import type { RequestEntry } from '@upkeep/testing/github'
import type { PublishOutcome } from './outcome.ts'
import { BRANCH, SLUG } from './scene.fixture.ts'
import { SCENARIOS } from './soak-scenarios.fixture.ts'
import type { Scenario } from './soak-scenarios.fixture.ts'

/** What one seed led to. `broken` says which promises were not kept, and when. */
export interface SoakResult {
  seed: number
  scenario: string
  /** Disturbed runs, until one ended well or three did not. */
  runs: number
  faults: number
  /** The most that one run has made. */
  requests: number
  broken: string[]
}

/** Requests of one run (docs/reference/publishing.md). */
const MOST_REQUESTS = 150
const RUNS = 3
const HOUR = 3_600_000
const NO_PERMISSION = 'Resource not accessible by integration'
const CANCELLED = new Error('the job was cancelled')

interface Soaking extends Scenario {
  random: () => number
  broken: string[]
  requests: number
}

/**
 * One publication on a GitHub that fails by chance: errors before and after a write was done, cut sockets, limits, stale answers,
 * a token that lost its permission, a run that is killed, somebody else at work. Then the same run again without any of it, which
 * has to heal what is left, and once more, which has to find nothing to do.
 */
export async function soakRun(seed: number): Promise<SoakResult> {
  const random = randomNumbers(seed)
  const [scenario = '', prepare] = Object.entries(SCENARIOS)[seed % Object.keys(SCENARIOS).length] ?? []
  if (prepare === undefined) throw new Error('there is no scenario')
  const one: Soaking = { ...(await prepare(random)), random, broken: [], requests: 0 }
  const { fake } = one.at
  try {
    const runs = await disturbed(one, seed)
    const faults = fake.requests().filter(({ fault }) => fault !== null && fault !== 'meanwhile').length
    await fake.clock.sleep(HOUR) // limits are over
    await undisturbed(one)
    for (const { request, complaint } of fake.violations()) one.broken.push(`${request}: ${complaint}`)
    for (const { url } of fake.leaks()) one.broken.push(`the token leaked to ${url}`)
    return { seed, scenario, runs, faults, requests: one.requests, broken: one.broken }
  } finally {
    await fake.close()
  }
}

async function disturbed(one: Soaking, seed: number): Promise<number> {
  const { random, stranger } = one
  const { fake } = one.at
  fake.soak({ seed, rate: 0.05 + random() * 0.4, inRow: 1 + Math.floor(random() * 4) })
  for (let runs = 1; ; runs++) {
    const busy = one.contested === true ? 0.8 : 0.3
    if (random() < busy) fake.fault({ kind: 'meanwhile', match: '*', after: Math.floor(random() * 12), act: stranger })
    const lost = { kind: 'error', status: 403, when: 'before', message: NO_PERMISSION } as const
    if (random() < 0.1) fake.fault({ ...lost, match: 'write', after: Math.floor(random() * 4) })
    const outcome = await disturbedRun(one)
    // a stale answer may look as if somebody had moved the branch; the next run sees that nobody has
    const ended = outcome !== null && outcome.incomplete === null && outcome.refusal?.code !== 'E_STALE'
    if (ended) expectStanding(one, `disturbed run ${runs}`, outcome)
    if (!ended && random() < 0.5) await fake.clock.sleep(HOUR)
    if (ended || runs === RUNS) {
      fake.calm()
      return runs
    }
  }
}

/** What it ended with; null where it failed as it may. */
async function disturbedRun(one: Soaking): Promise<PublishOutcome | null> {
  const { at, random, broken } = one
  const start = at.fake.requests().length
  const end = new AbortController()
  const act = () => end.abort(CANCELLED)
  const when = random() < 0.5 ? 'before' : 'after'
  const kill = random() < 0.3
  const killed = kill
    ? at.fake.fault({ kind: 'meanwhile', match: '*', when, after: Math.floor(random() * 15), act })
    : null
  let outcome: PublishOutcome | null = null
  try {
    outcome = await at.run(one.options, { ...one.further, github: at.connect(end.signal) })
  } catch (error) {
    const allowed = error instanceof ExternalError || error instanceof UserError || error === CANCELLED
    if (!allowed) broken.push(`threw ${String((error as Error).stack)}`)
  }
  killed?.cancel()
  const entries = at.fake.requests().slice(start)
  checkRequests(one, entries)
  checkPulls(one)
  return outcome
}

/** Budget, silence after a limit, and nothing after a refusal. */
function checkRequests(one: Soaking, entries: readonly RequestEntry[]): void {
  one.requests = Math.max(one.requests, entries.length)
  if (entries.length > MOST_REQUESTS) one.broken.push(`${entries.length} requests in one run`)
  for (const [index, { fault, status, time, operation }] of entries.entries()) {
    const next = entries[index + 1]
    if (next === undefined) continue
    const early = next.time - time < 7_000
    if (early && (fault === 'secondary-limit' || fault === 'primary-limit'))
      one.broken.push(`${next.operation} came ${next.time - time} ms after the ${fault} of ${operation}`)
    if (fault === 'error' && status === 403) one.broken.push(`${next.operation} came after the refusal of ${operation}`)
  }
}

/** At no time there are two open pull requests of ours, or one without a change. */
function checkPulls({ at, broken }: Soaking): void {
  const repository = at.fake.repository()
  const open = at.fake.state()[SLUG]?.pulls.filter(({ head, state }) => head === BRANCH && state === 'open') ?? []
  if (open.length > 1) broken.push(`${open.length} pull requests are open`)
  const textsOf = (ref: string) => Object.entries(repository.files(ref)).filter(([path]) => !path.startsWith('other-'))
  for (const { headSha } of open)
    if (JSON.stringify(textsOf(headSha)) === JSON.stringify(textsOf('main'))) broken.push('a pull request is empty')
}

function expectStanding(
  { broken, missing, contested = false }: Soaking,
  when: string,
  { result, refusal, reason }: PublishOutcome,
): void {
  if (contested) broken.push(...(refusal === null || refusal.code === 'E_STALE' ? [] : [`${when}: ${refusal.code}`]))
  else if (refusal !== null) broken.push(`${when}: refused with ${refusal.code} ${refusal.where} ${refusal.message}`)
  else if (result !== 'changed' && result !== 'clean') broken.push(`${when}: ${result} (${reason?.message})`)
  for (const wrong of missing()) broken.push(`${when}: ${wrong}`)
}

async function undisturbed(one: Soaking): Promise<void> {
  const { at, broken } = one
  for (const when of ['the healing run', 'the last run']) {
    const start = at.fake.requests().length
    const writes = at.fake.writes().length
    expectStanding(one, when, await at.run(one.options, one.further))
    checkPulls(one)
    const made = at.fake.requests().length - start
    const wrote = at.fake.writes().length - writes
    if (when === 'the last run' && wrote > 0) broken.push(`${when}: ${wrote} writes`)
    if (when === 'the last run' && made > one.mostOfNothing) broken.push(`${when}: ${made} requests`)
  }
}

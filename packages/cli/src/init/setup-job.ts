import { stringify } from 'yaml'
import { copiedJob } from './copied-text.ts'
import { changesFor } from './changes.ts'
import type { ChosenJob } from './choose-job.ts'
import { newest, pinned } from './pin.ts'
import { readYaml, recordIn } from './reading.ts'

/** A step as text at the left margin. */
export interface CopiedStep {
  text: string
  /** It is one of the checks. */
  check: boolean
}

/** The set-up of a job as text at the left margin, ready to be put into another workflow. */
export interface SetupJob {
  /** `runs-on: ubuntu-latest` and further keys of the job that its steps need, by their name. */
  keys: ReadonlyMap<string, string>
  /** Keys of the whole workflow that its steps need. */
  top: ReadonlyMap<string, string>
  steps: readonly CopiedStep[]
  /** Further permissions that its set-up needs, with why. */
  permissions: readonly string[]
  /** What somebody has to look at. */
  notes: readonly string[]
  /** Whether one of the checks among the steps may leave files changed. */
  rewrites: boolean
  /** Whether it is all that it was: nothing had to be left out. */
  whole: boolean
}

/** Keys that change what steps do. Permissions, time limits and triggers are our own. */
const JOB_KEYS = ['container', 'services', 'env', 'defaults'] as const
const TOP_KEYS = ['env', 'defaults'] as const

export const CHECKOUT = [`- uses: ${newest('actions/checkout')}`, '  with:', '    persist-credentials: false'].join(
  '\n',
)

/**
 * Copies the set-up of a job: its text as it is, actions at commits, the checkout without a token in it.
 * @param withChecks its checks too, at their places
 */
export function setupJob(chosen: ChosenJob, withChecks: boolean): SetupJob {
  const { workflow, job, leg } = chosen
  const indexes = [...new Set([...chosen.setup, ...(withChecks ? chosen.checks : [])])].toSorted((a, b) => a - b)
  const { document, value } = workflow.yaml
  const body = recordIn(value, 'jobs', job.id)
  const changes = changesFor(workflow, { id: job.id, leg }, indexes)
  const copied = copiedJob(workflow.sources.get(workflow.path) ?? '', document, job.id, changes)
  const notes = [...changes.notes]
  for (const why of changes.dropped.values())
    if (why !== null) notes.push(`${why}: it is left out, see that the rest is whole without it`)
  const steps = indexes
    .filter((index) => !changes.dropped.has(index))
    .map((index) => {
      const { text, unpinned } = pinned(withoutCredentials(withUsesInLine(copied.step(index))))
      if (unpinned !== null) notes.push(`${unpinned} is not pinned to a commit: no release of it is known here`)
      return { text, check: chosen.checks.includes(index) }
    })
  if (!steps.some(({ text }) => isCheckout(stepIn(text)))) steps.unshift({ text: CHECKOUT, check: false })
  const texts = steps.map(({ text }) => text)
  const keys = new Map([['runs-on', copied.key('runs-on') ?? 'runs-on: ubuntu-latest']])
  if (!changes.literal) keys.set('strategy', oneLeg(leg))
  for (const name of JOB_KEYS) {
    const own = copied.key(name)
    if (own === null) continue
    if (
      name === 'services' &&
      !speaksToServices([...texts, copied.key('env') ?? '', copied.top('env') ?? ''], job.services)
    )
      notes.push(`its services (${job.services.join(', ')}) are left out: no step that is taken over speaks to one`)
    else keys.set(name, own)
  }
  const top = new Map(
    TOP_KEYS.flatMap((name) => {
      const own = copied.top(name)
      return own === null ? [] : [[name, own] as const]
    }),
  )
  notes.push(
    ...notesOf(chosen, changes.literal, keys.get('runs-on') ?? '', [...keys.values(), ...texts].join('\n'), withChecks),
  )
  return {
    keys,
    top,
    steps,
    rewrites: withChecks && chosen.rewrites,
    permissions: permissionsOf(value, body, [...keys.values(), ...texts].join('\n')),
    notes: notes.map((note) => `${workflow.path}, job ${job.id}: ${note}.`),
    whole:
      [...changes.dropped.values()].every((why) => why === null) && changes.removed.length === 0 && changes.literal,
  }
}

function oneLeg(leg: ChosenJob['leg']): string {
  const [first = '', ...rest] = Object.entries(leg).map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
  return ['strategy:', '  matrix:', '    include:', `      - ${first}`, ...rest.map((line) => `        ${line}`)].join(
    '\n',
  )
}

/** Whether a text names a service, or the machine that its ports are on. */
function speaksToServices(texts: readonly string[], services: readonly string[]): boolean {
  const names = services.map((name) => name.replaceAll(/[^\w-]/g, '')).filter((name) => name !== '')
  const host = new RegExp(
    `localhost|127\\.0\\.0\\.1|\\[::1\\]|\\bjob\\.services\\b|(?:@|//|[=:] *['"]?)(?:${names.join('|')})\\b`,
  )
  return texts.some((text) => host.test(text))
}

/** Reading packages of a private registry is a right that the job of a workflow has to be given. */
function permissionsOf(workflow: unknown, job: Readonly<Record<string, unknown>>, text: string): string[] {
  const own = 'permissions' in job ? job['permissions'] : recordIn(workflow)['permissions']
  const reads = own === 'read-all' || own === 'write-all' || 'packages' in recordIn(own)
  const asks =
    /\bGITHUB_TOKEN\b|\bgithub\.token\b/.test(text) &&
    /ghcr\.io|npm\.pkg\.github\.com|\.pkg\.github\.com|registry-url|\bscope:/.test(text)
  return reads && asks ? ['packages: read # its set-up installs packages of GitHub'] : []
}

/** A step by its text. */
function stepIn(text: string): Readonly<Record<string, unknown>> {
  return recordIn(readYaml(text), 0)
}

function isCheckout({ uses }: Readonly<Record<string, unknown>>): boolean {
  return typeof uses === 'string' && /^actions\/checkout@/i.test(uses)
}

/** A step whose action stands on a line with its key, which is how all here reads it; written anew where it does not. */
function withUsesInLine(text: string): string {
  const step = stepIn(text)
  const uses = /^(?:- +|  )uses: *(['"]?)([^\s'"#]+)\1\s*(?:#.*)?$/m.exec(text)?.[2]
  return uses === step['uses'] ? text : written(step)
}

function written(step: Readonly<Record<string, unknown>>): string {
  return stringify([step], { lineWidth: 0 }).trimEnd()
}

/** The token that checkout would leave in .git/config is of no use to steps that only read. */
function withoutCredentials(text: string): string {
  const step = stepIn(text)
  if (!isCheckout(step) || keepsNone(step)) return text
  const edited = withoutCredentialsInLines(text)
  if (keepsNone(stepIn(edited))) return edited
  return written({ ...step, with: { ...recordIn(step, 'with'), 'persist-credentials': false } })
}

function keepsNone(step: Readonly<Record<string, unknown>>): boolean {
  return recordIn(step, 'with')['persist-credentials'] === false
}

function withoutCredentialsInLines(text: string): string {
  const kept = /^( *persist-credentials:).*$/m
  if (kept.test(text)) return text.replace(kept, '$1 false')
  const lines = text.split('\n')
  const at = lines.findIndex((line) => /^(?:- +|  )with:\s*(?:#.*)?$/.test(line))
  if (at === -1) return [...lines, '  with:', '    persist-credentials: false'].join('\n')
  const indent = /^ */.exec(lines[at + 1] ?? '')?.[0] ?? '    '
  return [...lines.slice(0, at + 1), `${indent}persist-credentials: false`, ...lines.slice(at + 1)].join('\n')
}

/** Labels of runners that GitHub hosts. */
const HOSTED = /\b(?:ubuntu|windows|macos)-(?:latest|\d)/

/** What could not be known, or only partly taken over. */
function notesOf(
  { workflow, job, secrets }: ChosenJob,
  literal: boolean,
  runsOn: string,
  text: string,
  onPullRequest: boolean,
): string[] {
  const notes: string[] = []
  const body = recordIn(workflow.yaml.value, 'jobs', job.id)
  if (!literal) notes.push('its matrix is kept with one leg, because expressions compare its values with others')
  const read = secrets.filter((each) => new RegExp(`\\b${RegExp.escape(each.split(' ')[1] ?? '')}\\b`).test(text))
  if (read.length > 0) {
    const from = 'environment' in body ? ', of an environment that it names' : ''
    notes.push(`its set-up reads ${read.join(', ')}${from}: see that they are there for this workflow too`)
  }
  if (
    'id-token' in recordIn('permissions' in body ? body['permissions'] : recordIn(workflow.yaml.value)['permissions'])
  )
    notes.push('it has `id-token: write`, which is not taken over: add it if its set-up logs in somewhere')
  if (!onPullRequest && /\bgithub\.(?:event|head_ref|base_ref)\b(?!_name)/.test(text))
    notes.push('a step reads the event that started it; here that is a schedule or a push, not a pull request')
  if (runsOn.includes('${{')) notes.push('what it runs on is computed; see that it is right here')
  else if (!HOSTED.test(runsOn))
    notes.push(
      `it runs on ${job.runsOn.join(', ')}; a job that publishes runs on ubuntu-latest, change that if it can not`,
    )
  return notes
}

/** The id of a step; null where it has none. */
export function idOf(text: string): string | null {
  return /^(?:- +|  )id: *['"]?([\w-]+)/m.exec(text)?.[1] ?? null
}

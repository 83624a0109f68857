import { usesOf } from '../classify/inner-steps.ts'
import { textAt } from '../workflow/raw.ts'
import type { JobFacts, StepFacts } from './facts.ts'

/** What a step hands over to other jobs, or takes from them, beside outputs. */
interface Channel {
  kind: 'artifact' | 'cache'
  direction: 'give' | 'take'
  /** With every expression as `*`; `*` alone for all. */
  name: string
  /** Of a cache that is only saved or only restored: where it lies. */
  path?: string
}

const CHANNELS = new WeakMap<StepFacts, readonly Channel[]>()

export function channelsOf(step: StepFacts): readonly Channel[] {
  const known = CHANNELS.get(step) ?? readChannels(step)
  CHANNELS.set(step, known)
  return known
}

function readChannels({ raw, readings }: StepFacts): Channel[] {
  const uses = [textAt(raw, 'uses'), ...readings.flatMap(({ inner }) => inner.flatMap(usesOf))].flatMap(
    (each) => each?.replace(/@.*$/, '') ?? [],
  )
  const input = (key: string) => textAt(raw, 'with', key)?.replace(/\$\{\{[\s\S]*?\}\}/g, '*')
  const own = textAt(raw, 'uses')?.replace(/@.*$/, '') ?? ''
  return uses.flatMap((action): Channel[] => {
    const name = action === own ? input('name') : undefined
    if (/upload-artifact$|upload-pages-artifact$/.test(action))
      return [{ kind: 'artifact', direction: 'give', name: name ?? '*' }]
    if (/download-(?:workflow-)?artifacts?$/.test(action))
      return [{ kind: 'artifact', direction: 'take', name: name ?? input('pattern') ?? '*' }]
    const key = action === own ? (input('key') ?? '*') : '*'
    if (action.endsWith('/cache'))
      return [
        { kind: 'cache', direction: 'take', name: key },
        { kind: 'cache', direction: 'give', name: key },
      ]
    const path = action === own ? (input('path')?.trim() ?? '') : ''
    if (action.endsWith('cache/restore')) return [{ kind: 'cache', direction: 'take', name: key, path }]
    if (action.endsWith('cache/save')) return [{ kind: 'cache', direction: 'give', name: key, path }]
    // Actions that wrap others: `build-and-inspect-python-package` gives the packages that it built.
    if (action.endsWith('build-and-inspect-python-package')) return [{ kind: 'artifact', direction: 'give', name: '*' }]
    return collectionOf(action)
  })
}

/** Actions of one collection hand artifacts to each other: `owner/name/make-sdist`, then `owner/name/test-sdist`. */
function collectionOf(action: string): Channel[] {
  const [, collection, verb = ''] = /^([\w.-]+\/[\w.-]+)\/(?:[^/]+\/)*([a-z]+)[^/]*$/.exec(action) ?? []
  if (collection === undefined) return []
  if (/^(?:upload|make|build|pack|save|store|create)$/.test(verb))
    return [{ kind: 'artifact', direction: 'give', name: `${collection}/` }]
  return /^(?:download|report|test|merge|combine|collect|verify|publish)$/.test(verb)
    ? [{ kind: 'artifact', direction: 'take', name: `${collection}/` }]
    : []
}

/** With `*` for anything. */
function pattern(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`)
}

function meets(one: string, other: string): boolean {
  if (one === other || one === '*' || other === '*') return true
  return pattern(one).test(other) || pattern(other).test(one)
}

/**
 * What the jobs before give of what a step takes, or the call of a workflow (`step` is null); of a call that gives, its step is null as
 * well. A cache is a channel only between jobs that wait for each other.
 * @param found what is known to give already: it is left out
 */
export function giversOf(
  step: StepFacts | null,
  job: JobFacts,
  jobs: ReadonlyMap<string, JobFacts>,
  found: ReadonlySet<StepFacts | JobFacts>,
): { job: JobFacts; step: StepFacts | null }[] {
  const own = step === null ? channelsOfCall(job) : channelsOf(step)
  const taken = own.filter(({ direction }) => direction === 'take')
  if (taken.length === 0) return []
  const gives = (channels: readonly Channel[]) =>
    channels.some((give) => give.direction === 'give' && taken.some((take) => reaches(give, take)))
  return ancestorsOf(job, jobs).flatMap((other): { job: JobFacts; step: StepFacts | null }[] => {
    if (!handsOver(other)) return []
    if (other.call !== null)
      return !found.has(other) && gives(channelsOfCall(other)) ? [{ job: other, step: null }] : []
    return other.steps
      .filter((each) => !found.has(each) && gives(channelsOf(each)))
      .map((each) => ({ job: other, step: each }))
  })
}

const GIVING = new WeakMap<JobFacts, boolean>()

/** Whether it gives anything at all: most jobs do not, and each is asked for every job behind it. */
function handsOver(job: JobFacts): boolean {
  const all = () => (job.call === null ? job.steps.flatMap(channelsOf) : channelsOfCall(job))
  const known = GIVING.get(job) ?? all().some(({ direction }) => direction === 'give')
  GIVING.set(job, known)
  return known
}

/** Artifacts of the steps of a called workflow that can be read; what they are called may hold its inputs. */
function channelsOfCall({ call }: JobFacts): Channel[] {
  const readings = call?.readings ?? []
  const uses = readings.flatMap(usesOf)
  const some = (direction: Channel['direction'], action: RegExp): Channel[] =>
    uses.some((each) => action.test(each)) ? [{ kind: 'artifact', direction, name: '*' }] : []
  // Of a workflow of another repository only its name is known: one that builds gives what it built.
  const unseen = readings.some(({ uses: own, index, kinds }) => own === call?.uses && index < 0 && kinds[0] === 'build')
  return [
    ...(unseen ? [{ kind: 'artifact', direction: 'give', name: '*' } as const] : []),
    ...some('give', /\/upload-(?:pages-)?artifact@/),
    ...some('take', /\/download-(?:workflow-)?artifacts?@/),
  ]
}

function reaches(give: Channel, take: Channel): boolean {
  if (give.kind !== take.kind) return false
  if (give.kind === 'artifact') return meets(give.name, take.name)
  // `*` of a cache says that nothing is known of its key; one that is saved for others lies where they restore it.
  const handed = give.path !== undefined && give.path !== '' && give.path === take.path
  return give.name === take.name && (give.name !== '*' || handed)
}

/** Every job that must end before this one starts. */
export function ancestorsOf(job: JobFacts, jobs: ReadonlyMap<string, JobFacts>): JobFacts[] {
  const found = new Map<string, JobFacts>()
  const open = [job]
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    for (const id of each.needs) {
      const other = jobs.get(id)
      if (other === undefined || found.has(id) || id === job.id) continue
      found.set(id, other)
      open.push(other)
    }
  }
  return [...found.values()]
}

/**
 * The tool whose own cache a step restores and saves (`.mypy_cache`, `~/.cache/pre-commit`); null where it may be more than that.
 */
export function toolOfCache({ raw, id }: StepFacts): string | null {
  const action = textAt(raw, 'uses')?.replace(/@.*$/, '')
  const paths = (textAt(raw, 'with', 'path') ?? '').split('\n').filter((line) => line.trim() !== '')
  const [path = ''] = paths
  if (
    action === undefined ||
    !/(?:^|\/)cache(?:\/(?:restore|save))?$/.test(action) ||
    paths.length !== 1 ||
    id !== null
  )
    return null
  // A name that says of itself that it is a cache: `.lycheecache`, `.mypy_cache`, or what lies in `~/.cache`.
  const [, within, own] =
    /(?:^|\/)\.cache\/([a-z][\w-]*)\/?$|(?:^|\/)\.([a-z][\w-]*?)[-_]?cache\/?$/.exec(path.trim()) ?? []
  return within ?? own ?? null
}

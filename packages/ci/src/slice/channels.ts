import type { ClassifiedStep } from '../model.ts'
import { textAt } from '../raw.ts'
import type { JobFacts, StepFacts } from './facts.ts'

/** What a step hands over to other jobs, or takes from them, beside outputs. */
interface Channel {
  kind: 'artifact' | 'cache'
  direction: 'give' | 'take'
  /** With every expression as `*`; `*` alone for all. */
  name: string
}

export function channelsOf({ raw, readings }: StepFacts): Channel[] {
  const uses = [textAt(raw, 'uses'), ...readings.flatMap(innerUses)].flatMap((each) => each?.replace(/@.*$/, '') ?? [])
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
    if (action.endsWith('cache/restore')) return [{ kind: 'cache', direction: 'take', name: key }]
    if (action.endsWith('cache/save')) return [{ kind: 'cache', direction: 'give', name: key }]
    // Actions that wrap others: `build-and-inspect-python-package` gives the packages that it built.
    if (action.endsWith('build-and-inspect-python-package')) return [{ kind: 'artifact', direction: 'give', name: '*' }]
    return []
  })
}

function innerUses(step: ClassifiedStep): (string | null)[] {
  return step.inner.flatMap((each) => [each.uses, ...innerUses(each)])
}

/** With `*` for anything. */
function pattern(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`)
}

function meets(one: string, other: string): boolean {
  if (one === other || one === '*' || other === '*') return true
  return pattern(one).test(other) || pattern(other).test(one)
}

/** The steps of the jobs before that give what a step takes. A cache is a channel only between jobs that wait for each other. */
export function giversOf(
  step: StepFacts,
  job: JobFacts,
  jobs: ReadonlyMap<string, JobFacts>,
): { job: JobFacts; step: StepFacts }[] {
  const taken = channelsOf(step).filter(({ direction }) => direction === 'take')
  if (taken.length === 0) return []
  const before = ancestorsOf(job, jobs)
  return before.flatMap((other) =>
    other.steps.flatMap((candidate) => {
      const given = channelsOf(candidate).filter(({ direction }) => direction === 'give')
      const meeting = taken.some((take) =>
        given.some((give) => {
          if (give.kind !== take.kind) return false
          // `*` of a cache says that nothing is known of its key.
          return give.kind === 'cache' ? give.name === take.name && give.name !== '*' : meets(give.name, take.name)
        }),
      )
      return meeting ? [{ job: other, step: candidate }] : []
    }),
  )
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

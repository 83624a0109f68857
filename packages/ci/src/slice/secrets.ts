import type { SliceSecret } from '@upkeep/schema'
import { legsOf } from '../workflow/matrix.ts'
import type { Leg } from '../model.ts'
import { at, entriesAt, textAt } from '../workflow/raw.ts'
import { valueOnLeg } from '../workflow/value-on-leg.ts'
import type { JobFacts, StepFacts } from './facts.ts'
import type { Kept } from './keep.ts'
import { expressionsOf, textsOf } from '../workflow/references.ts'
import { isDispensable, valueReferences } from '../workflow/secret-names.ts'

/** The names of the secrets and variables that are given; their values are nobody's business here. */
export interface GivenNames {
  secrets: readonly string[]
  variables: readonly string[]
}

interface Reference {
  kind: SliceSecret['kind']
  name: string
}

/** What the kept part of a workflow reads of secrets and variables, where, and which of its steps can not run without. */
export function secretsOf(
  value: unknown,
  jobs: readonly JobFacts[],
  kept: Kept,
  given: GivenNames = { secrets: [], variables: [] },
): SliceSecret[] {
  const found = new Map<string, SliceSecret>()
  const add = ({ kind, name }: Reference, places: readonly { job: string; step: number }[], line: string | null) => {
    const key = `${kind} ${name.toUpperCase()}`
    const names = kind === 'variable' ? given.variables : given.secrets
    const entry = found.get(key) ?? {
      name,
      kind,
      given: names.some((each) => each.toUpperCase() === name.toUpperCase()),
      references: [],
      disables: [],
    }
    found.set(key, entry)
    // A variable that is not set is empty, also on GitHub
    const needed = kind !== 'variable' && !isDispensable(name)
    for (const place of places) {
      const here = { ...place, in: line }
      if (!entry.references.some((each) => JSON.stringify(each) === JSON.stringify(here))) entry.references.push(here)
      if (needed && !entry.given && !entry.disables.some((each) => each.job === place.job && each.step === place.step))
        entry.disables.push({ ...place })
    }
  }
  for (const job of jobs) {
    const staying = kept.steps.get(job.id)
    if (staying === undefined) continue
    const legs = legsOf(at(job.raw, 'strategy'))
    const referencesIn = (part: unknown) => referencesOn(legs, part)
    const steps = job.steps.filter(({ index }) => staying.has(index))
    const all =
      job.call === null ? steps.map(({ index }) => ({ job: job.id, step: index })) : [{ job: job.id, step: -1 }]
    for (const step of steps)
      for (const reference of referencesIn(step.raw)) add(reference, [{ job: job.id, step: step.index }], null)
    for (const [name, text] of [...entriesAt(value, 'env'), ...entriesAt(job.raw, 'env')])
      for (const reference of referencesIn(text)) add(reference, readersOf(name, job, steps), `env.${name}`)
    const rest =
      typeof job.raw === 'object' && job.raw !== null ? { ...job.raw, steps: null, env: null, outputs: null } : {}
    for (const reference of referencesIn(rest)) add(reference, all, 'job')
    if (job.call !== null && textAt(job.raw, 'secrets') === 'inherit')
      add({ kind: 'inherited', name: '*' }, all, 'secrets: inherit')
  }
  return [...found.values()].toSorted((a, b) => `${a.kind} ${a.name}`.localeCompare(`${b.kind} ${b.name}`))
}

/** The steps that name a variable; where none does, a tool of a wanted step may read it. */
function readersOf(name: string, job: JobFacts, steps: readonly StepFacts[]): { job: string; step: number }[] {
  const word = new RegExp(`\\b${name.replaceAll(/\W/g, '.')}\\b`)
  const naming = steps.filter(
    ({ raw }) => textsOf(raw).some((text) => word.test(text)) || at(raw, 'env', name) !== undefined,
  )
  const readers = naming.length > 0 ? naming : steps.filter(({ kinds }) => !kinds.has('setup'))
  return readers.map(({ index }) => ({ job: job.id, step: index }))
}

/** The references of a value; a name that is computed of the matrix alone is each of the names that its legs give. */
function referencesOn(legs: readonly Leg[], value: unknown): Reference[] {
  return expressionsOf(value)
    .flatMap(valueReferences)
    .flatMap(({ context, name, computed }): Reference[] => {
      const kind = context === 'vars' ? 'variable' : 'secret'
      if (name !== null) return [{ kind, name }]
      const names = computed === null ? null : namesOn(legs, computed)
      if (names !== null) return names.map((each) => ({ kind, name: each }))
      // It may be any of them
      return [{ kind: kind === 'secret' ? 'computed' : kind, name: '*' }]
    })
}

/** Null where it reads more than the matrix. */
function namesOn(legs: readonly Leg[], expression: string): string[] | null {
  const words =
    expression.replaceAll(/'(?:[^']|'')*'/g, "''").match(/(?<![\w.-])[a-z_][\w-]*(?!\s*\()(?![\w-])/gi) ?? []
  if (words.some((word) => !/^(?:matrix|true|false|null)$/i.test(word))) return null
  const names = legs.map((leg) => valueOnLeg(expression, leg)?.text ?? '')
  return names.includes('') ? null : [...new Set(names)]
}

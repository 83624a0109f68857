import type { CheckKind, SliceLegs } from '@upkeep/schema'
import { nested, openAxesOf } from '../workflow/matrix.ts'
import type { ClassifiedStep, Leg, MatrixValue } from '../model.ts'
import { at, entriesAt, textAt } from '../workflow/raw.ts'
import type { DocumentEdits } from './document-edits.ts'
import type { JobFacts } from './facts.ts'
import { whyDropped } from './keep.ts'
import type { Kept } from './keep.ts'
import { narrowStep } from './narrow.ts'
import { referencesOf, textsOf } from '../workflow/references.ts'
import type { SliceOptions } from './slice-options.ts'

/** Puts what was decided into the text. Returns the steps (`job/index`) that were narrowed, and what became of the matrices. */
export function editJobs(
  edits: DocumentEdits,
  value: unknown,
  jobs: readonly JobFacts[],
  kept: Kept,
  wanted: ReadonlySet<CheckKind>,
  { matrix = 'one', narrow = false }: SliceOptions,
): { derived: Set<string>; legs: SliceLegs[] } {
  const derived = new Set<string>()
  const legs: SliceLegs[] = []
  for (const job of jobs) {
    if (!kept.steps.has(job.id)) {
      edits.remove(['jobs', job.id], reasonOfJob(job, kept))
      continue
    }
    editSteps(edits, job, kept)
    editNeeds(edits, job, kept)
    editOutputs(edits, job, kept)
    const chosen = matrix === 'one' ? editMatrix(edits, job, kept, wanted) : job.legs
    legs.push(...legsOfSlice(job, chosen))
    if (!narrow) continue
    for (const step of job.steps) {
      const run = kept.targets.get(job.id)?.has(step.index) === true ? narrowStep(step, wanted) : null
      if (run === null) continue
      edits.set(['jobs', job.id, 'steps', step.index, 'run'], run, 'narrowed: the step does more than is wanted')
      derived.add(`${job.id}/${step.index}`)
    }
  }
  for (const [name, output] of entriesAt(value, 'on', 'workflow_call', 'outputs')) {
    const dropped = textsOf(output).some((text) =>
      [...text.matchAll(/\bjobs\.([\w-]+)/g)].some(([, id]) => !kept.steps.has(id ?? '')),
    )
    if (dropped) edits.remove(['on', 'workflow_call', 'outputs', name], 'its job is left out')
  }
  return { derived, legs }
}

/** What is to be said of the legs of a kept job; nothing where it has one, whose versions are there. */
function legsOfSlice({ id, legs, classified: { leg, choice } }: JobFacts, chosen: readonly Leg[]): SliceLegs[] {
  if (legs.length < 2 && choice === null) return []
  const left = legs.filter((each) => !chosen.includes(each))
  const because = choice?.why ?? 'the newest versions, on Linux where there is such'
  const why = left.length === 0 ? (choice?.met === false ? because : 'all legs') : whyOf(chosen, leg, because)
  return [
    {
      job: id,
      kept: chosen.map((each) => ({ ...each })),
      left: left.map((each) => ({ ...each })),
      met: choice?.met ?? null,
      why,
    },
  ]
}

/** A leg beside the one that stands for all is there for steps that run on no other, or run other tools on it. */
function whyOf(chosen: readonly Leg[], leg: Leg, because: string): string {
  const more = 'wanted steps run on no other leg'
  return chosen.includes(leg) ? `${because}${chosen.length > 1 ? `; ${more}` : ''}` : more
}

function reasonOfJob(job: JobFacts, kept: Kept): string {
  if (job.call !== null) return `job ${job.id}: ${whyDropped(job, -1, job.call.kinds, kept)}`
  const kinds = new Set(job.steps.flatMap((step) => [...step.kinds]))
  return `job ${job.id} holds no wanted step${kinds.size > 0 ? ` (${[...kinds].join(', ')})` : ''}`
}

function editSteps(edits: DocumentEdits, job: JobFacts, kept: Kept): void {
  const staying = kept.steps.get(job.id)
  for (const step of job.steps)
    if (staying?.has(step.index) !== true)
      edits.remove(['jobs', job.id, 'steps', step.index], whyDropped(job, step.index, step.kinds, kept))
}

/** `needs` without the jobs that go, and a condition that asks for their results. */
function editNeeds(edits: DocumentEdits, job: JobFacts, kept: Kept): void {
  const gone = job.needs.filter((id) => !kept.steps.has(id))
  if (gone.length === 0) return
  const left = job.needs.filter((id) => kept.steps.has(id))
  const reason = `nothing is read from ${gone.join(', ')}`
  if (left.length === 0) edits.remove(['jobs', job.id, 'needs'], reason)
  else edits.set(['jobs', job.id, 'needs'], left, reason)
  const asked = referencesOf({ if: textAt(job.raw, 'if') ?? '' })
  if (asked.everyJob || [...asked.results, ...asked.outputs.keys()].some((id) => gone.includes(id)))
    edits.remove(['jobs', job.id, 'if'], `it asks for ${gone.join(', ')}, which is left out`)
}

/** Outputs whose steps go. */
function editOutputs(edits: DocumentEdits, job: JobFacts, kept: Kept): void {
  const staying = kept.steps.get(job.id)
  const ids = new Set(
    job.steps.filter(({ index }) => staying?.has(index) === true).flatMap(({ id }) => (id === null ? [] : [id])),
  )
  const outputs = entriesAt(job.raw, 'outputs')
  const gone = outputs.filter(([, output]) => {
    const { steps, outputs: jobs } = referencesOf(output)
    return [...steps].some((id) => !ids.has(id)) || [...jobs.keys()].some((id) => !kept.steps.has(id))
  })
  const reason = 'the step that it is read from is left out'
  if (gone.length > 0 && gone.length === outputs.length) edits.remove(['jobs', job.id, 'outputs'], reason)
  else for (const [name] of gone) edits.remove(['jobs', job.id, 'outputs', name], reason)
}

/** As few legs as the wanted steps need, which are returned. A matrix that is computed, or holds lists, stays as it is. */
function editMatrix(edits: DocumentEdits, job: JobFacts, kept: Kept, wanted: ReadonlySet<CheckKind>): readonly Leg[] {
  const { raw, legs, classified } = job
  if (legs.length < 2 || openAxesOf(at(raw, 'strategy')).length > 0 || holdsLists(at(raw, 'strategy', 'matrix')))
    return legs
  const chosen = new Map<string, Leg>()
  for (const step of job.steps) {
    if (kept.targets.get(job.id)?.has(step.index) !== true) continue
    const tasks = new Set<string>()
    for (const reading of step.readings.filter(({ kinds }) => kinds.some((kind) => wanted.has(kind)))) {
      // A leg that runs the same tools with other versions or browsers says little more.
      const task = toolsOf(reading, wanted)
      if (!tasks.has(task)) chosen.set(JSON.stringify(reading.leg), reading.leg)
      tasks.add(task)
    }
  }
  if (chosen.size === 0) chosen.set('', classified.leg)
  if (chosen.size >= legs.length) return legs
  const include = [...chosen.values()].map((leg) => nested(filled(leg, legs)))
  const count = include.length === 1 ? 'one leg' : `${include.length} legs`
  const { choice, leg } = classified
  const few = [...chosen.values()]
  const why = choice === null ? '' : `: ${whyOf(few, leg, choice.why)}`
  edits.set(['jobs', job.id, 'strategy', 'matrix'], { include }, `${count} of ${legs.length}${why}`)
  return few
}

function toolsOf({ leaves }: ClassifiedStep, wanted: ReadonlySet<CheckKind>): string {
  const tools = leaves.filter(({ kinds }) => kinds.some((kind) => wanted.has(kind))).map(({ argv }) => argv[0])
  return [...new Set(tools)].toSorted((a = '', b = '') => a.localeCompare(b)).join(' ')
}

/** With every name that another leg has, so that expressions still know it. */
function filled(leg: Leg, legs: readonly Leg[]): Leg {
  const all: Record<string, MatrixValue> = { ...leg }
  const taken = (name: string) =>
    Object.keys(all).some((own) => own === name || own.startsWith(`${name}.`) || name.startsWith(`${own}.`))
  for (const name of legs.flatMap((each) => Object.keys(each))) if (!taken(name)) all[name] = ''
  return all
}

function holdsLists(matrix: unknown): boolean {
  return entriesAt(matrix).some(([name, values]) => {
    const inner = name === 'include' || name === 'exclude' ? values : Array.isArray(values) ? values : []
    const holds = (value: unknown): boolean =>
      Array.isArray(value) || (typeof value === 'object' && value !== null && Object.values(value).some(holds))
    return Array.isArray(inner) && inner.some(holds)
  })
}

import { isDeepStrictEqual } from 'node:util'
import { parseDocument } from 'yaml'
import { UserError } from '@upkeep/schema'
import type { CheckKind, SliceLegs, SliceSecret, SliceStep } from '@upkeep/schema'
import type { ClassifiedWorkflow } from '../model.ts'
import { readYaml } from '../workflow/yaml-file.ts'
import { DocumentEdits } from './document-edits.ts'
import { editJobs } from './edit-jobs.ts'
import { factsOf } from './facts.ts'
import type { JobFacts, StepFacts } from './facts.ts'
import { keep, whyDropped } from './keep.ts'
import type { Kept } from './keep.ts'
import { firstMark, unslice } from './marks.ts'
import { secretsOf } from './secrets.ts'
import type { SliceOptions } from './slice-options.ts'

export interface Slice {
  workflow: string
  for: readonly CheckKind[]
  /** The workflow with the rest commented out; empty where nothing in it is wanted. */
  text: string
  steps: SliceStep[]
  secrets: SliceSecret[]
  legs: SliceLegs[]
}

/**
 * The part of a workflow that matters to some kinds of steps: the rest is commented out in the original text, each part with its reason,
 * and `unslice` gives the original back. What stays says the same as before.
 * @param text of the file that was classified
 * @throws UserError where the text is no workflow, or holds marks of a slice already
 */
export function sliceWorkflow(workflow: ClassifiedWorkflow, text: string, options: SliceOptions): Slice {
  const [error] = workflow.errors
  if (error !== undefined)
    throw new UserError(placed(workflow.path, error), {
      remedy: 'Only a workflow that GitHub accepts can be sliced; mend it first.',
    })
  const mark = firstMark(text)
  if (mark !== null)
    throw new UserError(`${workflow.path}:${mark}: this line holds a mark of a slice`, {
      remedy: 'It is a slice already: `upkeep slice --undo` gives the original back.',
    })
  const wanted = new Set(options.for.flatMap((kind): CheckKind[] => (kind === 'lint' ? ['lint', 'format'] : [kind])))
  const own = workflow.sources.get(workflow.path) === text
  const { document, lineCounter, value } = own ? workflow.yaml : readYaml(text, { tokens: true })
  const jobs = factsOf(workflow, value)
  const kept = keep(jobs, wanted, options.wide)
  const base = { workflow: workflow.path, for: options.for, steps: jobs.flatMap((job) => stepsOf(job, kept)) }
  if (kept.steps.size === 0) return { ...base, text: '', secrets: [], legs: [] }
  const edits = new DocumentEdits(text, document, lineCounter, value)
  const { derived, legs } = editJobs(edits, value, jobs, kept, wanted, options)
  for (const step of base.steps) if (derived.has(`${step.job}/${step.step}`)) step.derived = true
  return { ...base, text: checked(edits, text), secrets: secretsOf(value, jobs, kept, options.given), legs }
}

/** `line 4, column 2: …` as `file:4:2: …`. */
function placed(path: string, error: string): string {
  return error.replace(/^(?:line (\d+), column (\d+): )?/, (_, line?: string, column?: string) =>
    line === undefined ? `${path}: ` : `${path}:${line}:${column ?? '1'}: `,
  )
}

/** The sliced text, read again: where it does not say what it must (an anchor is left out), one line stands in for all jobs. */
function checked(edits: DocumentEdits, original: string): string {
  const expected = edits.expected()
  for (const whole of [null, ['jobs'], []]) {
    const text = edits.build(whole)
    if (says(text, expected) && unslice(text) === original) return text
  }
  throw new Error('the slice does not say what it must')
}

function says(text: string, expected: unknown): boolean {
  const document = parseDocument(text, { merge: true, uniqueKeys: false, logLevel: 'error' })
  if (document.errors.length > 0) return false
  try {
    return isDeepStrictEqual(document.toJS({ maxAliasCount: 1000 }), expected)
  } catch {
    return false // an anchor is left out
  }
}

function stepsOf(job: JobFacts, kept: Kept): SliceStep[] {
  const one = (
    index: number,
    { kinds, confidence, evidence }: Pick<StepFacts, 'kinds' | 'confidence' | 'evidence'>,
  ): SliceStep => {
    const reason = kept.steps.get(job.id)?.get(index)
    return {
      job: job.id,
      step: index,
      kinds: [...kinds],
      keep: reason !== undefined,
      reason: reason ?? whyDropped(job, index, kinds, kept),
      confidence,
      evidence: [...evidence],
    }
  }
  if (job.call === null) return job.steps.map((step) => one(step.index, step))
  const [first] = job.call.readings
  return [one(-1, { kinds: job.call.kinds, confidence: first?.confidence ?? 'guess', evidence: first?.evidence ?? [] })]
}

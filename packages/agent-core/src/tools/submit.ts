import * as z from 'zod/mini'
import { submitTool } from '../tool.ts'
import type { Json, Tool } from '../tool.ts'

const summary = z.string().check(z.maxLength(2000))

/** What a model says in the end of an attempt that changes files. Only the tree counts; this is for people. */
const Submission = z.strictObject({ result: z.enum(['fixed', 'cannot_fix', 'no_change_needed']), summary })

/** The same where nothing can be looked up: it may also say what has to be seen before anything can be decided. */
const SubmissionOrQuestion = z.strictObject({
  result: z.enum(['fixed', 'cannot_fix', 'no_change_needed', 'need_more']),
  summary,
  need: z.prefault(z.array(z.string().check(z.maxLength(200))).check(z.maxLength(12)), []),
})

export function submitChange(): Tool {
  return submitTool(Submission, 'End your work: say what you changed and why, or why it can not be done.')
}

/** Ends an attempt that has one reply. */
export function submitOrAsk(): Tool {
  return submitTool(
    SubmissionOrQuestion,
    'End your work: say what you changed and why, why it can not be done at all (cannot_fix), or that you have to see more (need_more): need lists path:first-last, path, or the name of a function or type.',
  )
}

/** Whether an attempt left nothing to be judged by its own word: it can't be done, or more has to be seen first. */
export function gaveUp(submitted: Json): boolean {
  const result = fieldOf(submitted, 'result')
  return result === 'cannot_fix' || result === 'need_more'
}

/** What an attempt has to see before it can decide; empty where it asked for nothing. */
export function neededBy(submitted: Json): string[] {
  const need = fieldOf(submitted, 'need')
  if (fieldOf(submitted, 'result') !== 'need_more' || !Array.isArray(need)) return []
  return need.filter((one) => typeof one === 'string' && one.trim() !== '').map(String)
}

/** What a model says of its own work in the end; null: nothing. */
export function saidIn(submitted: Json): string | null {
  const said = fieldOf(submitted, 'summary')
  return typeof said === 'string' ? said : null
}

function fieldOf(value: Json, name: string): Json {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value[name] ?? null) : null
}

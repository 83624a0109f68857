import * as z from 'zod/mini'
import { submitTool } from '../tool.ts'
import type { Tool } from '../tool.ts'

/** What a model says in the end of an attempt that changes files. Only the tree counts; this is for people. */
export const Submission = z.strictObject({
  result: z.enum(['fixed', 'cannot_fix', 'no_change_needed']),
  summary: z.string().check(z.maxLength(2000)),
})
export type Submission = z.infer<typeof Submission>

export function submitChange(): Tool {
  return submitTool(Submission, 'End your work: say what you changed and why, or why it can not be done.')
}

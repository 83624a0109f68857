import { DISPATCH } from '@upkeep/schema'
import type { Candidate } from './candidate.ts'
import { refusal } from './refusal.ts'
import type { Refusal } from './refusal.ts'

/**
 * A workflow is started only for a comment of somebody who may write, and for the commit that is the head then. All of that is asked
 * anew: what the working job found is not taken for it.
 */
export async function checkAsked(candidate: Candidate): Promise<Refusal | null> {
  const { asked, publication, mayWrite, pullHead } = candidate
  const starts = publication.operations.flatMap((operation, index) =>
    operation.op === 'dispatch' ? [{ operation, where: `operations.${index}` }] : [],
  )
  const [first, second] = starts
  if (first === undefined) return null
  const { operation, where } = first
  if (second !== undefined) return refusal('E_LIMIT', second.where, 'One comment starts one workflow.')
  if (asked === null || asked.pull !== operation.pull)
    return refusal('E_ACTOR', where, 'No comment of this event asks for it.')
  if (!DISPATCH.workflow.test(operation.workflow))
    return refusal('E_PATH', `${where}.workflow`, `${JSON.stringify(operation.workflow)} is no workflow.`)
  if (!(await mayWrite(asked.author)))
    return refusal('E_ACTOR', where, `${asked.author} may not write to this repository.`)
  const head = await pullHead(operation.pull)
  if (head === operation.head) return null
  return refusal('E_STALE', `${where}.head`, `Pull request ${operation.pull} is at another commit now, or closed.`)
}

import { CI_LOCK, branchOf, isFewer, readOperationMarker } from '@upkeep/schema'
import type { Evidence, Operation, Target, Verdict } from '@upkeep/schema'
import type { Candidate } from './candidate.ts'
import { treeChanges } from './candidate.ts'
import { refusal } from './refusal.ts'
import type { Refusal } from './refusal.ts'

/** The publication is about what this job is about: same action, same target, nothing beside it. */
export function checkTarget({ publication, grant, subject, headBranch }: Candidate): Refusal | null {
  if (publication.action !== grant.action || publication.grant.action !== grant.action)
    return refusal('E_TARGET', 'action', `It is of ${publication.action}, not of ${grant.action}.`)
  if (!sameTarget(publication.grant.target, grant.target)) {
    const [made, here] = [publication.grant.target, grant.target].map(targetText)
    return refusal('E_TARGET', 'grant.target', `It was made for ${made}; this job is about ${here}.`)
  }
  for (const [index, operation] of publication.operations.entries()) {
    const where = `operations.${index}`
    const about = readOperationMarker(operation.marker)
    if (about?.action !== grant.action) return refusal('E_TARGET', `${where}.marker`, 'It is no marker of this action.')
    if (operation.op === 'pull-request' && operation.branch !== branchOf(about.action, about.batch))
      return refusal(
        'E_TARGET',
        `${where}.branch`,
        `A pull request of this batch has the branch ${branchOf(about.action, about.batch)}.`,
      )
    if (about.batch === CI_LOCK.batch && operation.op !== 'pull-request' && operation.op !== 'retire')
      return refusal('E_TARGET', where, 'Reviews of the classification come as a pull request of their own.')
    if (operation.op === 'commit' && operation.branch !== headBranch)
      return refusal('E_TARGET', `${where}.branch`, `The branch of the pull request is ${headBranch ?? 'not known'}.`)
    const misplaced = misplacedIn(operation, grant.target, subject)
    if (misplaced !== null) return refusal('E_TARGET', where, misplaced)
  }
  return null
}

/** Code and claims about code are posted only with a proof, whole, of the original checks. */
export function checkProofs(candidate: Candidate): Refusal | null {
  for (const { files, proof, branch } of treeChanges(candidate)) {
    if (files.length === 0) return refusal('E_UNPROVEN', branch, 'It changes no file.')
    if (!isProof(proof)) return refusal('E_UNPROVEN', branch, `Its verdict is ${proof.status} by a ${proof.depth}.`)
    if (!proof.evidence.some(speaksForIt))
      return refusal('E_UNPROVEN', branch, 'No check of the repository passed on it.')
  }
  for (const [index, operation] of candidate.publication.operations.entries()) {
    const claims = operation.op === 'review' ? operation.comments.map(({ proof }) => proof) : []
    if (operation.op === 'issue-update') claims.push(operation.proof)
    if (!claims.every(isProof)) return refusal('E_UNPROVEN', `operations.${index}`, 'It claims what was not proven.')
  }
  return null
}

/** A check that passes, or that was red before and has strictly less to say. */
function speaksForIt(evidence: Evidence): boolean {
  if (evidence.kind !== 'check') return false
  const { after, before } = evidence
  if (after.status === 'pass') return true
  return before?.status === 'fail' && after.status === 'fail' && isFewer(before.diagnostics, after.diagnostics)
}

function isProof({ status, depth }: Verdict): boolean {
  return status === 'proven' && depth === 'proof'
}

function misplacedIn(operation: Operation, target: Target, subject: number | null): string | null {
  const pull = target.kind === 'pull-request'
  if ((operation.op === 'commit' || operation.op === 'review') && !pull)
    return `A ${operation.op} belongs to a pull request, and this job is about none.`
  if (operation.op === 'commit' && pull && !target.pushable)
    return 'The pull request comes from a fork: nothing can be committed to it.'
  if (operation.op === 'pull-request' && pull) return 'A job about a pull request opens no other one.'
  if (operation.op === 'issue-update' && subject !== null && operation.issue !== subject)
    return `It is about issue ${operation.issue}, and this job about ${subject}.`
  if (operation.op === 'issue-update' && target.kind !== 'issues') return 'This job is not about issues.'
  if (operation.op === 'dispatch' && (target.kind !== 'issues' || operation.pull !== subject))
    return `It starts a workflow for ${operation.pull}, which this job is not about.`
  if (operation.op === 'report' && operation.issue !== null && operation.issue !== subject)
    return `It reports on ${operation.issue}, which this job is not about.`
  return null
}

function sameTarget(a: Target, b: Target): boolean {
  if (a.kind !== b.kind || a.base !== b.base || a.head !== b.head) return false
  if (a.kind !== 'pull-request' || b.kind !== 'pull-request') return true
  return a.number === b.number && a.fork === b.fork && a.pushable === b.pushable
}

function targetText(target: Target): string {
  const at = target.head.slice(0, 12)
  return target.kind === 'pull-request' ? `pull request ${target.number} at ${at}` : `the ${target.kind} at ${at}`
}

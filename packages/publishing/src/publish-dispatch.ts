import type { FixRequest, GitHub } from '@upkeep/github'
import { startWorkflow, stickyComment } from '@upkeep/github/write'
import { DISPATCH, UserError, ours, readOperationMarker, theirs } from '@upkeep/schema'
import type { Operation, Slot } from '@upkeep/schema'
import { shortened } from '@upkeep/text'
import type { Allowed } from '@upkeep/text/neutralise'
import { LIMITS } from './limits.data.ts'
import type { OperationOutcome } from './outcome.ts'
import { slotsMarkdown } from './slots.ts'

export interface DispatchParts {
  github: GitHub
  operation: Extract<Operation, { op: 'dispatch' }>
  asked: FixRequest
  /** The branch whose workflow is started: the default one. */
  ref: string
  allowed: Allowed
  serverUrl: string
  plan: ((line: string) => void) | null
}

/**
 * Starts the workflow, once for each comment, and says so in the one comment of the action. Its inputs are the number of the pull request
 * and its head, and nothing else. Where GitHub refuses, the command that a person can run is named.
 */
export async function publishDispatch(parts: DispatchParts): Promise<OperationOutcome> {
  const { github, operation, asked, ref, plan, serverUrl } = parts
  const { pull, head } = operation
  const workflow = operation.workflow.slice(operation.workflow.lastIndexOf('/') + 1)
  const what = `a run of ${workflow} for #${pull}`
  if (plan !== null) {
    plan(what)
    return { withheld: { what, why: 'This is a dry run.' } }
  }
  const inputs = { [DISPATCH.inputs.pull]: String(pull), [DISPATCH.inputs.head]: head }
  const done = await startWorkflow(github, { comment: asked.comment, workflow, ref, inputs })
  const { owner, name } = github.repository
  const url = `${serverUrl}/${owner}/${name}/actions/workflows/${workflow}`
  if (done.done === 'refused') {
    const flags = Object.entries(inputs).map(([input, value]) => `-f ${input}=${value}`)
    const remedy = `By hand: gh workflow run ${workflow} ${flags.join(' ')}`
    await replied(parts, [theirs(workflow), ours(` was not started: ${done.message}\n\n`), theirs(remedy)])
    return { withheld: { what, why: done.message, remedy } }
  }
  if (done.done === 'created')
    await replied(parts, [
      ours(`[A run](${url}) of `),
      theirs(workflow),
      ours(' was started for '),
      theirs(head.slice(0, 12)),
    ])
  return { posted: { op: 'dispatch', url, wrote: done.done === 'created' } }
}

/** Says what became of it. The start is what was asked for: that nobody is told is no failure of it. */
async function replied({ github, operation, allowed }: DispatchParts, words: readonly Slot[]): Promise<void> {
  const about = readOperationMarker(operation.marker)
  if (about === null) throw new Error('the marker was validated before')
  const body = shortened(slotsMarkdown([...words, ours('\n\n'), ...operation.body], allowed), LIMITS.body)
  try {
    await stickyComment(github, { issue: operation.pull, action: about.action, body, ids: about.ids })
  } catch (error) {
    if (!(error instanceof UserError)) throw error // a token that may not comment
  }
}

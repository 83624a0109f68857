import { checkerNamed } from '@upkeep/checkers'
import { identify, quoteWords, startableWorkflow, withoutPlaceholders } from '@upkeep/ci'
import type { FailingCommand, Leaf } from '@upkeep/ci'
import type { Context, Ending, OutsidePort } from '@upkeep/pipeline'
import { operationMarker, ours, theirs } from '@upkeep/schema'
import type { Operation, Reason, Slot } from '@upkeep/schema'
import { FIXES } from './payload.ts'

/** Failing commands that are told one by one. */
const MOST_TOLD = 10

/**
 * On an event that anybody can cause: what failed, by the logs of finished jobs, and which commands would fix it. Nothing of the
 * repository is run, and no word of a log becomes a command. Where somebody who may write asked for it by a comment, the workflow that
 * does run this action is to be started for the pull request; by the job that publishes, which asks for all of it anew.
 */
export async function tell(outside: OutsidePort, context: Context): Promise<Ending> {
  const { asked, pull } = outside
  const refusal = await refusalOf(outside)
  if (refusal !== null) return { reason: refusal, operations: [] }
  const head = await outside.head()
  if (head === null) return { reason: reasonOf('The event names no commit.', byHand(pull, null)), operations: [] }
  const { failing, notRead } = await outside.failing(head)
  const told = failing.slice(0, MOST_TOLD).map((one) => sentenceOf(one, context))
  if (told.length === 0)
    return { reason: reasonOf('Nothing that failed was found on this commit.', byHand(pull, head)), operations: [] }
  const sentences = told.map(plain)
  for (const sentence of sentences) context.log.info(sentence)
  const message = ['On this event nothing of the repository is run.', ...sentences, ...notRead].join(' ')
  if (asked === null || typeof asked === 'string')
    return { reason: reasonOf(message, byHand(pull, head)), operations: [] }
  const workflow = startableWorkflow(context.classification, context.grant.action)
  const marker = operationMarker({ action: context.grant.action, batch: FIXES, ids: [] })
  const body = told.flatMap((slots) => [ours('- '), ...slots, ours('\n')])
  if (typeof workflow === 'string') {
    const report: Operation = {
      op: 'report',
      marker,
      title: [],
      body: [...body, ours('\n'), theirs(workflow)],
      issue: asked.pull,
    }
    return { reason: reasonOf(`${message} ${workflow}`, byHand(pull, head)), operations: [report] }
  }
  const { path } = workflow
  const start: Operation = { op: 'dispatch', marker, title: [], body, workflow: path, pull: asked.pull, head }
  const remedy = `The job that publishes starts ${path} for it. ${byHand(pull, head)}`
  return { reason: reasonOf(message, remedy), operations: [start] }
}

/** Why nothing is looked at, where the event is a comment. */
async function refusalOf(outside: OutsidePort): Promise<Reason | null> {
  const { asked } = outside
  if (typeof asked === 'string')
    return { code: 'usage', message: asked, remedy: 'Write `/upkeep fix` on a pull request.' }
  if (asked === null || (await outside.mayWrite(asked.author))) return null
  return {
    code: 'usage',
    message: `${asked.author} may not write to this repository, so nothing is looked at.`,
    remedy: 'Somebody who may write has to ask.',
  }
}

function plain(slots: readonly Slot[]): string {
  return slots.map(({ text, from }) => (from === 'upkeep' ? text : `\`${text}\``)).join('')
}

function reasonOf(message: string, remedy: string): Reason {
  return { code: 'fork', message: message.trim(), remedy }
}

function byHand(pull: number | null, head: string | null): string {
  if (pull === null || head === null)
    return 'Run the action on pull_request, or by workflow_dispatch with the number of the pull request.'
  return `By hand: gh workflow run WORKFLOW -f pull-request=${pull} -f head=${head}`
}

function sentenceOf(failing: FailingCommand, { checks }: Context): Slot[] {
  const found = identify(failing, checks)
  const where = [theirs(failing.step === null ? failing.job : `${failing.job}, ${failing.step.name}`), ours(': ')]
  if ('why' in found) return [...where, theirs(found.why)]
  const fixes = [...new Set(found.leaves.flatMap((leaf) => fixOf(leaf) ?? []))]
  const how =
    fixes.length === 0
      ? [ours('no tool of it fixes anything.')]
      : [
          ...fixes.flatMap((command, index) => [...(index === 0 ? [] : [ours(' and ')]), theirs(command)]),
          ours(' would fix what can be fixed safely.'),
        ]
  const fails = ` fails${failing.exit === null ? '' : ` with ${failing.exit}`}; `
  return [...where, theirs(found.check.check.command), ours(fails), ...how]
}

function fixOf({ invocation, argv, wrapper }: Leaf): string | null {
  const words = invocation === null ? null : checkerNamed(invocation.checker).fix(argv)
  return words === null ? null : withoutPlaceholders(quoteWords([...wrapper, ...words]))
}

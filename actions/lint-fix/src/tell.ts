import { checkerNamed } from '@upkeep/checkers'
import { identify, quoteWords } from '@upkeep/ci'
import type { FailingCommand, Leaf } from '@upkeep/ci'
import type { Context, OutsidePort } from '@upkeep/pipeline'
import type { Reason } from '@upkeep/schema'

/** What a person writes to ask for this action. */
const ASKED = /^\/upkeep\s+(?:lint-)?fix\b/

/** Failing commands that are told one by one. */
const MOST_TOLD = 10

/**
 * On an event that anybody can cause: what failed, by the logs of finished jobs, and which commands would fix it. Nothing of the
 * repository is run, and no word of a log becomes a command.
 */
export async function tell(outside: OutsidePort, context: Context): Promise<Reason> {
  const { comment, pull } = outside
  const remedy =
    pull === null
      ? 'Run the action on pull_request, or by workflow_dispatch with the number of the pull request.'
      : `Start the workflow of this action for it: gh workflow run WORKFLOW -f pull-request=${pull}`
  const told = (message: string): Reason => ({ code: 'fork', message, remedy })
  if (context.event === 'issue_comment') {
    if (pull === null || comment === null || !ASKED.test(comment.text.trimStart()))
      return {
        code: 'usage',
        message: 'The comment asks for nothing here.',
        remedy: 'Write `/upkeep fix` on a pull request.',
      }
    if (!(await outside.mayWrite(comment.author))) {
      const message = `${comment.author} may not write to this repository, so nothing is looked at.`
      return { code: 'usage', message, remedy: 'Somebody who may write has to ask.' }
    }
  }
  const found = await outside.failing()
  if (found === null) return told('The event names no commit.')
  const sentences = found.failing.slice(0, MOST_TOLD).map((failing) => sentenceOf(failing, context))
  for (const sentence of sentences) context.log.info(sentence)
  if (sentences.length === 0) return told('Nothing that failed was found on this commit.')
  return told(
    `On this event nothing of the repository is run. ${sentences.join(' ')} ${found.notRead.join(' ')}`.trim(),
  )
}

function sentenceOf(failing: FailingCommand, { checks }: Context): string {
  const found = identify(failing, checks)
  const where = failing.step === null ? failing.job : `${failing.job}, ${failing.step.name}`
  if ('why' in found) return `${where}: ${found.why}.`
  const fixes = [...new Set(found.leaves.flatMap((leaf) => fixOf(leaf) ?? []))].map((command) => `\`${command}\``)
  const { command } = found.check.check
  const how =
    fixes.length === 0 ? 'no tool of it fixes anything' : `${fixes.join(' and ')} would fix what can be fixed safely`
  return `${where}: \`${command}\` fails${failing.exit === null ? '' : ` with ${failing.exit}`}; ${how}.`
}

function fixOf({ invocation, argv, wrapper }: Leaf): string | null {
  const words = invocation === null ? null : checkerNamed(invocation.checker).fix(argv)
  return words === null ? null : quoteWords([...wrapper, ...words])
}

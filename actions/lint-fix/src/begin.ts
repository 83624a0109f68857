import type { Context, Ending } from '@upkeep/pipeline'
import type { Reason } from '@upkeep/schema'
import { ourCommits } from './own-commits.ts'
import { tell } from './tell.ts'

/** Why there is nothing to do on this commit, before anything of it is run. */
export async function begin(context: Context): Promise<Ending | null> {
  if (context.outside !== null) return await tell(context.outside, context)
  const reason = (await ownCommit(context)) ?? elsewhere(context)
  return reason === null ? null : { reason, operations: [] }
}

async function ownCommit({ pull }: Context): Promise<Reason | null> {
  const ours = pull === null ? 0 : ourCommits((await pull.facts()).messages)
  if (ours === 0) return null
  return {
    code: 'own-commit',
    message: `The last ${ours === 1 ? 'commit of the pull request is' : `${ours} commits of the pull request are`} ours: what still fails is nothing that the same tools could fix.`,
    remedy: 'The next commit of a person is looked at again.',
  }
}

/** Somebody named a pull request, and another commit is checked out. */
function elsewhere({ grant: { target }, workspace, event }: Context): Reason | null {
  if (event !== 'workflow_dispatch' || target.kind !== 'pull-request' || workspace.commit === target.head) return null
  return {
    code: 'usage',
    message: `The head of pull request ${target.number} is ${target.head.slice(0, 12)}, and ${workspace.commit.slice(0, 12)} is checked out.`,
    remedy: `Give actions/checkout the input "ref: refs/pull/${target.number}/head".`,
  }
}

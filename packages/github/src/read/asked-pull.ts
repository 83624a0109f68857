import { DISPATCH, UserError } from '@upkeep/schema'
import type { GitHub } from '../wire/github.ts'
import { payloadField } from '../event/payload.ts'
import { readPullRequest } from './pull-requests.ts'

/** The number of the pull request that somebody started the workflow for (`workflow_dispatch`); null where none is named. */
export function askedPull(event: string, payload: unknown): number | null {
  if (event !== 'workflow_dispatch') return null
  const number = payloadField(payload, 'inputs', DISPATCH.inputs.pull)
  return typeof number === 'string' && /^#?[1-9]\d{0,9}$/.test(number) ? Number(number.replace('#', '')) : null
}

/**
 * The event as if the pull request itself had started it: what `targetOf` and its like read is there, as GitHub has it now.
 * @throws UserError where there is no such open pull request, or its head is not the commit that the workflow was started for.
 */
export async function askedPayload(github: GitHub, number: number, payload: unknown): Promise<unknown> {
  const pull = await readPullRequest(github, number)
  if (pull?.state !== 'open') {
    throw new UserError(`There is no open pull request ${number}.`, {
      remedy: `Name an open one in the input "${DISPATCH.inputs.pull}" of the workflow.`,
    })
  }
  const asked = payloadField(payload, 'inputs', DISPATCH.inputs.head)
  if (typeof asked === 'string' && asked !== '' && asked !== pull.head.sha) {
    throw new UserError(`Pull request ${number} is at ${pull.head.sha}, and this was asked for at ${asked}.`, {
      remedy: 'Look at what was pushed since, and ask again.',
      kind: 'state',
    })
  }
  const { owner, name } = github.repository
  const repo = { full_name: `${owner}/${name}` }
  return {
    ...(typeof payload === 'object' ? payload : {}),
    pull_request: {
      number,
      base: { ...side(pull.base), repo },
      head: { ...side(pull.head), repo: pull.fork ? null : repo },
    },
  }
}

function side({ branch, sha }: { branch: string; sha: string }): { ref: string; sha: string } {
  return { ref: branch, sha }
}

import type { JobEnvironment } from '@upkeep/entry'
import { baseBranchOf, fixRequestOf, headBranchOf, subjectOf } from '@upkeep/github'
import type { PublishParts } from './publish.ts'

/** What a publication takes from the job that posts it: its own event, never the word of the job that worked. */
export function jobFacts({
  event,
  payload,
  ref,
  serverUrl,
  repository,
  runId,
}: JobEnvironment): Pick<PublishParts, 'subject' | 'asked' | 'baseBranch' | 'headBranch' | 'serverUrl' | 'runUrl'> {
  const asked = fixRequestOf(event, payload)
  return {
    asked: typeof asked === 'string' ? null : asked,
    subject: subjectOf(payload),
    baseBranch: baseBranchOf(payload, ref),
    headBranch: headBranchOf(payload),
    serverUrl,
    runUrl: repository === null ? null : `${serverUrl}/${repository}/actions/runs/${runId}`,
  }
}

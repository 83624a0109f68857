import { runAction } from '@upkeep/pipeline'
import type { ActionOutput, Job } from '@upkeep/pipeline'
import { lintFix } from './action.ts'
import { greenJob } from './green-job.ts'

export { lintFix }

/** One run of this action, for every entry point. */
export async function run(job: Job): Promise<ActionOutput> {
  return (await greenJob(job)) ?? (await runAction(lintFix, job))
}

import { runAction } from '@upkeep/pipeline'
import type { ActionOutput, Job } from '@upkeep/pipeline'
import { lintFix } from './action.ts'

export { lintFix }

/** One run of this action, for every entry point. */
export async function run(job: Job): Promise<ActionOutput> {
  return await runAction(lintFix, job)
}

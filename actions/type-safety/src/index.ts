import { runAction } from '@upkeep/pipeline'
import type { ActionOutput, Job } from '@upkeep/pipeline'
import { typeSafety } from './action.ts'

export { typeSafety }

/** One run of this action, for every entry point. */
export async function run(job: Job): Promise<ActionOutput> {
  return await runAction(typeSafety, job)
}

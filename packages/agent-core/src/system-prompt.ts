import { HEAD, HOW_TO_WORK, REFUSED } from './system-prompt.data.ts'

/**
 * The system prompt of every attempt that changes files: the same bytes for all repositories of a version where the same tools are
 * offered, so that it is cached. What is to be done stands in the task. At most 900 tokens together with an action's own rules.
 * @param offered the names of the tools: nothing is said of others.
 */
export function repairSystem(offered: readonly string[]): string {
  const ways = HOW_TO_WORK.filter(({ tool }) => tool === null || offered.includes(tool))
  return [HEAD, ['How to work', ...ways.map(({ text }) => `- ${text}`)].join('\n'), REFUSED].join('\n\n')
}

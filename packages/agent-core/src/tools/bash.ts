import * as z from 'zod/mini'
import { cutMiddle } from '../cut-middle.ts'
import { defineTool } from '../tool.ts'
import type { Tool } from '../tool.ts'
import type { AttemptTree } from '../tree.ts'

const MOST_CHARACTERS = 10_000

/** A command in a fresh shell at the root of the tree. Null where nothing of a model's may run. */
export function bashTool({ exec }: Pick<AttemptTree, 'exec'>): Tool | null {
  if (exec === null) return null
  return defineTool({
    name: 'bash',
    description:
      'Run a command in a fresh shell (bash -eo pipefail: it ends at the first failure, in a pipe too) at the repository root. No network. Long output is cut.',
    input: z.strictObject({
      command: z.string().check(z.minLength(1)),
      timeout_s: z.optional(z.int().check(z.minimum(1), z.maximum(600))),
    }),
    async run({ command, timeout_s: seconds = 120 }, signal) {
      const { exit, output, timedOut } = await exec(command, { seconds, signal })
      const head = timedOut ? `exit none: ended after ${seconds} s` : `exit ${exit ?? 'none'}`
      return { text: `${head}\n${cutMiddle(output, MOST_CHARACTERS)}`, isError: exit !== 0 }
    },
  })
}

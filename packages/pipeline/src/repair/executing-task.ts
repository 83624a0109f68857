import { bashTool, editTool, grepTool, listTool, readTool, resetTool, worktreeTree } from '@upkeep/agent-core'
import type { Tool } from '@upkeep/agent-core'
import { mayTouch } from '@upkeep/schema'
import type { Workspace } from '@upkeep/workspace'
import * as z from 'zod/mini'
import type { AttemptTask } from './model-rungs.ts'

export interface ExecutingPorts {
  workspace: Workspace
  action: string
  env: Readonly<Record<string, string>>
  mayRun: boolean
  signal: AbortSignal
}

/**
 * A recorded attempt whose tools run again on a fresh tree: those of the tree itself. What an action handed in (a check) answers what it
 * answered. In a record the repository's place is called `$REPO`; commands find it under that name.
 */
export function executingTask(recorded: AttemptTask, ports: ExecutingPorts): AttemptTask {
  const { workspace, action, mayRun, signal } = ports
  const grant = { action, owns: ['**'] }
  const env = { ...ports.env, REPO: workspace.root }
  const tree = worktreeTree({ workspace, env, mayRun, grant, signal })
  const reset = resetTool(tree)
  const edit = withReset(editTool({ tree, refusal: (path) => mayTouch(grant, path) }), reset)
  const real = [bashTool(tree), edit, reset, readTool(tree), grepTool(tree), listTool(tree)].filter(
    (tool) => tool !== null,
  )
  return {
    ...recorded,
    tools: recorded.tools.map((tool) => {
      const own = real.find(({ schema }) => schema.name === tool.schema.name)
      return own === undefined ? tool : { ...tool, call: (input, ended) => own.call(input, ended) }
    }),
    edits: () => tree.edits(),
    [Symbol.asyncDispose]: () => tree[Symbol.asyncDispose](),
  }
}

/** Earlier records hold edits that reset first; with both strings empty that was all. */
function withReset(edit: Tool, reset: Tool): Tool {
  return {
    ...edit,
    async call(input, ended) {
      const parsed = EARLIER.safeParse(input)
      if (!parsed.success) return await edit.call(input, ended)
      const { reset: first, ...wanted } = parsed.data
      const undone = first ? await reset.call({}, ended) : null
      if (undone !== null && wanted.old_str === '' && wanted.new_str === '') return undone
      const outcome = await edit.call(wanted, ended)
      return undone === null ? outcome : { ...outcome, text: `${undone.text}\n${outcome.text}` }
    },
  }
}

const EARLIER = z.looseObject({ reset: z.boolean(), old_str: z.string(), new_str: z.string() })

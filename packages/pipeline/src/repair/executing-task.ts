import { bashTool, editTool, grepTool, listTool, readTool, worktreeTree } from '@upkeep/agent-core'
import { mayTouch } from '@upkeep/schema'
import type { Workspace } from '@upkeep/workspace'
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
  const edit = editTool({ tree, refusal: (path) => mayTouch(grant, path) })
  const real = [bashTool(tree), edit, readTool(tree), grepTool(tree), listTool(tree)].filter((tool) => tool !== null)
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

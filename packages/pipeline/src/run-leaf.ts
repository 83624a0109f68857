import { leafPath } from '@upkeep/ci'
import type { Leaf } from '@upkeep/ci'
import type { ExecResult, Worktree } from '@upkeep/workspace'
import type { Context } from './definition.ts'

/** Runs another command line of a leaf's tool, where and how the leaf runs; counted and recorded as a probe. A PATH of its own goes first. */
export async function runLeaf(
  worktree: Worktree,
  leaf: Leaf,
  { command, label }: { command: string; label: string },
  context: Pick<Context, 'exec' | 'env' | 'signal'>,
): Promise<ExecResult> {
  context.signal.throwIfAborted()
  const installed = leafPath({ path: localTools(leaf.cwd) }, worktree.root, context.env['PATH'] ?? '')
  const path = leafPath(leaf, worktree.root, installed)
  const own = leaf.env['PATH']
  const env = { ...leaf.env, PATH: own === undefined ? path : `${own}:${path}` }
  return await context.exec(worktree, command, { cwd: leaf.cwd, env, label })
}

/** Where `npx` finds a tool: the packages of the folder, then of those above it. */
function localTools(cwd: string): string[] {
  const folders = cwd === '.' ? [] : cwd.split('/')
  const all = [...folders.keys()].map((index) => folders.slice(0, folders.length - index).join('/'))
  return [...all, ''].map((folder) => (folder === '' ? 'node_modules/.bin' : `${folder}/node_modules/.bin`))
}

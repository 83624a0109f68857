import { runLeaf } from '@upkeep/pipeline'
import type { Context } from '@upkeep/pipeline'
import type { Edit } from '@upkeep/schema'
import type { Composition, ExecResult, Worktree } from '@upkeep/workspace'
import type { Configuration } from './configuration.ts'

/** A fresh worktree of the job's own tree with these edits. */
export async function openWith(edits: readonly Edit[], { workspace }: Context): Promise<Worktree> {
  const tree: Composition | { conflict: [Edit, Edit] } = await workspace.compose(edits)
  if ('conflict' in tree) throw new Error(`two edits of a probe overlap in ${tree.conflict[0].path}`)
  return await workspace.open(tree)
}

/** Runs one command of a configuration where and how its check runs. */
export async function runIn(
  worktree: Worktree,
  { leaf, tool }: Configuration,
  command: string,
  context: Context,
): Promise<ExecResult> {
  return await runLeaf(worktree, leaf, { command, label: `probe ${tool}` }, context)
}

/** A tool that had answered before gave nothing: what it was asked about stays as it is. */
export class ProbeFailure extends Error {
  override readonly name = 'ProbeFailure'
}

/** Why a command gave nothing to judge by; null where the shell could start it and it ended by itself. */
export function startFailure({ exit, timedOut, stderr, stdout, signal }: ExecResult, tool: string): string | null {
  if (timedOut) return 'it took too long'
  if (exit === null) return `it was killed (${signal ?? 'no signal'})`
  if (
    exit === 127 ||
    exit === 126 ||
    /\b(?:command not found|could not determine executable|ENOTCACHED|EAI_AGAIN|ENOTFOUND)\b/.test(stderr)
  ) {
    return `${tool} is not installed here: ${lastLine(stderr) ?? lastLine(stdout) ?? `exit code ${exit}`}`
  }
  return /No module named \S+$/m.test(stderr) ? `${tool} is not installed here: ${lastLine(stderr) ?? ''}` : null
}

/** The last line that says something, at most 200 characters. */
export function lastLine(text: string): string | null {
  const line = text
    .split(/\r?\n/)
    .map((one) => one.trim())
    .findLast((one) => one !== '')
  return line === undefined ? null : line.slice(0, 200)
}

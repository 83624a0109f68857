import type { Base } from './walk-tree.ts'
import type { ExecOptions, Worktree } from './worktree.ts'

/** A command that brings what checks need before there is no network any more. */
export interface PrepareCommand extends Pick<ExecOptions, 'cwd' | 'env' | 'seconds'> {
  command: string
}

export interface Prepared {
  command: PrepareCommand
  /** Null: it did what it should. */
  failure: string | null
  seconds: number
}

/** How much of a failing command's output is told, in characters. */
const TOLD = 400

/**
 * Runs the commands on the untouched tree, with the job's network. What they make of files that git tracks is undone: a check judges
 * the repository as it is.
 * @returns what each came to, and whether the tree is as it was.
 */
export async function runPrepare(
  worktree: Worktree,
  commands: readonly PrepareCommand[],
  { paths }: Base,
  read: (path: string) => Promise<Uint8Array | null>,
  signal: AbortSignal | undefined,
): Promise<{ results: Prepared[]; spoiled: string[] }> {
  const results: Prepared[] = []
  for (const command of commands) {
    signal?.throwIfAborted()
    const { command: text, ...options } = command
    const result = await worktree.exec(text, { ...options, shell: 'bash', network: 'host' })
    const said = `${result.stdout}${result.stderr}`.trim().slice(-TOLD)
    const ended = result.timedOut
      ? `it took longer than ${command.seconds} s`
      : `it ended with ${result.exit ?? result.signal ?? 'a signal'}`
    results.push({ command, seconds: result.seconds, failure: result.exit === 0 ? null : `${ended}: ${said}` })
  }
  const touched = (await worktree.changed()).filter((path) => paths.has(path))
  for (const path of touched) await worktree.write(path, await read(path))
  // What was written is now expected, so a link or a mode that came back otherwise shows by its bytes only where it can be read.
  const spoiled = (await worktree.edits(() => null)).left.map(({ path }) => path).filter((path) => paths.has(path))
  return { results, spoiled }
}

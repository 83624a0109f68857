import { RepoPath, UserError, touchRefusal } from '@upkeep/schema'
import type { Edit, Grant } from '@upkeep/schema'
import { editsBetween } from '@upkeep/workspace'
import type { ExecOptions, Workspace, Worktree } from '@upkeep/workspace'
import type { AttemptTree } from './tree.ts'

export interface WorktreeTreeOptions {
  workspace: Pick<Workspace, 'read' | 'files' | 'scratch' | 'compose'>
  /** All that commands get. */
  env: Readonly<Record<string, string>>
  /** Whether what a model writes may run here: not without a sandbox. */
  mayRun: boolean
  grant: Pick<Grant, 'action' | 'owns'>
  signal: AbortSignal
  /** Files that are there from the beginning in place of the workspace's own. */
  start?: ReadonlyMap<string, Uint8Array>
}

/** Larger files are not read back. */
const LARGEST_FILE = 1024 * 1024

/** A regular file by its real path, as base64; exit 3 where it is none, or lies behind a link. */
const READ_FILE = [
  'p="$UPKEEP_PATH"; r=$(realpath . 2>/dev/null) || exit 3',
  '[ -f "$p" ] && [ "$(realpath "$p" 2>/dev/null)" = "$r/$p" ] || exit 3',
  `head -c ${LARGEST_FILE + 1} < "$p" | base64`,
].join('\n')

/**
 * The tree of an attempt: the workspace with what was written, kept in memory until a command runs. Only then a worktree is opened;
 * from then on files are read from inside the sandbox, with the rights of the command.
 */
export function worktreeTree(options: WorktreeTreeOptions): AttemptTree {
  const { workspace, env, mayRun, grant, signal } = options
  const written = new Map<string, Uint8Array>(options.start)
  let opened: Promise<Worktree> | null = null
  const open = async () => {
    const worktree = await workspace.scratch()
    try {
      for (const [path, bytes] of written) await worktree.write(path, bytes)
      return worktree
    } catch (error) {
      await worktree[Symbol.asyncDispose]()
      throw error
    }
  }
  const exec = async (command: string, limits: Pick<ExecOptions, 'seconds' | 'signal'>, extra = {}) => {
    const worktree = await (opened ??= open())
    return await worktree.exec(command, {
      ...limits,
      cwd: '.',
      env: { ...env, ...extra },
      shell: 'bash',
      network: 'none',
    })
  }
  const readInside = async (path: string) => {
    const { exit, stdout } = await exec(READ_FILE, { seconds: 30, signal }, { UPKEEP_PATH: path })
    return exit === 0 ? Buffer.from(stdout, 'base64') : null
  }
  const read = async (path: string) => {
    if (!RepoPath.safeParse(path).success) return null
    return opened === null ? (written.get(path) ?? (await workspace.read(path))) : await readInside(path)
  }
  const tracked = async () => (await workspace.files()).map(({ path }) => path)
  const worktreeEdits = async (worktree: Worktree) => {
    const known = new Set(await tracked())
    // what a command left beside its work is no part of a change; what it did to protected files is, for the guards to refuse
    const beside = (path: string) => !known.has(path) && touchRefusal(grant, path)?.kind === 'not-owned'
    return (await worktree.edits((path) => (beside(path) ? 'the action does not own it' : null))).edits
  }
  return {
    read,
    async write(path, bytes) {
      const before = written.get(path)
      written.set(path, bytes)
      try {
        if (opened === null) await composed(await writtenEdits(written, workspace), workspace)
        else await (await opened).write(path, bytes)
      } catch (error) {
        if (before === undefined) written.delete(path)
        else written.set(path, before)
        throw error
      }
    },
    async reset() {
      const before = opened
      opened = null
      written.clear()
      for (const [path, bytes] of options.start ?? []) written.set(path, bytes)
      await closed(before)
    },
    async list() {
      const changed = opened === null ? [] : await (await opened).changed()
      return [...new Set([...(await tracked()), ...written.keys(), ...changed])].toSorted()
    },
    exec: mayRun
      ? async (command, limits) => {
          const { exit, stdout, stderr, timedOut } = await exec(command, limits)
          return { exit, timedOut, output: stderr === '' ? stdout : `${stdout}${stdout === '' ? '' : '\n'}${stderr}` }
        }
      : null,
    async edits() {
      const edits = opened === null ? await writtenEdits(written, workspace) : await worktreeEdits(await opened)
      await composed(edits, workspace)
      return edits
    },
    async [Symbol.asyncDispose]() {
      await closed(opened)
    },
  }
}

async function writtenEdits(
  written: ReadonlyMap<string, Uint8Array>,
  workspace: Pick<Workspace, 'read'>,
): Promise<Edit[]> {
  const edits: Edit[] = []
  for (const [path, bytes] of written) edits.push(...(editsBetween(path, await workspace.read(path), bytes) ?? []))
  return edits
}

async function closed(opened: Promise<Worktree> | null): Promise<void> {
  const worktree = await opened?.catch(() => null) // one that could not be opened is gone
  await worktree?.[Symbol.asyncDispose]()
}

/** @throws UserError where the edits make what can not be: something behind a link, or below a file. */
async function composed(edits: readonly Edit[], workspace: Pick<Workspace, 'compose'>): Promise<void> {
  const tree = await workspace.compose(edits)
  if (!('conflict' in tree)) return
  const [one, other] = tree.conflict
  throw new UserError(`${other.path} can not be beside ${one.path}.`, { remedy: 'Choose another path.', kind: 'state' })
}

import { RepoPath, UserError, touchRefusal } from '@upkeep/schema'
import type { Edit, Grant } from '@upkeep/schema'
import type { ExecOptions, Workspace, Worktree } from '@upkeep/workspace'
import { editsBetween } from './edits-between.ts'
import type { AttemptTree } from './tree.ts'

export interface WorktreeTreeOptions {
  workspace: Pick<Workspace, 'read' | 'files' | 'open' | 'compose'>
  /** All that commands get. */
  env: Readonly<Record<string, string>>
  /** Whether what a model writes may run here: not without a sandbox. */
  mayRun: boolean
  grant: Pick<Grant, 'action' | 'owns'>
  signal: AbortSignal
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
  const { workspace, env, mayRun, signal } = options
  const written = new Map<string, Uint8Array>()
  let opened: Promise<Worktree> | null = null
  const open = async () => {
    const worktree = await workspace.open()
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
  const changedPaths = async () => {
    const found = opened === null ? [] : await (await opened).changed()
    return [...new Set([...written.keys(), ...found])].toSorted()
  }
  return {
    read,
    async write(path, bytes) {
      const before = written.get(path)
      written.set(path, bytes)
      try {
        if (opened === null) await composed(await editsOf([...written.keys()], read, options), workspace)
        else await (await opened).write(path, bytes)
      } catch (error) {
        if (before === undefined) written.delete(path)
        else written.set(path, before)
        throw error
      }
    },
    async list() {
      const tracked = (await workspace.files()).map(({ path }) => path)
      return [...new Set([...tracked, ...(await changedPaths())])].toSorted()
    },
    exec: mayRun
      ? async (command, limits) => {
          const { exit, stdout, stderr, timedOut } = await exec(command, limits)
          return { exit, timedOut, output: stderr === '' ? stdout : `${stdout}${stdout === '' ? '' : '\n'}${stderr}` }
        }
      : null,
    async edits() {
      const edits = await editsOf(await changedPaths(), read, options)
      await composed(edits, workspace)
      return edits
    },
    async [Symbol.asyncDispose]() {
      const worktree = await opened?.catch(() => null) // one that could not be opened is gone
      await worktree?.[Symbol.asyncDispose]()
    },
  }
}

/** @throws UserError where the edits make what can not be: something behind a link, or below a file. */
async function composed(edits: readonly Edit[], workspace: Pick<Workspace, 'compose'>): Promise<void> {
  const tree = await workspace.compose(edits)
  if (!('conflict' in tree)) return
  const [one, other] = tree.conflict
  throw new UserError(`${other.path} can not be beside ${one.path}.`, { remedy: 'Choose another path.', kind: 'state' })
}

async function editsOf(
  paths: readonly string[],
  read: AttemptTree['read'],
  { workspace, grant }: WorktreeTreeOptions,
): Promise<Edit[]> {
  const edits: Edit[] = []
  for (const path of paths) {
    if (!RepoPath.safeParse(path).success) continue
    const [before, after] = [await workspace.read(path), await read(path)]
    // what a command left beside its work is no part of a change; what it did to protected files is, for the guards to refuse
    if (before === null && touchRefusal(grant, path)?.kind === 'not-owned') continue
    edits.push(...(editsBetween(path, before, after) ?? []))
  }
  return edits
}

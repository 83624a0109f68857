import { lstat, mkdir, mkdtemp, open, rm, stat, writeFile } from 'node:fs/promises'
import { constants } from 'node:fs'
import { join } from 'node:path'
import { changedPaths } from './changes.ts'
import type { Sight, State } from './changes.ts'
import { killGroup, runChild } from '../child.ts'
import { foldersOf } from '../compose.ts'
import type { Composition } from '../compose.ts'
import { copyGitFolders } from './copy-git-folder.ts'
import { copyFiles } from './copy-files.ts'
import { extractEdits } from './extract-edits.ts'
import { refusePath } from '../path-guard.ts'
import { runningCommands } from './running-commands.ts'
import { SHELLS } from './shells.data.ts'
import { walkTree } from './walk-tree.ts'
import type { Base } from './walk-tree.ts'
import { DEFAULT_OUTPUT_BYTES } from './worktree.ts'
import type { ExecOptions, Worktree } from './worktree.ts'
import { writeRefused } from './write-script.ts'

export interface CopySource {
  root: string
  temp: string
  /** A copy in which everything was prepared, or null. */
  prepared: string | null
  tree: string
  base: Base
  /** Of the whole run. */
  signal: AbortSignal | undefined
}

/**
 * A worktree where no overlay can be mounted: everything copied, what git ignores (installed packages) too, since a command may
 * write there. File systems that can do so share the blocks.
 */
export async function openCopy(source: CopySource, composition: Composition | undefined): Promise<Worktree> {
  const folder = await mkdtemp(join(source.temp, 'copy-'))
  const root = join(folder, 'tree')
  const running = runningCommands(source.signal)
  const dispose = async () => {
    await running.end(new Error('the worktree was closed'))
    await removeCopy(folder)
  }
  const given = new Map<string, Uint8Array | null>()
  const write = async (path: string, bytes: Uint8Array | null) => {
    refusePath(path)
    await putFile(root, path, bytes)
    given.set(path, bytes)
  }
  let copied = 0
  const changed = async () => {
    const base = source.base
    const { entries } = await walkTree(root, base)
    const found = [...entries].filter(([, kind]) => kind === 'file' || kind === 'link').map(([path]) => path)
    const sight: Sight = { state: (path) => stateOf(root, path, copied), folder: root, found }
    return await changedPaths({ root: source.root, paths: base.paths, given }, sight)
  }
  try {
    await mkdir(root)
    const base = source.base
    await copyFiles(source.prepared ?? source.root, root, base.paths)
    await copyGitFolders(source.root, root, base)
    await writeFile(join(folder, 'copied'), '')
    copied = (await stat(join(folder, 'copied'))).ctimeMs
    const files = [...(composition?.files ?? [])]
    for (const [path, bytes] of files) if (bytes === null) await write(path, bytes)
    for (const [path, bytes] of files) if (bytes !== null) await write(path, bytes)
  } catch (error) {
    await dispose()
    throw error
  }
  return {
    root,
    tree: composition?.tree ?? source.tree,
    write,
    exec: (command: string, { shell, cwd, maxOutputBytes = DEFAULT_OUTPUT_BYTES, ...options }: ExecOptions) =>
      running.add(options.signal, (signal) =>
        runChild([...SHELLS[shell], command], {
          ...options,
          cwd: join(root, cwd),
          kill: killGroup,
          maxOutputBytes,
          signal,
        }),
      ),
    changed,
    edits: async (refusal) =>
      await extractEdits({
        root: source.root,
        folder: root,
        paths: [...new Set([...given.keys(), ...(await changed())])].toSorted(),
        refusal,
      }),
    [Symbol.asyncDispose]: dispose,
  }
}

/** A command can set a file's other times, but not that of its last change of any kind. */
async function stateOf(root: string, path: string, copied: number): Promise<State> {
  const stats = await lstat(join(root, path)).catch(() => null)
  return stats !== null && stats.ctimeMs < copied ? 'same' : 'look'
}

/** Looks at each part of the path: a command may have made any of them a link. */
async function putFile(root: string, path: string, bytes: Uint8Array | null): Promise<void> {
  for (const folder of foldersOf(path)) {
    const there = await lstat(join(root, folder)).catch(() => null)
    if (there === null && bytes === null) return
    if (there === null) await mkdir(join(root, folder))
    else if (!there.isDirectory()) throw writeRefused(path, `${folder} is no folder`)
  }
  const target = join(root, path)
  const there = await lstat(target).catch(() => null)
  if (there?.isDirectory() === true) throw writeRefused(path, 'it is a folder')
  await rm(target, { force: true })
  if (bytes === null) return
  const mode = there?.isFile() === true ? there.mode & 0o777 : 0o644
  const handle = await open(
    target,
    constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0),
    mode,
  )
  try {
    await handle.writeFile(bytes)
    await handle.chmod(mode)
  } finally {
    await handle.close()
  }
}

/** Also what a command made unreadable. */
async function removeCopy(folder: string): Promise<void> {
  const remove = async () => await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  await remove().catch(async () => {
    if (process.platform !== 'win32')
      await runChild(['chmod', '-R', 'u+rwX', folder], {
        cwd: '/',
        env: null,
        seconds: 60,
        maxOutputBytes: 1000,
        kill: killGroup,
      })
    await remove()
  })
}

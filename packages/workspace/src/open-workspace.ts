import { mkdir, mkdtemp, readFile, readdir, realpath, writeFile } from 'node:fs/promises'
import { isAbsolute, join, relative } from 'node:path'
import { UserError, messageOf, systemCode } from '@upkeep/schema'
import type { Edit } from '@upkeep/schema'
import type { SimpleGit } from 'simple-git'
import { composeEdits } from './compose.ts'
import type { Composition, Conflict } from './compose.ts'
import { openCopy } from './copy-worktree.ts'
import { gitRead, trustedGit } from './git.ts'
import { findIsolation, removeTree } from './isolation.ts'
import type { Isolation } from './isolation.ts'
import { openOverlay } from './overlay-worktree.ts'
import { patchOf } from './patch.ts'
import { readRegularFile } from './safe-read.ts'
import { baseTreeId, readDrift, readTrackedFiles } from './tracked-files.ts'
import type { TrackedFile } from './tracked-files.ts'
import type { Worktree } from './worktree.ts'

export interface WorkspaceState {
  shallow: boolean
  detached: boolean
  /** Tracked paths that differ from HEAD. */
  dirty: string[]
  submodules: string[]
}

/** The checkout that a run is about. It is read, never written. */
export interface Workspace extends AsyncDisposable {
  readonly root: string
  readonly commit: string
  /** `owner/name` as the remote `origin` says; null where there is none. */
  readonly slug: string | null
  readonly isolation: Isolation
  /** Whether `network: 'none'` is kept. */
  readonly networkIsolation: boolean
  readonly baseTree: string
  readonly state: WorkspaceState
  files(): Promise<readonly TrackedFile[]>
  /** The bytes of a regular file of the tree; no link is followed. */
  read(path: string): Promise<Uint8Array | null>
  /** The text of a file as a commit has it; null where the commit (of a shallow clone) or the file is not there. */
  readAt(commit: string, path: string): Promise<string | null>
  compose(edits: readonly Edit[]): Promise<Composition | Conflict>
  /** The job's own tree with the composition's files, fresh. */
  open(composition?: Composition): Promise<Worktree>
  patch(composition: Composition): Promise<string>
}

export interface WorkspaceOptions {
  /** Any folder inside the repository. */
  directory: string
  /** For worktrees; made where it is missing. What killed runs left in it is removed. */
  temp: string
  isolation?: 'auto' | 'copy'
  log?: (line: string) => void
}

/** @throws UserError (state): no git repository, a bare one, no commit yet, git missing, `temp` not writable. */
export async function openWorkspace({
  directory,
  temp,
  isolation: wish = 'auto',
  log,
}: WorkspaceOptions): Promise<Workspace> {
  const root = await rootOf(directory)
  const git = trustedGit(root)
  const commit = await headOf(git, root)
  const own = await ownFolder(temp)
  const isolation =
    wish === 'copy' ? ({ kind: 'copy', why: 'it was asked for' } as const) : await findIsolation(root, own)
  log?.(
    isolation.kind === 'overlay'
      ? `worktrees are overlays (${isolation.via})`
      : `worktrees are copies: ${isolation.why}`,
  )
  const drift = await readDrift(git)
  const baseTree = await baseTreeId(git, root, drift)
  let listing: Promise<readonly TrackedFile[]> | null = null
  const files = () => (listing ??= readTrackedFiles(git, drift))
  const read = (path: string) => readRegularFile(root, path)
  const gitFolder = await outsideGitFolder(git, root)
  const source = { root, temp: own, git, gitFolder, tree: baseTree, read, tracked: files }
  const submodules = (await files()).filter(({ mode }) => mode === '160000').map(({ path }) => path)
  return {
    root,
    commit,
    isolation,
    baseTree,
    files,
    read,
    slug: await slugOf(git),
    networkIsolation: isolation.kind === 'overlay',
    state: {
      shallow: (await gitRead(git, ['rev-parse', '--is-shallow-repository'])).trim() === 'true',
      detached: (await gitRead(git, ['rev-parse', '--abbrev-ref', 'HEAD'])).trim() === 'HEAD',
      dirty: drift.changed,
      submodules,
    },
    readAt: (at, path) => gitRead(git, ['cat-file', 'blob', `${at}:${path}`]).catch(() => null),
    compose: (edits) =>
      composeEdits(edits, {
        tree: baseTree,
        read,
      }),
    open: (composition) =>
      isolation.kind === 'overlay'
        ? openOverlay(
            {
              ...source,
              via: isolation.via,
            },
            composition,
          )
        : openCopy(source, composition),
    patch: (composition) =>
      patchOf(composition, {
        temp: own,
        read,
        files,
      }),
    [Symbol.asyncDispose]: () => removeTree(own, isolation.kind === 'overlay' ? isolation.via : null),
  }
}

async function rootOf(directory: string): Promise<string> {
  const top = await gitRead(trustedGit(directory), ['rev-parse', '--show-toplevel']).catch((cause: unknown) => {
    if (cause instanceof UserError) throw cause
    const bare = /must be run in a work tree/.test(messageOf(cause))
    throw new UserError(
      bare ? `${directory} is a bare git repository.` : `${directory} is not inside a git repository.`,
      {
        remedy: bare
          ? 'Name a checkout of it.'
          : 'Name a checkout; in a workflow, put actions/checkout before this step.',
        kind: 'state',
        cause,
      },
    )
  })
  return await realpath(top.replace(/\n$/, ''))
}

async function headOf(git: SimpleGit, root: string): Promise<string> {
  const head = await gitRead(git, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']).catch(() => '')
  if (head.trim() !== '') return head.trim()
  throw new UserError(`${root} has no commit yet.`, {
    remedy: 'Commit something first: what is proven is a change to a commit.',
    kind: 'state',
  })
}

/** A folder of this run in `temp`; those of runs that were killed are removed first. */
async function ownFolder(temp: string): Promise<string> {
  try {
    await mkdir(temp, { recursive: true })
    for (const name of await readdir(temp)) if (name.startsWith('run-')) await removeAbandoned(join(temp, name))
    const own = await mkdtemp(join(await realpath(temp), 'run-'))
    await writeFile(join(own, 'pid'), String(process.pid))
    return own
  } catch (cause) {
    const code = systemCode(cause)
    if (code === null) throw cause
    const remedy =
      code === 'ENOSPC' ? 'Free some space on its disk.' : 'See that the folder for temporary files can be written.'
    throw new UserError(`The folder for worktrees, ${temp}, can not be written (${code}).`, {
      remedy,
      kind: 'state',
      cause,
    })
  }
}

async function removeAbandoned(folder: string): Promise<void> {
  const pid = Number(await readFile(join(folder, 'pid'), 'utf8').catch(() => 'NaN'))
  if (Number.isNaN(pid) || isRunning(pid)) return
  await removeTree(folder, null).catch(() => undefined) // another run may be at it too
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return systemCode(error) === 'EPERM'
  }
}

async function outsideGitFolder(git: SimpleGit, root: string): Promise<string | null> {
  const common = (await gitRead(git, ['rev-parse', '--path-format=absolute', '--git-common-dir'])).trim()
  const path = relative(root, common)
  return path.startsWith('..') || isAbsolute(path) ? common : null
}

async function slugOf(git: SimpleGit): Promise<string | null> {
  const url = await gitRead(git, ['config', '--get', 'remote.origin.url']).catch(() => '')
  return /[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?\s*$/.exec(url)?.[1] ?? null
}

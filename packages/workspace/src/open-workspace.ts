import { realpath } from 'node:fs/promises'
import { dirname, isAbsolute, relative } from 'node:path'
import { UserError } from '@upkeep/schema'
import type { Edit } from '@upkeep/schema'
import { composeEdits } from './compose.ts'
import type { Composition, Conflict } from './compose.ts'
import { changedFrom, messagesUpTo } from './git/changed-from.ts'
import { readHead } from './git/head.ts'
import { findIsolation, withoutSandbox } from './sandbox/isolation.ts'
import type { Isolation } from './sandbox/isolation.ts'
import { patchOf } from './git/patch.ts'
import { pathRefusal } from './path-guard.ts'
import type { PrepareCommand, Prepared } from './worktree/prepare.ts'
import { removeTree } from './remove-tree.ts'
import { ownFolder } from './run-folder.ts'
import { entryKind, readRegularFile } from './safe-read.ts'
import { sandboxFacts } from './sandbox/sandbox-facts.ts'
import { planSandbox } from './sandbox/sandbox-plan.ts'
import type { SandboxReport, SandboxSettings } from './sandbox/sandbox.ts'
import { baseTreeId, readDrift, readTrackedFiles } from './git/tracked-files.ts'
import type { TrackedFile } from './git/tracked-files.ts'
import { trustedGit } from './git/trusted-git.ts'
import type { TrustedGit } from './git/trusted-git.ts'
import { baseOf } from './worktree/walk-tree.ts'
import type { Worktree } from './worktree/worktree.ts'
import { worktreesOf } from './worktree/worktrees.ts'
import type { OpenOptions } from './worktree/worktrees.ts'

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
  /** How far commands are kept in, and what of it is missing here. */
  readonly sandbox: SandboxReport
  /** Whether `network: 'none'` is kept. */
  readonly networkIsolation: boolean
  readonly baseTree: string
  readonly state: WorkspaceState
  files(): Promise<readonly TrackedFile[]>
  /** The bytes of a regular file of the tree; no link is followed. */
  read(path: string): Promise<Uint8Array | null>
  /** The text of a file as a commit has it; null where the commit (of a shallow clone) or the file is not there. */
  readAt(commit: string, path: string): Promise<string | null>
  /** Paths that differ from a commit (`from`), or were changed since this side left it (`since`); null where its history is not there. */
  changedFrom(commit: string, how: 'since' | 'from'): Promise<readonly string[] | null>
  /** Messages of a commit and those before it, newest first; null where it is not there. */
  messagesUpTo(commit: string, count: number): Promise<readonly string[] | null>
  compose(edits: readonly Edit[]): Promise<Composition | Conflict>
  /** The job's own tree with the composition's files, fresh. */
  open(composition?: Composition, options?: OpenOptions): Promise<Worktree>
  /**
   * The same for what a model writes and runs. What leaves it are `edits`, and a proof of them starts from `open`: nothing that a
   * model did to ignored files, caches or its home folder is part of that.
   * @throws UserError (state) where there is no sandbox and the user did not allow to do without.
   */
  scratch(composition?: Composition): Promise<Worktree>
  /**
   * Once, before any worktree is opened: runs commands on the untouched tree with the job's network. All later worktrees start with
   * what they made; files that git tracks stay as they are.
   */
  prepare(commands: readonly PrepareCommand[]): Promise<Prepared[]>
  patch(composition: Composition): Promise<string>
}

export interface WorkspaceOptions {
  /** Any folder inside the repository. */
  directory: string
  /** For worktrees; made where it is missing. What killed runs left in it is removed. */
  temp: string
  /** The commit that has to be checked out; any name that git knows for it. */
  commit?: string | undefined
  /** Ends every command of every worktree. */
  signal?: AbortSignal | undefined
  isolation?: 'auto' | 'copy'
  sandbox?: SandboxSettings
  log?: (line: string) => void
}

/**
 * @throws UserError (state): no git repository, a bare one, no commit yet, another commit than the one asked for, git missing,
 * `temp` not writable.
 */
export async function openWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { directory, temp, signal, log } = options
  signal?.throwIfAborted()
  const { root, git } = await rootOf(directory)
  const head = await readHead(git, root)
  if (options.commit !== undefined) await refuseOther(git, head.commit, options.commit)
  const own = await ownFolder(temp)
  const settings = options.sandbox ?? {}
  const wish = options.isolation ?? 'auto'
  const begun = await begin({ root, git, own, wish, settings }).catch(async (error: unknown) => {
    await removeTree(own, null)
    throw error
  })
  const { isolation, sandbox, base: run, store, drift, files } = begun
  log?.(
    isolation.kind === 'overlay'
      ? `worktrees are overlays (${isolation.via})`
      : `worktrees are copies: ${isolation.why}`,
  )
  const baseTree = await baseTreeId(head.tree, root, drift)
  const read = readerOf(root)
  const submodules = files.filter(({ mode }) => mode === '160000').map(({ path }) => path)
  const tracked = files.filter(({ mode }) => mode !== '160000').map(({ path }) => path)
  const base = baseOf({
    root,
    git,
    paths: new Set([...tracked, ...drift.untracked]),
    submodules: new Set(submodules),
  })
  const gitFolderOutside = outside(root, head.gitFolder)
  const ours = [dirname(own), dirname(store)]
  const facts = { root, gitFolder: head.gitFolder, gitFolderOutside, store, ours, settings }
  const placements = run === null ? [] : planSandbox(await sandboxFacts(facts))
  const source = {
    root,
    temp: own,
    store,
    placements,
    tree: baseTree,
    base,
    signal,
    gitFolder: await realpath(head.gitFolder),
  }
  const worktrees = worktreesOf(source, run)
  const blobs = new Map<string, Promise<string | null>>()
  return {
    root,
    commit: head.commit,
    isolation,
    sandbox,
    baseTree,
    read,
    files: async () => files,
    slug: slugOf((await git.setting('remote.origin.url')) ?? ''),
    networkIsolation: isolation.kind === 'overlay',
    state: { shallow: head.shallow, detached: head.detached, dirty: drift.changed, submodules },
    readAt(at, path) {
      const name = `${at}:${path}`
      const blob = blobs.get(name) ?? readBlob(git, name)
      if (COMMIT.test(at)) blobs.set(name, blob) // other names move
      return blob
    },
    changedFrom: (at, how) => changedFrom(git, drift, at, how),
    messagesUpTo: (at, count) => messagesUpTo(git, at, count),
    compose: (edits) => composeEdits(edits, { tree: baseTree, read, kindOf: (path) => entryKind(root, path) }),
    open: (composition, how) => worktrees.open(composition, how),
    scratch: async (composition) => {
      if (sandbox.modelCode === 'refused') throw notKeptIn(sandbox)
      return await worktrees.open(composition)
    },
    prepare: (commands) => worktrees.prepare(commands, read),
    patch: (composition) => patchOf(composition, { temp: own, read, files: async () => files }),
    async [Symbol.asyncDispose]() {
      await worktrees.close()
      await run?.holder[Symbol.asyncDispose]()
      for (const folder of new Set([own, store]))
        await removeTree(folder, isolation.kind === 'overlay' ? isolation.via : null)
    },
  }
}

/** `read` of a workspace that need not be opened for it: git is not asked for anything. */
export function readerOf(root: string): Workspace['read'] {
  return async (path) => (pathRefusal(path) === null ? await readRegularFile(root, path) : null)
}

/** What takes its time, at once. */
async function begin(asked: {
  root: string
  git: TrustedGit
  own: string
  wish: 'auto' | 'copy'
  settings: SandboxSettings
}) {
  const { root, git, own, wish, settings } = asked
  const [found, drift, listing] = await Promise.all([
    wish === 'copy' ? withoutSandbox('it was asked for', own, settings) : findIsolation(root, own, settings),
    readDrift(git),
    readTrackedFiles(git),
  ])
  const changed = new Set(drift.changed)
  const files: readonly TrackedFile[] = listing.map((file) => ({ ...file, changed: changed.has(file.path) }))
  return { ...found, drift, files }
}

function notKeptIn({ tried }: SandboxReport): UserError {
  return new UserError(`Code written by a model is not run: nothing would keep it in here (${tried.join('; ')}).`, {
    remedy:
      'Run on Linux with passwordless sudo or with user namespaces; or set `sandbox: unsafe` where nothing can be lost.',
    kind: 'state',
  })
}

/** The root of the work tree that a folder lies in, and git there. */
async function rootOf(directory: string): Promise<{ root: string; git: TrustedGit }> {
  const git = trustedGit(directory)
  const { exit, stdout, stderr } = await git.run(['rev-parse', '--show-toplevel'])
  if (exit !== 0) {
    const bare = /must be run in a work tree/.test(stderr)
    throw new UserError(
      bare ? `${directory} is a bare git repository.` : `${directory} is not inside a git repository.`,
      {
        remedy: bare
          ? 'Name a checkout of it.'
          : 'Name a checkout; in a workflow, put actions/checkout before this step.',
        kind: 'state',
        cause: new Error(stderr.trim()),
      },
    )
  }
  const root = await realpath(stdout.replace(/\n$/, ''))
  if (outside(root, await realpath(directory)) === null) return { root, git: git.in(root) }
  throw new UserError(`The repository at ${directory} names ${root} as its work tree, which lies elsewhere.`, {
    remedy: 'Remove `core.worktree` from its configuration, or name that folder.',
    kind: 'state',
  })
}

async function refuseOther(git: TrustedGit, head: string, wanted: string): Promise<void> {
  const { stdout } = await git.run(['rev-parse', '--verify', '--quiet', '--end-of-options', `${wanted}^{commit}`])
  if (stdout.trim() === head) return
  throw new UserError(`The commit ${wanted} is not checked out; ${head} is.`, {
    remedy: 'Check it out first; in a workflow, by `ref` of actions/checkout.',
    kind: 'state',
  })
}

const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/

/** @param name `commit:path` */
async function readBlob(git: TrustedGit, name: string): Promise<string | null> {
  if (name.startsWith('-')) return null
  const { exit, stdout } = await git.run(['cat-file', 'blob', name])
  return exit === 0 ? stdout : null
}

/** The path itself where it lies outside of `root`, else null. */
function outside(root: string, path: string): string | null {
  const way = relative(root, path)
  return way === '..' || way.startsWith('../') || isAbsolute(way) ? path : null
}

function slugOf(url: string): string | null {
  return /[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?\s*$/.exec(url)?.[1] ?? null
}

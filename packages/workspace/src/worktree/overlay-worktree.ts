import { chmod, lstat, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { changedPaths } from './changes.ts'
import type { Composition } from '../compose.ts'
import { extractEdits } from './extract-edits.ts'
import { hiddenIn } from './hidden.ts'
import type { RunBase } from '../sandbox/isolation.ts'
import { holdMounts, notMounted } from '../sandbox/mount-holder.ts'
import type { MountHolder } from '../sandbox/mount-holder.ts'
import { keptName, misplaced, worktreeScript } from '../sandbox/mount-script.ts'
import { isBelow, parseMountTable } from '../sandbox/mount-table.ts'
import { SANDBOX_ENVIRONMENT, holderCommand } from '../sandbox/overlay-command.ts'
import { execMounted } from './overlay-exec.ts'
import type { MountedCall } from './overlay-exec.ts'
import { refusePath } from '../path-guard.ts'
import { removeTree } from '../remove-tree.ts'
import { runningCommands } from './running-commands.ts'
import type { Placement } from '../sandbox/sandbox-plan.ts'
import { SHELLS } from './shells.data.ts'
import { modeBelow, putIntoUpper } from './upper-layer.ts'
import type { Base } from './walk-tree.ts'
import { walkTree } from './walk-tree.ts'
import { DEFAULT_OUTPUT_BYTES } from './worktree.ts'
import type { ExecOptions, Worktree } from './worktree.ts'
import { PUT_FILE, writeRefused } from './write-script.ts'

export interface OverlaySource {
  root: string
  run: RunBase
  /** What is put in place for its commands; overlay 0 is the tree itself. */
  placements: readonly Placement[]
  /** A folder on a file system that can carry an overlay. */
  store: string
  /** The folder in it of a worktree in which everything was prepared, or null. */
  prepared: string | null
  tree: string
  base: Base
  /** Of the whole run. */
  signal: AbortSignal | undefined
}

/** A worktree, and where its layers lie. */
export interface OverlayWorktree extends Worktree {
  /** The name of its folder in the store. */
  readonly layers: string
  /** Ends its commands and its mounts; the layers stay, for worktrees that are put on top of them. */
  release(): Promise<void>
}

/**
 * A worktree as an overlay at the workspace's own path: the upper layer lies in `store`, and the first command mounts it in a
 * namespace that the later ones enter. Outside of it there is never a mount.
 */
export async function openOverlay(
  source: OverlaySource,
  composition: Composition | undefined,
): Promise<OverlayWorktree> {
  const { root, run, placements } = source
  const { via } = run
  const store = await mkdtemp(join(source.store, 'overlay-'))
  const upper = join(store, 'area-0', 'upper')
  await makeFolders(store, placements)
  await seed(source, store)
  const given = new Map<string, Uint8Array | null>()
  const running = runningCommands(source.signal)
  let holder: Promise<MountHolder> | null = null
  const fixed = { base: run, store, cwd: root, network: 'none' } as const
  const mounts = async () => await (holder ??= mountWorktree(source, basename(store)))
  const mounted = (
    command: readonly string[],
    call: Omit<MountedCall, keyof typeof fixed | 'holder'> & Partial<MountedCall>,
  ) =>
    running.add(call.signal, async (signal) => {
      const { pid } = await mounts()
      return await execMounted(command, { ...fixed, ...call, holder: pid, signal })
    })
  const write = async (path: string, bytes: Uint8Array | null) => {
    refusePath(path)
    const mode = bytes === null ? 'gone' : await modeBelow(root, path)
    const stdin = bytes ?? undefined
    const { exit, stderr } = await mounted(['sh', '-c', PUT_FILE, 'sh', root, path, mode], { ...SCRIPT_LIMITS, stdin })
    if (exit !== 0) throw writeRefused(path, stderr)
    given.set(path, bytes)
  }
  const fill = async ({ files }: Composition) => {
    const direct = await putIntoUpper({ root, upper, via }, files)
    for (const [path, bytes] of files) given.set(path, bytes)
    for (const [path, bytes] of files) if (bytes === null) await write(path, bytes)
    for (const [path, bytes] of files) if (bytes !== null && !direct.has(path)) await write(path, bytes)
  }
  const release = async () => {
    await running.end(new Error('the worktree was closed'))
    await holder?.then(
      (held) => held[Symbol.asyncDispose](),
      () => undefined, // it never came to be
    )
  }
  const dispose = async () => {
    await release()
    await removeTree(store, via)
  }
  const visible = (paths: readonly string[]) =>
    running.add(undefined, async (signal) => {
      const held = await mounts()
      return await held.shows(paths, signal)
    })
  const changed = async () => await changedBelow(source, { upper, given, visible })
  try {
    if (composition !== undefined) await fill(composition)
  } catch (error) {
    await dispose()
    throw error
  }
  return {
    root,
    tree: composition?.tree ?? source.tree,
    write,
    exec: (command: string, { shell, cwd, env, maxOutputBytes = DEFAULT_OUTPUT_BYTES, ...options }: ExecOptions) =>
      mounted([...SHELLS[shell], command], { ...options, env, maxOutputBytes, cwd: join(root, cwd) }),
    changed,
    edits: async (refusal) => {
      const paths = [...new Set([...given.keys(), ...(await changed())])].toSorted()
      return await extractEdits({ root, folder: upper, paths, refusal })
    },
    layers: basename(store),
    release,
    [Symbol.asyncDispose]: dispose,
  }
}

/** What differs from the base by the upper layer, and by what was put there. */
async function changedBelow({ root, base }: OverlaySource, { upper, given, visible }: Layer): Promise<string[]> {
  const walked = await walkTree(upper, base)
  const hidden = await hiddenIn(walked, base, (paths) => visible(paths.map((path) => join(root, path))))
  const found = [...walked.entries].filter(([, kind]) => kind === 'file' || kind === 'link').map(([path]) => path)
  return await changedPaths({ root, paths: base.paths, given }, { state: hidden, folder: upper, found })
}

interface Layer {
  upper: string
  /** What it was given; null: a deletion. */
  given: ReadonlyMap<string, Uint8Array | null>
  /** A digit for each of these absolute paths, 1 where the mounted tree shows something. */
  visible: (paths: readonly string[]) => Promise<string>
}

/** What the mounts of a worktree need of folders. */
async function makeFolders(store: string, placements: readonly Placement[]): Promise<void> {
  for (const placement of placements) {
    if (placement.kind === 'overlay') await makeLayers(store, placement)
    if (placement.kind !== 'kept' && placement.kind !== 'shared') continue
    if (placement.kind === 'shared' || placement.folder) await mkdir(join(store, keptName(placement)))
    else await writeFile(join(store, keptName(placement)), '')
  }
}

/** Files of ours that overlays begin with. */
async function seed({ store: above, placements, run }: OverlaySource, store: string): Promise<void> {
  const areas = placements.filter((placement) => placement.kind === 'overlay')
  for (const { kind, at, by } of placements.filter((placement) => placement.kind === 'seeded')) {
    const around = areas
      .filter((area) => isBelow(at, area.at))
      .toSorted((one, other) => other.at.length - one.at.length)[0]
    if (around === undefined) throw new Error(`${kind}: no overlay lies around ${at}`)
    const upper = join(store, `area-${around.area}`, 'upper')
    const bytes = await readFile(join(above, by))
    await putIntoUpper({ root: around.at, upper, via: run.via }, new Map([[relative(around.at, at), bytes]]))
  }
}

/** The uppermost folder belongs to the commands, whoever has the one below: a job in a container is root in a folder of another. */
async function makeLayers(store: string, { at, area }: { at: string; area: number }): Promise<void> {
  const folder = join(store, `area-${area}`)
  await mkdir(folder)
  for (const name of ['lower', 'work']) await mkdir(join(folder, name))
  await mkdir(join(folder, 'upper'))
  const { mode } = await lstat(at)
  await chmod(join(folder, 'upper'), (mode & 0o7777) | 0o700)
}

/** @throws UserError (state) where it can not be mounted as planned. */
async function mountWorktree(
  { run, placements, prepared, store }: OverlaySource,
  folder: string,
): Promise<MountHolder> {
  const { via, holder, limits } = run
  const { script, tables } = worktreeScript({
    via,
    placements,
    folder,
    prepared,
    store,
    privateBytes: limits.privateBytes,
  })
  for (const [name, text] of tables) await writeFile(join(store, folder, name), text)
  const mounted = await holdMounts(holderCommand(via, holder.pid, script))
  const table = await readFile(`/proc/${mounted.pid}/mountinfo`, 'utf8').catch(() => null)
  const wrong = table === null ? ['everything'] : misplaced(parseMountTable(table), placements)
  if (wrong.length === 0) return mounted
  await mounted[Symbol.asyncDispose]()
  throw notMounted(`${wrong.join(', ')}: not in place, or not read-only`)
}

const SCRIPT_LIMITS = { env: SANDBOX_ENVIRONMENT, seconds: 120, maxOutputBytes: DEFAULT_OUTPUT_BYTES }

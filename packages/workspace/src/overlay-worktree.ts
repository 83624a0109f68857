import { mkdir, mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { changedPaths } from './changes.ts'
import type { Composition } from './compose.ts'
import { hiddenIn } from './hidden.ts'
import { removeTree } from './remove-tree.ts'
import { holdMounts } from './mount-holder.ts'
import type { MountHolder } from './mount-holder.ts'
import { mirrorFolder, modeBelow, putIntoUpper } from './upper-layer.ts'
import type { OverlayVia } from './overlay-command.ts'
import { SANDBOX_ENVIRONMENT } from './overlay-command.ts'
import { execMounted } from './overlay-exec.ts'
import type { MountedCall } from './overlay-exec.ts'
import { runningCommands } from './running-commands.ts'
import { SHELLS } from './shells.data.ts'
import type { Base } from './walk-tree.ts'
import { walkTree } from './walk-tree.ts'
import { DEFAULT_OUTPUT_BYTES } from './worktree.ts'
import type { ExecOptions, Worktree } from './worktree.ts'
import { PUT_FILE, writeRefused } from './write-script.ts'

export interface OverlaySource {
  root: string
  via: OverlayVia
  /** A folder on a file system that can carry an overlay. */
  store: string
  gitFolder: string | null
  tree: string
  base: Base
  /** Of the whole run. */
  signal: AbortSignal | undefined
}

/**
 * A worktree as an overlay at the workspace's own path: the upper layer lies in `store`, and the first command mounts it in a
 * namespace that the later ones enter. Outside of it there is never a mount.
 */
export async function openOverlay(source: OverlaySource, composition: Composition | undefined): Promise<Worktree> {
  const { root, via } = source
  const store = await mkdtemp(join(source.store, 'overlay-'))
  const upper = join(store, 'upper')
  for (const name of ['lower', 'work']) await mkdir(join(store, name))
  await mirrorFolder(root, upper, via)
  const given = new Map<string, Uint8Array | null>()
  const running = runningCommands(source.signal)
  let holder: Promise<MountHolder> | null = null
  const fixed = { via, store, cwd: root, network: 'none' } as const
  const mounted = (
    command: readonly string[],
    call: Omit<MountedCall, keyof typeof fixed | 'holder'> & Partial<MountedCall>,
  ) =>
    running.add(call.signal, async (signal) => {
      const { pid } = await (holder ??= holdMounts({ via, root, store, gitFolder: source.gitFolder }))
      return await execMounted(command, { ...fixed, ...call, holder: pid, signal })
    })
  const script = async (text: string, args: readonly string[], rights: 'own' | 'all', stdin?: Uint8Array) =>
    await mounted(['sh', '-c', text, 'sh', ...args], { ...SCRIPT_LIMITS, rights, stdin })
  const write = async (path: string, bytes: Uint8Array | null) => {
    given.set(path, bytes)
    const mode = bytes === null ? 'gone' : await modeBelow(root, path)
    const { exit, stderr } = await script(PUT_FILE, [root, path, mode], 'own', bytes ?? undefined)
    if (exit !== 0) throw writeRefused(path, stderr)
  }
  const fill = async ({ files }: Composition) => {
    const direct = await putIntoUpper({ root, upper, via }, files)
    for (const [path, bytes] of files) given.set(path, bytes)
    for (const [path, bytes] of files) if (bytes === null) await write(path, bytes)
    for (const [path, bytes] of files) if (bytes !== null && !direct.has(path)) await write(path, bytes)
  }
  const dispose = async () => {
    await running.end(new Error('the worktree was closed'))
    await holder?.then(
      (held) => held[Symbol.asyncDispose](),
      () => undefined, // it never came to be
    )
    await removeTree(store, via)
  }
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
      mounted([...SHELLS[shell], command], { ...options, env, maxOutputBytes, cwd: join(root, cwd), rights: 'own' }),
    async changed() {
      const base = source.base
      const walked = await walkTree(upper, base)
      const visible = async (paths: readonly string[]) => (await script(VISIBLE, [root, ...paths], 'all')).stdout
      const hidden = await hiddenIn(walked, root, visible)
      const found = [...walked.entries].filter(([, kind]) => kind === 'file' || kind === 'link').map(([path]) => path)
      return await changedPaths({ root, paths: base.paths, given }, { state: hidden, folder: upper, found })
    },
    [Symbol.asyncDispose]: dispose,
  }
}

const SCRIPT_LIMITS = { env: SANDBOX_ENVIRONMENT, seconds: 120, maxOutputBytes: DEFAULT_OUTPUT_BYTES }

/** `$1` root, then paths: one digit for each, 1 where the merged tree shows something there. */
const VISIBLE = `
cd "$1" || exit 1
shift
for path; do if [ -e "$path" ] || [ -L "$path" ]; then printf 1; else printf 0; fi; done
`

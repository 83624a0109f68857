import type { ChildProcess } from 'node:child_process'
import { execFile } from 'node:child_process'
import { chmod, chown, lstat, mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { dirname, join, posix } from 'node:path'
import { UserError } from '@upkeep/schema'
import type { SimpleGit } from 'simple-git'
import { killGroup, runChild } from './child.ts'
import type { Composition } from './compose.ts'
import { unexpected } from './expected.ts'
import { ignoredAmong } from './ignored.ts'
import { removeTree } from './isolation.ts'
import { NOT_STARTED, overlayCommand } from './overlay-command.ts'
import type { OverlayVia } from './overlay-command.ts'
import { SHELLS } from './shells.data.ts'
import { DEFAULT_OUTPUT_BYTES } from './worktree.ts'
import type { ExecOptions, Worktree } from './worktree.ts'

export interface OverlaySource {
  root: string
  via: OverlayVia
  temp: string
  git: SimpleGit
  gitFolder: string | null
  tree: string
  read: (path: string) => Promise<Uint8Array | null>
  tracked: () => Promise<readonly { path: string }[]>
}

/**
 * A worktree as an overlay at the workspace's own path: the upper layer lies in `temp` and stays between commands; each command
 * mounts it in namespaces of its own. Outside of them there is never a mount.
 */
export async function openOverlay(source: OverlaySource, composition: Composition | undefined): Promise<Worktree> {
  const { root, via, temp } = source
  const folder = await mkdtemp(join(temp, 'overlay-'))
  const [upper, work] = [join(folder, 'upper'), join(folder, 'work')]
  await mkdir(work)
  await mirrorFolder(root, upper, via)
  const given = new Map<string, Uint8Array | null>()
  const write = async (path: string, bytes: Uint8Array | null) => {
    given.set(path, bytes)
    if (bytes === null)
      await exec(`rm -f -- ${quoted(path)}`, { cwd: '.', env: BASIC, shell: 'sh', seconds: 60, network: 'host' })
    else await putFile(source, upper, path, bytes)
  }
  const exec = (command: string, options: ExecOptions) => {
    const cwd = join(root, options.cwd)
    const argv = overlayCommand([...SHELLS[options.shell], command], {
      via,
      root,
      lower: root,
      upper,
      work,
      cwd,
      gitFolder: source.gitFolder,
      network: options.network,
      env: options.env,
    })
    return runMounted(argv, {
      cwd: '/',
      env: null,
      seconds: options.seconds,
      maxOutputBytes: options.maxOutputBytes ?? DEFAULT_OUTPUT_BYTES,
      signal: options.signal,
      onOutput: options.onOutput,
      stdin: options.stdin,
      kill: via === 'sudo' ? killBySudo : killGroup,
    })
  }
  for (const [path, bytes] of composition?.files ?? []) await write(path, bytes)
  return {
    root,
    tree: composition?.tree ?? source.tree,
    exec,
    write,
    async changed() {
      const { files, gone } = await layerEntries(upper, source)
      return await unexpected([...files, ...gone], upper, { given, base: source.read }, (path) => gone.has(path))
    },
    [Symbol.asyncDispose]: () => removeTree(folder, via),
  }
}

/** What could not be mounted was never judged: that is no result of the command. */
async function runMounted(argv: readonly string[], options: Parameters<typeof runChild>[1]) {
  const result = await runChild(argv, options)
  if (result.exit === NOT_STARTED.exit && result.stderr.includes(NOT_STARTED.line)) {
    throw new UserError(`The worktree could not be mounted: ${result.stderr.trim()}`, {
      remedy: 'See that the folder for temporary files can hold an overlay, or run where user namespaces are allowed.',
      kind: 'state',
    })
  }
  return result
}

const BASIC = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' }

function quoted(path: string): string {
  return `'${path.replaceAll("'", `'\\''`)}'`
}

function killBySudo(child: ChildProcess): void {
  // sudo passes SIGTERM on to its command; a user may not signal it directly.
  if (child.exitCode === null && child.signalCode === null)
    execFile('sudo', ['-n', 'kill', '-TERM', String(child.pid)], () => undefined)
  killGroup(child)
}

/** A folder of the upper layer hides the attributes of the one below, so it takes them over. */
async function mirrorFolder(lower: string, upper: string, via: OverlayVia): Promise<void> {
  await mkdir(upper)
  const below = await lstat(lower).catch(() => null)
  if (below === null) return
  if (!below.isDirectory()) throw new Error(`${lower} is no folder, so nothing can be written below it`)
  if (via === 'root') await chown(upper, below.uid, below.gid)
  await chmod(upper, below.mode & 0o7777)
}

async function putFile({ root, via }: OverlaySource, upper: string, path: string, bytes: Uint8Array): Promise<void> {
  for (const folder of ancestors(path)) {
    const there = await lstat(join(upper, folder)).catch(() => null)
    if (there === null) await mirrorFolder(join(root, folder), join(upper, folder), via)
    else if (!there.isDirectory()) throw new Error(`${folder} is no folder, so ${path} can not be written`)
  }
  const below = await lstat(join(root, path)).catch(() => null)
  await writeFile(join(upper, path), bytes, { mode: below === null ? 0o644 : below.mode & 0o777 })
  if (via === 'root' && below !== null) await chown(join(upper, path), below.uid, below.gid)
}

function ancestors(path: string): string[] {
  const folders: string[] = []
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) folders.unshift(folder)
  return folders
}

/** What the upper layer holds that git does not ignore, and the tracked paths that its whiteouts hide. */
async function layerEntries(upper: string, source: OverlaySource): Promise<{ files: string[]; gone: Set<string> }> {
  const files: string[] = []
  const whiteouts: string[] = []
  let level = ['']
  while (level.length > 0) {
    const next: string[] = []
    const entries = (await Promise.all(level.map((folder) => entriesOf(upper, folder)))).flat()
    const ignored = await ignoredAmong(
      source.root,
      entries.map(({ path }) => path),
    )
    for (const { path, kind } of entries) {
      if (ignored.has(path)) continue
      if (kind === 'folder') next.push(path)
      else (kind === 'whiteout' ? whiteouts : files).push(path)
    }
    level = next
  }
  const tracked = whiteouts.length === 0 ? [] : await source.tracked()
  const hidden = tracked.filter(({ path }) =>
    whiteouts.some((whiteout) => path === whiteout || path.startsWith(`${whiteout}/`)),
  )
  return { files, gone: new Set(hidden.map(({ path }) => path)) }
}

async function entriesOf(
  upper: string,
  folder: string,
): Promise<{ path: string; kind: 'folder' | 'file' | 'whiteout' }[]> {
  const entries = await readdir(join(upper, folder), { withFileTypes: true }).catch(() => [])
  return entries
    .filter(({ name }) => folder !== '' || name !== '.git')
    .map((entry) => {
      const kind = entry.isDirectory() ? 'folder' : entry.isCharacterDevice() ? 'whiteout' : 'file'
      return { path: posix.join(folder, entry.name), kind }
    })
}

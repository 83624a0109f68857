import { cp, copyFile, lstat, mkdir, mkdtemp, readdir, readlink, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { SimpleGit } from 'simple-git'
import { killGroup, runChild } from './child.ts'
import type { Composition } from './compose.ts'
import { unexpected } from './expected.ts'
import { gitRead, trustedGit } from './git.ts'
import { SHELLS } from './shells.data.ts'
import { readDrift } from './tracked-files.ts'
import { DEFAULT_OUTPUT_BYTES } from './worktree.ts'
import type { ExecOptions, Worktree } from './worktree.ts'

export interface CopySource {
  root: string
  temp: string
  git: SimpleGit
  tree: string
  read: (path: string) => Promise<Uint8Array | null>
}

/**
 * A worktree where no overlay can be mounted: the tracked and untracked files copied, what git ignores (installed packages)
 * shared by links. Weaker than an overlay: a command that writes into an ignored folder writes into the user's.
 */
export async function openCopy(source: CopySource, composition: Composition | undefined): Promise<Worktree> {
  const folder = await mkdtemp(join(source.temp, 'copy-'))
  const root = join(folder, 'tree')
  await mkdir(root)
  for (const path of await listed(source.git, ['--cached', '--others', '--exclude-standard']))
    await copyEntry(source.root, root, path)
  for (const path of await listed(source.git, ['--others', '--ignored', '--exclude-standard', '--directory']))
    await linkEntry(source.root, root, path)
  await copyGitFolder(source.git, root)
  const given = new Map<string, Uint8Array | null>()
  const write = async (path: string, bytes: Uint8Array | null) => {
    given.set(path, bytes)
    const mode = await lstat(join(root, path)).then(
      (stats) => stats.mode & 0o777,
      () => 0o644,
    )
    await rm(join(root, path), { force: true })
    if (bytes === null) return
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), bytes, { mode })
  }
  for (const [path, bytes] of composition?.files ?? []) await write(path, bytes)
  return {
    root,
    tree: composition?.tree ?? source.tree,
    write,
    exec: (command: string, options: ExecOptions) =>
      runChild([...SHELLS[options.shell], command], {
        cwd: join(root, options.cwd),
        env: options.env,
        seconds: options.seconds,
        kill: killGroup,
        maxOutputBytes: options.maxOutputBytes ?? DEFAULT_OUTPUT_BYTES,
        signal: options.signal,
        onOutput: options.onOutput,
        stdin: options.stdin,
      }),
    async changed() {
      const drift = await readDrift(trustedGit(root))
      const gone = new Set<string>()
      for (const path of drift.changed) if ((await lstat(join(root, path)).catch(() => null)) === null) gone.add(path)
      return await unexpected([...drift.changed, ...drift.untracked], root, { given, base: source.read }, (path) =>
        gone.has(path),
      )
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  }
}

async function listed(git: SimpleGit, args: readonly string[]): Promise<string[]> {
  return (await gitRead(git, ['ls-files', '-z', ...args])).split('\0').filter((path) => path !== '')
}

async function copyEntry(from: string, to: string, path: string): Promise<void> {
  const stats = await lstat(join(from, path)).catch(() => null)
  if (stats === null) return
  await mkdir(dirname(join(to, path)), { recursive: true })
  if (stats.isSymbolicLink()) await symlink(await readlink(join(from, path)), join(to, path))
  else if (stats.isDirectory()) await cp(join(from, path), join(to, path), { recursive: true, verbatimSymlinks: true })
  else await copyFile(join(from, path), join(to, path))
}

async function linkEntry(from: string, to: string, path: string): Promise<void> {
  const bare = path.replace(/\/$/, '')
  await mkdir(dirname(join(to, bare)), { recursive: true })
  if (/(?:^|\/)node_modules$/.test(bare)) await shareModules(join(from, bare), join(to, bare))
  else await symlink(join(from, bare), join(to, bare)).catch(() => undefined) // a part of it was copied already
}

/**
 * Installed packages by links, one by one. What is a link already (a workspace's own package, a command in `.bin`) is made anew as
 * it is, so that it leads to the copy's patched source and not to the user's.
 */
async function shareModules(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true })
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isSymbolicLink()) await symlink(await readlink(source), target)
    else if (entry.isDirectory() && (entry.name === '.bin' || entry.name.startsWith('@')))
      await shareModules(source, target)
    else await symlink(source, target)
  }
}

/** A `.git` that borrows the objects of the real one, so that git commands work and can not write there. */
async function copyGitFolder(git: SimpleGit, root: string): Promise<void> {
  const ask = async (...args: string[]) => (await gitRead(git, ['rev-parse', '--path-format=absolute', ...args])).trim()
  const [own, common] = [await ask('--git-dir'), await ask('--git-common-dir')]
  const target = join(root, '.git')
  await mkdir(join(target, 'objects', 'info'), { recursive: true })
  await writeFile(join(target, 'objects', 'info', 'alternates'), `${join(common, 'objects')}\n`)
  const copyIf = (from: string, name: string) =>
    cp(join(from, name), join(target, name), { recursive: true }).catch(() => undefined)
  for (const name of ['HEAD', 'index']) await copyIf(own, name)
  for (const name of ['config', 'packed-refs', 'refs', 'shallow']) await copyIf(common, name)
}

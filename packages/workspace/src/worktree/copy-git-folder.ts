import { cp, lstat, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { trustedGit } from '../git/trusted-git.ts'
import type { TrustedGit } from '../git/trusted-git.ts'
import type { Base } from './walk-tree.ts'

/**
 * Gives a copy of a tree, and each of its submodules, a `.git` that borrows the objects of the real one: git commands work and
 * write nothing there. No hooks.
 */
export async function copyGitFolders(from: string, to: string, { git, submodules }: Pick<Base, 'git' | 'submodules'>) {
  await copyGitFolder(git, join(to, '.git'))
  for (const path of submodules) {
    if ((await lstat(join(from, path, '.git')).catch(() => null)) === null) continue // never checked out
    const inner = trustedGit(join(from, path))
    await rm(join(to, path, '.git'), { recursive: true, force: true })
    await copyGitFolders(join(from, path), join(to, path), { git: inner, submodules: await submodulesOf(inner) })
  }
}

async function submodulesOf(git: TrustedGit): Promise<Set<string>> {
  const listing = (await git.read(['ls-files', '-z', '--stage'])).split('\0')
  return new Set(
    listing.filter((entry) => entry.startsWith('160000 ')).map((entry) => entry.slice(entry.indexOf('\t') + 1)),
  )
}

async function copyGitFolder(git: TrustedGit, target: string): Promise<void> {
  const ask = async (what: string) => (await git.read(['rev-parse', '--path-format=absolute', what])).replace(/\n$/, '')
  const [own, common] = [await ask('--git-dir'), await ask('--git-common-dir')]
  await mkdir(join(target, 'objects', 'info'), { recursive: true })
  await writeFile(join(target, 'objects', 'info', 'alternates'), `${join(common, 'objects')}\n`)
  const copyIf = async (from: string, name: string) =>
    await cp(join(from, name), join(target, name), { recursive: true }).catch(() => undefined)
  for (const name of ['config', 'packed-refs', 'refs', 'reftable', 'shallow', 'info/exclude', 'info/attributes'])
    await copyIf(common, name)
  const shared = (await readdir(own)).filter((name) => name.startsWith('sharedindex.'))
  for (const name of ['HEAD', 'index', 'info/sparse-checkout', 'config.worktree', ...shared]) await copyIf(own, name)
  if ((await git.setting('core.worktree')) !== null)
    // a submodule's: it leads to the user's files
    await git.run(['config', '--file', join(target, 'config'), '--unset-all', 'core.worktree'])
}

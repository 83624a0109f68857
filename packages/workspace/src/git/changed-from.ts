import type { Drift } from './tracked-files.ts'
import type { TrustedGit } from './trusted-git.ts'

/** Compared as they are: no rename is guessed, no program of the repository's configuration is asked. */
const NAMES = '--name-only -z --no-renames --no-ext-diff --no-textconv'.split(' ')

/**
 * The paths that differ between a commit and the work tree, or since the two went apart; what is not committed yet included. A name of
 * a branch may be one that only the remote `origin` has.
 * @param how `since`: what this side did since the two went apart, as a pull request shows it; `from`: all by which they differ.
 * @returns null where the commit, or in a shallow clone their common past, is not there.
 */
export async function changedFrom(
  git: TrustedGit,
  drift: Drift,
  commit: string,
  how: 'since' | 'from',
): Promise<string[] | null> {
  const known = (await resolved(git, commit)) ?? (await resolved(git, `origin/${commit}`))
  if (known === null) return null
  const start = how === 'from' ? known : await past(git, known)
  if (start === null) return null
  const { exit, stdout } = await git.run(['diff', ...NAMES, start, '--'])
  if (exit !== 0) return null
  return [...new Set([...stdout.split('\0').filter((path) => path !== ''), ...drift.untracked])].toSorted()
}

async function resolved(git: TrustedGit, name: string): Promise<string | null> {
  if (name.startsWith('-')) return null
  const { exit, stdout } = await git.run(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`])
  return exit === 0 ? stdout.trim() : null
}

async function past(git: TrustedGit, commit: string): Promise<string | null> {
  const { exit, stdout } = await git.run(['merge-base', commit, 'HEAD'])
  return exit === 0 ? stdout.trim() : null
}

/** The messages of a commit and of those before it, along first parents, newest first; null where the commit is not there. */
export async function messagesUpTo(git: TrustedGit, commit: string, count: number): Promise<string[] | null> {
  const start = await resolved(git, commit)
  if (start === null) return null
  const { exit, stdout } = await git.run([
    'log',
    '-z',
    '--first-parent',
    '--format=%B',
    `--max-count=${count}`,
    start,
    '--',
  ])
  return exit === 0 ? stdout.split('\0').filter((message) => message !== '') : null
}

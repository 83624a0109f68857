import { RepoPath, UserError } from '@upkeep/schema'

/** Longer paths are no paths of a repository, in UTF-16 units. */
const LONGEST = 4096

/** What some file systems leave out of a name when they look for it (git's own list, utf8.c). */
const IGNORED_LETTERS = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g

/** Why a path names nothing that may be read or written as a file of the repository; null: it does. No file is looked at. */
export function pathRefusal(path: string): string | null {
  if (path.length > LONGEST) return 'it is too long'
  if (!RepoPath.safeParse(path).success) return 'it is no path below the root of the repository'
  const parts = path.split(/[/\\]/)
  if (parts.includes('..') || parts[0] === '~') return 'it leads out of the repository'
  return parts.some(isGitFolder) ? "it leads into git's own folder" : null
}

/** Also by the names under which file systems without case, or of Windows, would find it. */
function isGitFolder(name: string): boolean {
  const plain = name
    .replace(IGNORED_LETTERS, '')
    .replace(/[. ]+$/, '')
    .toLowerCase()
  return plain === '.git' || /^git~\d+$/.test(plain)
}

/** @throws UserError (state) where a path is refused. */
export function refusePath(path: string): void {
  const why = pathRefusal(path)
  if (why === null) return
  throw new UserError(`${JSON.stringify(path.slice(0, 200))} is not a file of the repository: ${why}.`, {
    remedy: 'Name a path relative to the root, with `/` between its parts.',
    kind: 'state',
  })
}

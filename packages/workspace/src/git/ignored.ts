import type { TrustedGit } from './trusted-git.ts'

/**
 * Those of `paths` that git ignores, asked at once; folders end in `/`, and need not exist in the repository. Tracked files are
 * never ignored. Paths in submodules and behind links of the repository have no answer, and make git answer nothing at all.
 */
export async function ignoredAmong(git: TrustedGit, paths: readonly string[]): Promise<Set<string>> {
  const ignored = new Set<string>()
  if (paths.length === 0) return ignored
  const { stdout } = await git.run(
    ['check-ignore', '-z', '--stdin', '--verbose'],
    paths.map((path) => `${path}\0${path.endsWith('/') ? `${path.slice(0, -1)}\0` : ''}`).join(''),
  )
  const fields = stdout.split('\0')
  for (let at = 0; at + 3 < fields.length; at += 4) {
    const [pattern = '', path = ''] = fields.slice(at + 2, at + 4)
    if (pattern.startsWith('!') || pattern === '') continue
    // `out/*` matches `out/` as well, though it is about what lies in it; a pattern for a folder itself ends in a slash.
    if (path.endsWith('/') && !(pattern.endsWith('/') && !pattern.endsWith('*/'))) continue
    ignored.add(path)
  }
  return new Set(paths.filter((path) => ignored.has(path) || (path.endsWith('/') && ignored.has(path.slice(0, -1)))))
}

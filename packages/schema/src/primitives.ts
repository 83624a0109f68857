import * as z from 'zod/mini'

/** Lower-case hex SHA-256, or a git object id. Names a blob, a tree or a commit. */
export const Sha = z.string().check(z.regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/))
export type Sha = z.infer<typeof Sha>

/** 16 hex digits, stable over line moves (design §9). */
export const Id = z.string().check(z.regex(/^[0-9a-f]{16}$/))
export type Id = z.infer<typeof Id>

/** Relative to the repository's root, `/` as separator, without `.` and `..` segments. */
export const RepoPath = z.string().check(
  z.minLength(1),
  z.refine(
    (path) =>
      !path.startsWith('/') &&
      !path.includes('\0') &&
      !path.split('/').some((part) => part === '..' || part === '.' || part === ''),
  ),
)
export type RepoPath = z.infer<typeof RepoPath>

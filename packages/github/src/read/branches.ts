import { Sha } from '@upkeep/schema'
import type { RepoPath } from '@upkeep/schema'
import * as z from 'zod/mini'
import type { GitHub } from '../wire/github.ts'

/** The commit that a branch points to, null where there is no such branch. */
export async function branchHead(github: GitHub, branch: string): Promise<Sha | null> {
  const document = `query BranchHead($owner: String!, $name: String!, $ref: String!) {
  repository(owner: $owner, name: $name) { ref(qualifiedName: $ref) { target { oid } } }
}` as const
  const { repository } = await github.query(document, { ref: `refs/heads/${branch}` }, BranchHead)
  return repository.ref?.target?.oid ?? null
}

/** The last commit of a branch with its message, null where there is no such branch. */
export async function branchTip(github: GitHub, branch: string): Promise<{ oid: Sha; message: string } | null> {
  const document = `query BranchTip($owner: String!, $name: String!, $ref: String!) {
  repository(owner: $owner, name: $name) { ref(qualifiedName: $ref) { target { oid ... on Commit { message } } } }
}` as const
  const { repository } = await github.query(document, { ref: `refs/heads/${branch}` }, BranchTip)
  return repository.ref?.target ?? null
}

const RepositoryId = z.object({ repository: z.object({ id: z.string() }) })

/** The repository's node id, which mutations name it by. */
export async function repositoryId(github: GitHub): Promise<string> {
  const document = `query RepositoryId($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) { id }
}` as const
  return (await github.query(document, {}, RepositoryId)).repository.id
}

const Tip = z.object({ oid: Sha, message: z.string() })
const BranchTip = z.object({ repository: z.object({ ref: z.nullable(z.object({ target: z.nullable(Tip) })) }) })

const Target = z.object({ target: z.nullable(z.object({ oid: Sha })) })
const BranchHead = z.object({ repository: z.object({ ref: z.nullable(Target) }) })

const DefaultBranch = z.object({
  repository: z.object({
    defaultBranchRef: z.nullable(z.object({ name: z.string(), target: z.nullable(z.object({ oid: Sha })) })),
  }),
})

/** The default branch and the commit that it points to; null in an empty repository. */
export async function defaultBranch(github: GitHub): Promise<{ name: string; head: Sha } | null> {
  const document = `query DefaultBranch($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) { defaultBranchRef { name target { oid } } }
}` as const
  const { repository } = await github.query(document, {}, DefaultBranch)
  const { name, target } = repository.defaultBranchRef ?? {}
  return name === undefined || target === undefined || target === null ? null : { name, head: target.oid }
}

const Comparison = z.object({
  status: z.string(),
  files: z.optional(z.array(z.object({ filename: z.string(), previous_filename: z.optional(z.string()) }))),
})

/** GitHub lists no more files than this in a comparison. */
const MOST_COMPARED = 300

/**
 * The files that differ from `base` to its descendant `head`, old names of renamed ones included. `too-many`: more than GitHub lists;
 * `unrelated`: `head` does not descend from `base`, or one of them is gone.
 */
export async function changedBetween(
  github: GitHub,
  base: Sha,
  head: Sha,
): Promise<RepoPath[] | 'too-many' | 'unrelated'> {
  if (base === head) return []
  const parameters = { basehead: `${base}...${head}`, per_page: 1 }
  const found = await github.get('GET /repos/{owner}/{repo}/compare/{basehead}', parameters, Comparison)
  if (found === null || !['ahead', 'identical'].includes(found.status)) return 'unrelated'
  const files = found.files ?? []
  if (files.length >= MOST_COMPARED) return 'too-many'
  return [...new Set(files.flatMap((file) => [file.filename, file.previous_filename ?? file.filename]))].toSorted()
}

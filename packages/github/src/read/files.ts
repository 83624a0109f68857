import { createHash } from 'node:crypto'
import type { RepoPath, Sha } from '@upkeep/schema'
import * as z from 'zod/mini'
import { GitHubError, unreadable } from '../wire/errors.ts'
import type { GitHub } from '../wire/github.ts'

/** A file of a commit. `mode` as git writes it: `100644`, `100755`, `120000` (link), `160000` (submodule), `040000` (folder). */
export interface FileEntry {
  oid: Sha
  mode: string
}

/** `bytes` are null for what is no file (link, submodule, folder) and for a file above `maxBytes`. */
export interface FileAt extends FileEntry {
  bytes: Buffer | null
}

const Content = z.object({
  byteSize: z.optional(z.number()),
  isBinary: z.optional(z.nullable(z.boolean())),
  isTruncated: z.optional(z.boolean()),
  text: z.optional(z.nullable(z.string())),
})
const Entry = z.nullable(z.object({ oid: z.string(), mode: z.number(), object: z.optional(z.nullable(Content)) }))
const Files = z.object({
  repository: z.object({ object: z.nullable(z.record(z.string(), Entry)) }),
})
const RestBlob = z.object({ content: z.string(), encoding: z.string() })

const ENTRIES_AT_ONCE = 100
const CONTENTS_AT_ONCE = 40

/** Object ids and modes of files at a commit; null: not there. One request per hundred paths. */
export async function fileEntries(
  github: GitHub,
  commit: string,
  paths: readonly RepoPath[],
): Promise<Map<RepoPath, FileEntry | null>> {
  const found = await queryFiles(github, commit, paths, false)
  return new Map([...found].map(([path, file]) => [path, file === null ? null : { oid: file.oid, mode: file.mode }]))
}

/**
 * Files at a commit, byte for byte; null: not there. One request per forty paths, and one more for each file that GraphQL can't give
 * exactly: binary, not UTF-8, or cut off.
 */
export async function readFiles(
  github: GitHub,
  commit: string,
  paths: readonly RepoPath[],
  options: { maxBytes?: number } = {},
): Promise<Map<RepoPath, FileAt | null>> {
  const maxBytes = options.maxBytes ?? 1024 * 1024
  const files = new Map<RepoPath, FileAt | null>()
  for (const [path, file] of await queryFiles(github, commit, paths, true)) {
    if (file === null) files.set(path, null)
    else files.set(path, { oid: file.oid, mode: file.mode, bytes: await bytesOf(github, file, maxBytes) })
  }
  return files
}

interface QueriedFile extends FileEntry {
  content: z.infer<typeof Content> | null
}

async function bytesOf(github: GitHub, file: QueriedFile, maxBytes: number): Promise<Buffer | null> {
  const { content, oid, mode } = file
  if (!mode.startsWith('100') || content === null || (content.byteSize ?? 0) > maxBytes) return null
  if (typeof content.text === 'string' && content.isTruncated !== true) {
    const bytes = Buffer.from(content.text)
    if (isBlob(bytes, oid)) return bytes // another encoding comes with its bytes replaced
  }
  const blob = await github.get('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', { file_sha: oid }, RestBlob)
  const bytes = Buffer.from(blob?.content ?? '', blob?.encoding === 'base64' ? 'base64' : 'utf8')
  if (!isBlob(bytes, oid)) throw unreadable('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', `not the blob ${oid}`)
  return bytes
}

/** Whether git would give these bytes this id. */
export function isBlob(bytes: Buffer, oid: string): boolean {
  const hash = createHash(oid.length === 64 ? 'sha256' : 'sha1')
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex') === oid
}

async function queryFiles(
  github: GitHub,
  commit: string,
  paths: readonly RepoPath[],
  content: boolean,
): Promise<Map<RepoPath, QueriedFile | null>> {
  const found = new Map<RepoPath, QueriedFile | null>()
  const size = content ? CONTENTS_AT_ONCE : ENTRIES_AT_ONCE
  for (let start = 0; start < paths.length; start += size) {
    const some = paths.slice(start, start + size)
    const variables = Object.fromEntries(some.map((path, index) => [`p${index}`, path]))
    const { repository } = await github.query(filesDocument(some.length, content), { commit, ...variables }, Files)
    if (repository.object === null) throw noCommit(commit)
    for (const [index, path] of some.entries()) {
      const entry = repository.object[`f${index}`]
      if (entry === undefined) throw noCommit(commit)
      found.set(path, queried(entry))
    }
  }
  return found
}

function queried(entry: z.infer<typeof Entry>): QueriedFile | null {
  if (entry === null) return null
  return { oid: entry.oid, mode: entry.mode.toString(8).padStart(6, '0'), content: entry.object ?? null }
}

/** Paths go in as variables: a file's name can hold anything. */
function filesDocument(count: number, content: boolean): `query ${string}` {
  const indexes = Array.from({ length: count }, (_, index) => index)
  const variables = indexes.map((index) => `$p${index}: String!`).join(', ')
  const blob = content ? ' object { ... on Blob { byteSize isBinary isTruncated text } }' : ''
  const fields = indexes.map((index) => `f${index}: file(path: $p${index}) { oid mode${blob} }`).join('\n')
  return `query Files($owner: String!, $name: String!, $commit: GitObjectID!, ${variables}) {
  repository(owner: $owner, name: $name) { object(oid: $commit) { ... on Commit { ${fields} } } }
}`
}

function noCommit(commit: string): GitHubError {
  return new GitHubError(`GitHub knows no commit ${commit} in this repository.`, {
    status: 404,
    retryable: false,
    endpoint: 'GraphQL query Files',
    requestId: null,
  })
}

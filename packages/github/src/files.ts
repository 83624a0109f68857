import { createHash } from 'node:crypto'
import { Sha } from '@upkeep/schema'
import * as z from 'zod/mini'
import { read } from './check.ts'
import type { GitHub } from './connect.ts'

/** A file of a commit. */
export interface CommitFile {
  oid: Sha
  /** As git writes it: `100644`, `100755`, `120000` (link), `160000` (submodule). */
  mode: string
  /** Empty for a submodule. */
  bytes: Uint8Array
}

/** Files that one query asks for; their texts come with it. */
const AT_ONCE = 25

const Entry = z.nullable(
  z.object({
    oid: Sha,
    mode: z.int(),
    type: z.string(),
    object: z.nullable(z.object({ text: z.optional(z.nullable(z.string())) })),
  }),
)

/** Files of a commit by path, null where there is none. Every content is checked against its object id; binary ones are read by REST. */
export async function readFiles(
  github: GitHub,
  commit: Sha,
  paths: readonly string[],
): Promise<Map<string, CommitFile | null>> {
  const found = new Map<string, CommitFile | null>()
  for (let from = 0; from < paths.length; from += AT_ONCE) {
    const part = paths.slice(from, from + AT_ONCE)
    const entries = await entriesOf(github, commit, part)
    for (const [index, path] of part.entries()) {
      const entry = read(Entry, entries[`f${index}`] ?? null, path)
      found.set(path, entry === null ? null : await fileOf(github, entry))
    }
  }
  return found
}

async function entriesOf(github: GitHub, commit: Sha, paths: readonly string[]): Promise<Record<string, unknown>> {
  const declared = paths.map((_, index) => `, $p${index}: String!`).join('')
  const fields = paths.map(
    (_, index) => `f${index}: file(path: $p${index}) { oid mode type object { ... on Blob { text } } }`,
  )
  const query = `query($owner: String!, $name: String!, $commit: GitObjectID!${declared}) {
    repository(owner: $owner, name: $name) { object(oid: $commit) { ... on Commit { ${fields.join('\n')} } } }
  }`
  const variables = Object.fromEntries(paths.map((path, index) => [`p${index}`, path]))
  const answer = await github.graphql(query, { commit, ...variables })
  const Answer = z.object({ repository: z.object({ object: z.record(z.string(), z.unknown()) }) })
  return read(Answer, answer, `files of ${commit}`).repository.object
}

async function fileOf(github: GitHub, entry: NonNullable<z.infer<typeof Entry>>): Promise<CommitFile> {
  const { oid, type, object } = entry
  const mode = entry.mode.toString(8).padStart(6, '0')
  if (type !== 'blob') return { oid, mode, bytes: new Uint8Array() }
  const bytes = Buffer.from(object?.text ?? '')
  if (typeof object?.text === 'string' && blobOid(bytes) === oid) return { oid, mode, bytes }
  const blob = await github.rest('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', { file_sha: oid })
  const { content } = read(z.object({ content: z.string() }), blob, `blob ${oid}`)
  return { oid, mode, bytes: Buffer.from(content, 'base64') }
}

/** The object id that git gives a content (SHA-1 repositories). */
export function blobOid(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}

import type { FixRequest } from '@upkeep/github'
import type { Grant, Operation, Publication, Sha } from '@upkeep/schema'
import type { SecretFind } from '@upkeep/text'
import type { Allowed } from '@upkeep/text/neutralise'

/** A file as it stands on the branch that a change would go to; null in a map: there is none. */
export interface BaseFile {
  /** As git writes it: `100644`, `100755`, `120000` (link), `160000` (submodule). */
  mode: string
  /** Null for what is no plain file, or a very large one. */
  bytes: Uint8Array | null
}

/** Everything that the validations look at. What is read from GitHub is read once, and only when all before it has passed. */
export interface Candidate {
  publication: Publication
  blobs: ReadonlyMap<string, Uint8Array>
  /** Made anew from this job's own event and the generated policy; what the publication says of its grant is only compared. */
  grant: Grant
  /** The number of the issue or pull request that this job's event names, null where it names none. */
  subject: number | null
  /** The branch of the pull request that this job's event names, null where it names none. */
  headBranch: string | null
  /** Who asks by the comment of this job's event; null where nobody does. */
  asked: FixRequest | null
  /** Whether an account may write to the repository, by GitHub's word. */
  mayWrite: (login: string) => Promise<boolean>
  /** The head of an open pull request as it stands now; null where there is none. */
  pullHead: (number: number) => Promise<Sha | null>
  secrets: (text: string) => SecretFind[]
  allowed: Allowed
  /** The files that operations change, as they stand now. */
  baseFiles: () => Promise<ReadonlyMap<string, BaseFile | null>>
}

type TreeChange = Extract<Operation, { op: 'pull-request' | 'commit' }>

export type FileChange = TreeChange['files'][number]

/** The operations that change files. */
export function treeChanges({ publication }: Candidate): TreeChange[] {
  return publication.operations.filter((operation) => operation.op === 'pull-request' || operation.op === 'commit')
}

export function changedFiles(candidate: Candidate): FileChange[] {
  return treeChanges(candidate).flatMap(({ files }) => files)
}

import * as z from 'zod/mini'
import { CheckRow } from './check.ts'
import { Grant } from './grant.ts'
import { Id, RepoPath, Sha } from './primitives.ts'
import { Anchor, Slot } from './proposal.ts'
import { Coverage, Usage } from './run-words.ts'
import { Skip, Verdict } from './verdict.ts'

const written = { marker: z.string(), title: z.array(Slot), body: z.array(Slot) }

/** `before` and `after` name blobs by SHA-256; null before: created; null after: deleted. */
const FileChange = z.strictObject({ path: RepoPath, before: z.nullable(Sha), after: z.nullable(Sha) })

const treeChange = { branch: z.string(), files: z.array(FileChange), proof: Verdict }

/** One thing that is to be posted, as data. */
export const Operation = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('pull-request'), ...written, ...treeChange }),
  z.strictObject({ op: z.literal('commit'), ...written, ...treeChange }),
  z.strictObject({
    op: z.literal('review'),
    ...written,
    comments: z.array(
      z.strictObject({ at: Anchor, text: z.array(Slot), suggestion: z.nullable(z.string()), proof: Verdict }),
    ),
  }),
  z.strictObject({
    op: z.literal('issue-update'),
    ...written,
    issue: z.int(),
    add: z.array(z.string()),
    remove: z.array(z.string()),
    close: z.boolean(),
    proof: Verdict,
  }),
  z.strictObject({ op: z.literal('retire'), ...written, ids: z.array(Id) }),
  z.strictObject({ op: z.literal('report'), ...written, issue: z.nullable(z.int()) }),
  /** Starts a workflow of the default branch for a pull request, once for each comment that asks for it. */
  z.strictObject({ op: z.literal('dispatch'), ...written, workflow: RepoPath, pull: z.int(), head: Sha }),
])
export type Operation = z.infer<typeof Operation>

/** `publication.json`: what will be posted, before anything is posted. Files travel beside it as `blobs/<sha256>`. */
export const Publication = z.strictObject({
  format: z.literal('upkeep/publication@1'),
  action: z.string(),
  version: z.string(),
  run: z.string(),
  grant: Grant,
  operations: z.array(Operation),
  skips: z.array(Skip),
  proof: z.array(CheckRow),
  coverage: Coverage,
  usage: Usage,
})
export type Publication = z.infer<typeof Publication>

import * as z from 'zod/mini'
import { Id, RepoPath, Sha } from './primitives.ts'

/** A place in the base tree: `start` and `end` are byte offsets of `quote`, which occurs there exactly. */
export const Anchor = z.strictObject({ path: RepoPath, quote: z.string(), start: z.int(), end: z.int() })
export type Anchor = z.infer<typeof Anchor>

/** A piece of text with its origin, so that a writer knows what it must escape. */
export const Slot = z.strictObject({ text: z.string(), from: z.enum(['upkeep', 'model', 'repository']) })
export type Slot = z.infer<typeof Slot>

/**
 * Bytes `start` to `end` (exclusive) of the BASE blob become `text` (UTF-8, or Latin-1 where the blob is not UTF-8).
 * `blob` null creates the file; `text` null deletes it; both leave `start` and `end` 0.
 */
export const Edit = z.strictObject({
  path: RepoPath,
  blob: z.nullable(Sha),
  start: z.int(),
  end: z.int(),
  text: z.nullable(z.string()),
})
export type Edit = z.infer<typeof Edit>

/** What an action decided to act on. `batch` names what it is published with; `data` is the action's own payload. */
export interface Finding<X = unknown> {
  id: Id
  rule: string
  batch: string
  at: Anchor | null
  severity: 'error' | 'warning' | 'notice'
  message: string
  data: X
}

interface Settles<X> {
  /** What it settles: equal ids are rivals, different ids are siblings. */
  id: Id
  findings: Id[]
  data: X
}

/** A candidate, not proven. The payload `data` is parsed by the action's own schema. */
export type Proposal<X = unknown> = Settles<X> &
  (
    | { kind: 'patch'; edits: Edit[] }
    | { kind: 'comment'; at: Anchor | null; text: Slot[]; edits: Edit[] }
    | { kind: 'issue-update'; issue: number; add: string[]; remove: string[]; text: Slot[]; close: boolean }
  )

export type PatchProposal<X = unknown> = Extract<Proposal<X>, { kind: 'patch' }>

/** What detect returns: findings most valuable first, what was looked at, and what was not. */
export interface Detection<X = unknown> {
  findings: Finding<X>[]
  examined: string[]
  left: { what: string; why: string }[]
}

import type { PatchProposal } from '@upkeep/schema'
import { Edit, Id } from '@upkeep/schema'
import * as z from 'zod/mini'
import { Suggestion } from './suggestions.ts'

/** All that one run fixes: proven as one tree and published as one commit. */
export const FIXES = 'fixes'

/** What tools leave to a person: proven like the rest, and only ever suggested. */
export const SUGGESTED = 'suggested'

/** What one tool no longer says of a file; the rule is empty where it has none, as formatters. */
const Settled = z.strictObject({ tool: z.string(), rule: z.string(), count: z.int() })
export type Settled = z.infer<typeof Settled>

/** What the tools of the failing checks make of one file. */
export const FixData = z.strictObject({
  kind: z.literal('fix'),
  path: z.string(),
  /** In the order in which they changed it. */
  tools: z.array(z.string()),
  settles: z.array(Settled),
  /** The failing checks that they belong to. */
  checks: z.array(z.string()),
  edits: z.array(Edit),
  /** The same where nothing can be committed. */
  suggestions: z.array(Suggestion),
})
export type FixData = z.infer<typeof FixData>

/** What checks still say of a file once the tools are through. */
export const RestData = z.strictObject({
  kind: z.literal('rest'),
  path: z.string(),
  checks: z.array(z.string()),
  /** 1-based lines of the file as the tools left it. */
  diagnostics: z.array(
    z.strictObject({
      path: z.string(),
      line: z.int(),
      rule: z.string(),
      message: z.string(),
      /** The checker that says it. */
      tool: z.optional(z.string()),
    }),
  ),
  /** What the tools made of the file, on which a repair goes on; with the finding and the tools that this was. */
  start: z.array(Edit),
  tools: z.array(z.string()),
  settled: z.nullable(Id),
})
export type RestData = z.infer<typeof RestData>

/** What a finding of this action carries, told apart by `kind`. */
export type LintFixData = FixData | RestData
export type LintFixProposal = PatchProposal<LintFixData>

import * as z from 'zod/mini'
import { RepoPath } from './primitives.ts'
import { SEVERITIES } from './words.data.ts'

export const Severity = z.enum(SEVERITIES)
export type Severity = z.infer<typeof Severity>

/** Start line, start column, end line, end column; 1-based, end exclusive. A tool that names no end gives its start again. */
export const Range = z.tuple([z.int(), z.int(), z.int(), z.int()])
export type Range = z.infer<typeof Range>

/** One normalised message of a tool. `rule` is the tool's own code (`TS2578`, `no-undef`, `arg-type`), `''` where it has none. */
export const Diagnostic = z.strictObject({
  tool: z.string(),
  rule: z.string(),
  severity: Severity,
  path: z.nullable(RepoPath),
  range: z.nullable(Range),
  message: z.string(),
})
export type Diagnostic = z.infer<typeof Diagnostic>

const QUOTED = /"[^"\n]*"|'[^'\n]*'|`[^`\n]*`|“[^”\n]*”|‘[^’\n]*’/g
const NUMBER = /\d+/g

/**
 * What makes two diagnostics the same on two trees: `tool|rule|path|message`, with numbers and quoted names blanked, and no
 * position, because an edit above moves lines (design §9).
 */
export function diagnosticKey(diagnostic: Diagnostic): string {
  const message = diagnostic.message.replace(QUOTED, '""').replace(NUMBER, '0').replace(/\s+/g, ' ').trim()
  return [diagnostic.tool, diagnostic.rule, diagnostic.path ?? '', message].join('|')
}

/** The diagnostics of `after` that are not in `before`: `after − before` as multisets of `diagnosticKey`. */
export function newDiagnostics(before: readonly Diagnostic[], after: readonly Diagnostic[]): Diagnostic[] {
  const known = new Map<string, number>()
  for (const diagnostic of before) {
    const key = diagnosticKey(diagnostic)
    known.set(key, (known.get(key) ?? 0) + 1)
  }
  return after.filter((diagnostic) => {
    const key = diagnosticKey(diagnostic)
    const left = known.get(key) ?? 0
    if (left > 0) known.set(key, left - 1)
    return left === 0
  })
}

/** Each once: several legs of a job say the same of the same place. */
export function distinctDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const placed = diagnostics.map(
    (one) => [JSON.stringify([one.tool, one.rule, one.path, one.range, one.message]), one] as const,
  )
  return [...new Map(placed).values()]
}

/**
 * Whether a tool that fails both times says less of `after` than of `before`: something went, nothing came. One that says nothing at all
 * and fails has not looked.
 */
export function isFewer(before: readonly Diagnostic[], after: readonly Diagnostic[]): boolean {
  return after.length > 0 && after.length < before.length && newDiagnostics(before, after).length === 0
}

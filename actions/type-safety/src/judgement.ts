import type { ProbedTool } from './families.data.ts'
import type { Suppression } from './suppression.ts'

/** What one configuration of a tool says of a suppression that it found unneeded. */
export interface Unused {
  /** The codes that hide nothing; `all`: the directive as a whole. */
  codes: 'all' | readonly string[]
  /** Codes that this configuration does not even look for (ruff: `non-enabled`). */
  disabled: readonly string[]
  /** A listed code → the narrower codes that were meant (mypy). */
  narrower: Readonly<Record<string, readonly string[]>>
  /** The tool's own words. */
  message: string
}

/** One run of a configuration: a vote on every suppression of the files that it read. */
export interface Judgement {
  tool: ProbedTool
  /** Ids of the repository's checks that it stands for; empty for one that CI does not run itself. */
  checks: readonly string[]
  configuration: string
  /** What was run. */
  command: string
  /** Whether its vote is needed on a suppression of this family in this file. */
  covers: (path: string, family: Suppression['family']) => boolean
  /** The project files that it judged by, relative to the root, where the tool has such. */
  projects?: readonly string[]
  unused: ReadonlyMap<Suppression, Unused>
  /** For directives without codes: the codes that they hide here. */
  hides: ReadonlyMap<Suppression, readonly string[]>
  /** Why it could not be run: it votes against every change in the files that it may read. */
  failure: string | null
}

export interface Probed {
  judgements: Judgement[]
  left: { what: string; why: string }[]
}

export const WHOLE = { codes: 'all', disabled: [], narrower: {} } as const

/** The vote of a configuration that could not be run. */
export function failed(
  tool: ProbedTool,
  {
    checks,
    label,
    command,
    folder,
    why,
  }: { checks: readonly string[]; label: string; command: string; folder: string; why: string },
): Judgement {
  const covers = (path: string) => folder === '' || path.startsWith(`${folder}/`)
  return { tool, checks, configuration: label, command, covers, unused: new Map(), hides: new Map(), failure: why }
}

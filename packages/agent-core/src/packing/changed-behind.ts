import { cutEnd } from '../cut-middle.ts'
import { lastSeen, placesOf } from './follows.ts'
import type { PackedDiagnostic } from './packed-diagnostic.ts'
import type { SourceText } from './source.ts'

/** Lines of a file that a pull request changed, all together: 1-based, of the file as it is; where lines only went, the one behind them. */
export interface ChangedLines {
  path: string
  first: number
  last: number
  /** As a diff: `-` what went, `+` what came. */
  text: string
}

const MOST = 2
const MOST_CHARACTERS = 400

/** What the pull request changed of declarations that several diagnostics name: the cause may be there, where nothing is said. */
export function changedBehind(
  diagnostics: readonly PackedDiagnostic[],
  sources: readonly SourceText[],
  changed: readonly ChangedLines[],
): string {
  if (changed.length === 0) return ''
  const found = new Map<string, { name: string; lines: number; change: ChangedLines; by: Set<PackedDiagnostic> }>()
  for (const { diagnostic, means } of placesOf(diagnostics, sources))
    for (const { source, declared } of means) {
      const last = lastSeen(source, declared)
      const isOwn = diagnostic.path === source.path && declared.line <= diagnostic.line && diagnostic.line <= last
      const change = changed.find(
        (one) => one.path === source.path && one.first <= last && declared.line <= one.last && !isOwn,
      )
      if (change === undefined) continue
      const key = JSON.stringify([source.path, declared.line])
      const known = found.get(key) ?? { name: declared.name, lines: last - declared.line, change, by: new Set() }
      found.set(key, { ...known, by: known.by.add(diagnostic) })
    }
  const named = [...found.values()]
    .filter(({ by }) => by.size > 1)
    .toSorted((one, other) => other.by.size - one.by.size || one.lines - other.lines)
  return [...new Map(named.toReversed().map((one) => [one.change, one])).values()]
    .toReversed()
    .slice(0, MOST)
    .map(({ name, change: { path, first, text }, by }) => {
      const told = cutEnd(text, MOST_CHARACTERS)
      return `${path}:${first}, of ${name}, which ${by.size} of the messages involve\n${told}`
    })
    .join('\n\n')
}

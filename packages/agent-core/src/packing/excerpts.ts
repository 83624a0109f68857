import { numbered } from './source.ts'
import type { SourceText } from './source.ts'

/** Lines of a file, 1-based, both ends included. */
export interface LineRange {
  first: number
  last: number
}

const AROUND = 30

/** The lines around each of the given ones, joined where they touch. */
export function rangesAround(places: readonly number[], lines: number, around = AROUND): LineRange[] {
  const ranges: LineRange[] = []
  for (const place of places.toSorted((one, other) => one - other)) {
    const range = { first: Math.max(1, place - around), last: Math.min(lines, place + around) }
    const before = ranges.at(-1)
    if (before !== undefined && range.first <= before.last + 1) before.last = Math.max(before.last, range.last)
    else ranges.push(range)
  }
  return ranges
}

/** The excerpts of a file with line numbers, each under its place. */
export function excerpts(source: SourceText, ranges: readonly LineRange[]): string {
  return ranges
    .map(({ first, last }) => `${source.path}:${first}-${last}\n${numbered(source, first, last)}`)
    .join('\n…\n')
}

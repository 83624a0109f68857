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
  return joined(places.map((place) => ({ first: Math.max(1, place - around), last: Math.min(lines, place + around) })))
}

/** Ranges in their order; those that touch are one, and those between which one line lies: to leave it out would take two. */
export function joined(ranges: readonly LineRange[]): LineRange[] {
  const all: LineRange[] = []
  for (const range of ranges.toSorted((one, other) => one.first - other.first)) {
    const before = all.at(-1)
    if (before !== undefined && range.first <= before.last + 2) before.last = Math.max(before.last, range.last)
    else all.push({ ...range })
  }
  return all
}

/** The excerpts of a file with line numbers, each under its place. */
export function excerpts(source: SourceText, ranges: readonly LineRange[]): string {
  return ranges
    .map(({ first, last }) => `${source.path}:${first}-${last}\n${numbered(source, first, last)}`)
    .join('\n…\n')
}

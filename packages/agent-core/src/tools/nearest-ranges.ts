const MOST = 3
/** Longer files are not searched: the comparison is lines × lines. */
const LONGEST = 20_000

/** The line ranges most like a text that was not found, with their contents, for a model that quoted from memory. */
export function nearestRanges(text: string, wanted: string): string[] {
  const lines = text.split('\n')
  const sought = wanted.replace(/\n$/, '').split('\n').slice(0, 40)
  if (lines.length > LONGEST) return []
  const words = sought.map(wordsOf)
  const scored: { start: number; score: number }[] = []
  for (let start = 0; start + sought.length <= lines.length; start += 1) {
    let score = 0
    for (const [at, own] of words.entries()) score += likeness(own, lines[start + at] ?? '')
    if (score / sought.length >= 0.5) scored.push({ start, score })
  }
  const best = scored.toSorted((one, other) => other.score - one.score || one.start - other.start).slice(0, MOST)
  return best.map(({ start }) => {
    const quoted = lines.slice(start, start + Math.min(sought.length, 6)).join('\n')
    return `lines ${start + 1}-${start + sought.length}:\n${quoted.slice(0, 400)}`
  })
}

function wordsOf(line: string): Set<string> {
  return new Set(line.match(/\w+|[^\s\w]/g))
}

/** The share of words that two lines have in common. */
function likeness(words: ReadonlySet<string>, line: string): number {
  const own = wordsOf(line)
  if (words.size === 0 && own.size === 0) return 1
  let shared = 0
  for (const word of words) if (own.has(word)) shared += 1
  return shared / Math.max(1, words.size + own.size - shared)
}

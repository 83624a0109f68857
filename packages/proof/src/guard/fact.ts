/** Something that a guard counts: a rule's construct at a line, with the line's own text. */
export interface Fact {
  rule: string
  /** 1-based. */
  line: number
}

/** A rule of which a file may not hold more (`grows`) or less (`shrinks`) than before. */
export interface Excess {
  rule: string
  had: number
  has: number
  line: number
}

/** The rules with more facts after than before, and the line of the first that is new. */
export function grown(
  before: readonly Fact[],
  after: readonly Fact[],
  texts: { before: string; after: string },
): Excess[] {
  const [old, now] = [Map.groupBy(before, ({ rule }) => rule), Map.groupBy(after, ({ rule }) => rule)]
  return [...now].flatMap(([rule, facts]) => {
    const had = old.get(rule) ?? []
    if (facts.length <= had.length) return []
    const [was, is] = [texts.before.split('\n'), texts.after.split('\n')]
    const known = countLines(had, was)
    const fresh = facts.find((fact) => !taken(known, lineText(fact, is))) ?? facts.at(-1)
    return [{ rule, had: had.length, has: facts.length, line: fresh?.line ?? 1 }]
  })
}

/** The rules with fewer facts after than before, and the line in the base file of the first that is missing. */
export function shrunk(
  before: readonly Fact[],
  after: readonly Fact[],
  texts: { before: string; after: string },
): Excess[] {
  const turned = { before: texts.after, after: texts.before }
  return grown(after, before, turned).map(({ rule, had, has, line }) => ({ rule, had: has, has: had, line }))
}

function countLines(facts: readonly Fact[], lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const fact of facts) counts.set(lineText(fact, lines), (counts.get(lineText(fact, lines)) ?? 0) + 1)
  return counts
}

function taken(counts: Map<string, number>, key: string): boolean {
  const left = counts.get(key) ?? 0
  if (left > 0) counts.set(key, left - 1)
  return left > 0
}

function lineText({ rule, line }: Fact, lines: readonly string[]): string {
  return `${rule} ${(lines[line - 1] ?? '').replace(/\s+/g, '')}`
}

/** Every match of a pattern (with the flag g) as a fact. Linear. */
export function matches(text: string, rule: string, pattern: RegExp): Fact[] {
  let [at, line] = [0, 1]
  return [...text.matchAll(pattern)].map(({ index }) => {
    line += newlines(text, at, index)
    at = index
    return { rule, line }
  })
}

export function lineAt(text: string, index: number): number {
  return 1 + newlines(text, 0, index)
}

function newlines(text: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count += 1
  return count
}

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
    const known = countLines(had, texts.before)
    const fresh = facts.find((fact) => !taken(known, lineText(fact, texts.after))) ?? facts.at(-1)
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

function countLines(facts: readonly Fact[], text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const fact of facts) counts.set(lineText(fact, text), (counts.get(lineText(fact, text)) ?? 0) + 1)
  return counts
}

function taken(counts: Map<string, number>, key: string): boolean {
  const left = counts.get(key) ?? 0
  if (left > 0) counts.set(key, left - 1)
  return left > 0
}

function lineText({ rule, line }: Fact, text: string): string {
  return `${rule} ${(text.split('\n', line)[line - 1] ?? '').replace(/\s+/g, '')}`
}

/** Every match of a pattern (with the flag g) as a fact. */
export function matches(text: string, rule: string, pattern: RegExp): Fact[] {
  return [...text.matchAll(pattern)].map(({ index }) => ({ rule, line: lineAt(text, index) }))
}

export function lineAt(text: string, index: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) line += 1
  return line
}

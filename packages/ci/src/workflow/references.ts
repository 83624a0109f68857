/** What the expressions of a value of a workflow refer to. */
export interface References {
  /** Ids of steps of the same job. */
  steps: ReadonlySet<string>
  /** Jobs of which outputs are read, with their names; `*`: any. */
  outputs: ReadonlyMap<string, ReadonlySet<string>>
  /** Jobs whose result is read, and nothing else. */
  results: ReadonlySet<string>
  /** Every job, by `needs.*` or the whole context. */
  everyJob: boolean
}

const ID = `([\\w-]+|\\[\\s*'[^']*'\\s*\\])`
const STEPS = new RegExp(`\\bsteps\\s*(?:\\.\\s*)?${ID}`, 'gi')
const NEEDS = new RegExp(
  `\\bneeds\\s*(?:\\.\\s*)?${ID}\\s*(?:\\.\\s*(\\w+)|\\[\\s*'(\\w+)'\\s*\\])?\\s*(?:\\.\\s*([\\w-]+)|\\[\\s*'([^']+)'\\s*\\])?`,
  'gi',
)

/** The text of every string in a value, keys too: an expression may stand anywhere. */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsOf)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => (key.includes('${{') ? [key] : []).concat(textsOf(inner)))
}

/** The expressions in a value: what stands in `${{ }}`, and the whole of every `if:`, where the braces may be left out. */
export function expressionsOf(value: unknown): string[] {
  const texts = textsOf(value).filter((text) => text.includes('${{'))
  const inside = texts.flatMap((text) =>
    [...text.matchAll(/\$\{\{([\s\S]*?)(?:\}\}|$)/g)].map((match) => match[1] ?? ''),
  )
  return [...inside, ...conditionsOf(value)]
}

/** The expression that a text is; null: it is more than that. */
export function loneExpression(text: string): string | null {
  return /^\s*\$\{\{([^{}]*)\}\}\s*$/.exec(text)?.[1]?.trim() ?? null
}

function conditionsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(conditionsOf)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'if' && typeof inner === 'string' ? [inner] : conditionsOf(inner),
  )
}

export function referencesOf(value: unknown): References {
  const found = {
    steps: new Set<string>(),
    outputs: new Map<string, Set<string>>(),
    results: new Set<string>(),
    everyJob: false,
  }
  for (const expression of expressionsOf(value)) {
    for (const match of expression.matchAll(STEPS)) found.steps.add(plain(match[1] ?? ''))
    for (const match of expression.matchAll(NEEDS)) {
      const field = match[2] ?? match[3]
      if (field === 'result') found.results.add(plain(match[1] ?? ''))
      else {
        const job = plain(match[1] ?? '')
        const names = found.outputs.get(job) ?? new Set()
        found.outputs.set(job, names.add(match[4] ?? match[5] ?? '*'))
      }
    }
    if (/\bneeds\b\s*(?:\.\s*\*|[,)]|$)/i.test(expression)) found.everyJob = true
  }
  return found
}

function plain(id: string): string {
  return id.replace(/^\[\s*'|'\s*\]$/g, '')
}

import { sha256 } from '@upkeep/schema'

/** Runs a script in a sandboxed child with this standard input; null where its interpreter is missing or fails. */
export type RunScript = (script: string, stdin: string) => Promise<string | null>

/** Two texts of a file. */
export interface TextPair {
  path: string
  before: string
  after: string
}

const answers = new WeakMap<RunScript, Map<string, unknown>>()

/**
 * Asks a script about the pairs that it was not asked about before: its answer depends on nothing but the texts, and a bisection
 * asks about the same ones in many subsets. A pair that it gives no answer for is missing in the result.
 */
export async function askOnce(
  script: string,
  pairs: readonly TextPair[],
  run: RunScript,
): Promise<ReadonlyMap<string, unknown>> {
  const known = answers.get(run) ?? new Map<string, unknown>()
  answers.set(run, known)
  const keyOf = ({ path, before, after }: TextPair) => sha256(JSON.stringify([script, path, before, after]))
  const fresh = pairs.filter((pair) => !known.has(keyOf(pair)))
  const output =
    fresh.length === 0 ? '[]' : await run(script, JSON.stringify(fresh.map((one) => [one.path, one.before, one.after])))
  const rows = new Map(output === null ? [] : rowsOf(output))
  for (const pair of fresh) if (rows.has(pair.path)) known.set(keyOf(pair), rows.get(pair.path))
  return new Map(pairs.flatMap((pair) => (known.has(keyOf(pair)) ? [[pair.path, known.get(keyOf(pair))]] : [])))
}

function rowsOf(output: string): [string, unknown][] {
  const rows: unknown = parsed(output)
  return (Array.isArray(rows) ? rows : []).flatMap((row: unknown): [string, unknown][] => {
    if (!Array.isArray(row)) return []
    const [path, answer] = row as readonly unknown[]
    return typeof path === 'string' ? [[path, answer]] : []
  })
}

function parsed(output: string): unknown {
  try {
    return JSON.parse(output)
  } catch {
    return null // whatever the child printed instead is no answer
  }
}

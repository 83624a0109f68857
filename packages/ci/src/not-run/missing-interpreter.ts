import { stripAnsi } from '@upkeep/text'

/** What tox and nox say of an environment whose Python is not there. */
const ABSENT: readonly RegExp[] = [
  /^([\w.:-]+): (?:failed with|skipped because) could not find python interpreter/gm,
  /^(?:nox > )?Session ([^\s(]+)(?:\([^)\n]*\))? (?:failed|skipped): Python interpreter \S+ not found/gm,
]
/** What they say of one that was made, and failed. */
const FAILED: readonly RegExp[] = [
  /^ {2}([\w.:-]+): FAIL\b/gm,
  /^(?:nox > )?Session ([^\s(]+)(?:\([^)\n]*\))? (?:failed(?!: Python interpreter)|raised)/gm,
]
const PASSED: readonly RegExp[] = [
  /^ {2}([\w.:-]+): OK\b/gm,
  /^(?:nox > )?Session ([^\s(]+)(?:\([^)\n]*\))? was successful/gm,
]

/** Environments of tox or nox that were left out because no Python of theirs is installed. */
export interface MissingInterpreters {
  environments: readonly string[]
  /** Nothing else was run, or everything else passed and only they made it fail: nothing is known. */
  decisive: boolean
}

/** Null: none is missing, or it is not tox or nox that speaks. */
export function missingInterpreters(output: string, failed: boolean): MissingInterpreters | null {
  if (!/could not find python interpreter|Python interpreter \S+ not found/.test(output)) return null
  const text = stripAnsi(output)
  const namesIn = (patterns: readonly RegExp[]) =>
    patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, name]) => name ?? ''))
  const environments = [...new Set(namesIn(ABSENT))]
  if (environments.length === 0) return null
  const really = namesIn(FAILED).some((name) => !environments.includes(name))
  return { environments, decisive: !really && (failed || namesIn(PASSED).length === 0) }
}

import { MATCHERS_OF_ACTIONS } from './matchers.data.ts'
import type { ProblemMatcher } from './read.ts'

export { matchProblems } from './match.ts'
export type { MatchOptions, MatchedProblem } from './match.ts'
export { ProblemMatcherRefused, readProblemMatchers } from './read.ts'
export type { ProblemMatcher, ProblemPattern } from './read.ts'

/** The matchers that a step with this `uses:` leaves on for the steps behind it; none where it is not known to add any. */
export function matchersOfAction(uses: string): readonly ProblemMatcher[] {
  const name = uses.split('@', 1)[0]?.toLowerCase() ?? ''
  return Object.hasOwn(MATCHERS_OF_ACTIONS, name) ? (MATCHERS_OF_ACTIONS[name] ?? []) : []
}

/** All that set-up actions add, one of each owner: for a log whose workflow is not at hand. */
export function usualMatchers(): ProblemMatcher[] {
  return Object.values(MATCHERS_OF_ACTIONS).reduce<ProblemMatcher[]>(withMatchers, [])
}

/** A newer matcher comes first, and takes the place of the one with its owner. */
export function withMatchers(known: readonly ProblemMatcher[], added: readonly ProblemMatcher[]): ProblemMatcher[] {
  return added.reduce<ProblemMatcher[]>((all, each) => [each, ...withoutOwner(all, each.owner)], [...known])
}

export function withoutOwner(known: readonly ProblemMatcher[], owner: string): ProblemMatcher[] {
  return known.filter((each) => each.owner.toLowerCase() !== owner.toLowerCase())
}

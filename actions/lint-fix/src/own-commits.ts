import { trailerKey } from '@upkeep/github'

/** How many of the last commits are ours, by the trailer that every commit of ours ends with; newest first. */
export function ourCommits(messages: readonly string[]): number {
  const theirs = messages.findIndex((message) => trailerKey(message) === null)
  return theirs < 0 ? messages.length : theirs
}

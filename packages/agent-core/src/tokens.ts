/** Characters of a token, at the low end: an estimate that is over rather than under (source code has 3.3 to 3.7). */
const CHARACTERS_PER_TOKEN = 3.3

/** Tokens of a text, estimated. Where a provider counted, its own figure is used instead. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN)
}

/** Characters that fit into so many tokens. */
export function charactersOf(tokens: number): number {
  return Math.floor(tokens * CHARACTERS_PER_TOKEN)
}

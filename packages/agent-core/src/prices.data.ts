/** US dollars for a million tokens. */
export interface Price {
  provider: 'anthropic' | 'openai'
  /** Begins the model's id; a date or `-latest` may follow. */
  model: string
  input: number
  cacheRead: number
  /** Of the short-lived cache (five minutes). */
  cacheWrite: number
  output: number
}

/** When this table was last compared with the providers' pages: standard tier, short context. */
export const PRICES_AS_OF = '2026-10-27'

/** What is not listed has no known price: a run then counts tokens instead of money, and says so. */
export const PRICES: readonly Price[] = [
  { provider: 'anthropic', model: 'claude-fable-5', input: 10, cacheRead: 1, cacheWrite: 12.5, output: 50 },
  { provider: 'anthropic', model: 'claude-opus-5-5', input: 4, cacheRead: 0.2, cacheWrite: 5, output: 20 },
  { provider: 'anthropic', model: 'claude-opus-5', input: 5, cacheRead: 0.5, cacheWrite: 6.25, output: 25 },
  { provider: 'anthropic', model: 'claude-opus-4-8', input: 5, cacheRead: 0.5, cacheWrite: 6.25, output: 25 },
  { provider: 'anthropic', model: 'claude-opus-4-7', input: 5, cacheRead: 0.5, cacheWrite: 6.25, output: 25 },
  { provider: 'anthropic', model: 'claude-opus-4-6', input: 5, cacheRead: 0.5, cacheWrite: 6.25, output: 25 },
  { provider: 'anthropic', model: 'claude-opus-4-5', input: 5, cacheRead: 0.5, cacheWrite: 6.25, output: 25 },
  { provider: 'anthropic', model: 'claude-sonnet-5-5', input: 2, cacheRead: 0.1, cacheWrite: 2.5, output: 10 },
  { provider: 'anthropic', model: 'claude-sonnet-5', input: 3, cacheRead: 0.3, cacheWrite: 3.75, output: 15 },
  { provider: 'anthropic', model: 'claude-sonnet-4-6', input: 3, cacheRead: 0.3, cacheWrite: 3.75, output: 15 },
  { provider: 'anthropic', model: 'claude-sonnet-4-5', input: 3, cacheRead: 0.3, cacheWrite: 3.75, output: 15 },
  { provider: 'anthropic', model: 'claude-haiku-5-5', input: 0.1, cacheRead: 0.01, cacheWrite: 0.125, output: 0.5 },
  { provider: 'anthropic', model: 'claude-haiku-4-5', input: 1, cacheRead: 0.1, cacheWrite: 1.25, output: 5 },
  { provider: 'openai', model: 'gpt-6.1-terra', input: 1, cacheRead: 0.05, cacheWrite: 1.25, output: 5 },
  { provider: 'openai', model: 'gpt-6-astra', input: 10, cacheRead: 1, cacheWrite: 12.5, output: 50 },
  { provider: 'openai', model: 'gpt-6-sol', input: 2, cacheRead: 0.2, cacheWrite: 2.5, output: 10 },
  { provider: 'openai', model: 'gpt-6-luna', input: 0.1, cacheRead: 0.01, cacheWrite: 0.125, output: 0.5 },
  // without the discount that OpenAI gives for a time: a budget must hold on the day after, too
  { provider: 'openai', model: 'gpt-5.6-sol', input: 5, cacheRead: 0.5, cacheWrite: 6.25, output: 30 },
  { provider: 'openai', model: 'gpt-5.6-terra', input: 2, cacheRead: 0.2, cacheWrite: 2.5, output: 12 },
  { provider: 'openai', model: 'gpt-5.6-luna', input: 0.2, cacheRead: 0.02, cacheWrite: 0.25, output: 1.2 },
  { provider: 'openai', model: 'gpt-5.5', input: 5, cacheRead: 0.5, cacheWrite: 5, output: 30 },
  { provider: 'openai', model: 'gpt-5.4-mini', input: 0.75, cacheRead: 0.075, cacheWrite: 0.75, output: 4.5 },
  { provider: 'openai', model: 'gpt-5.4-nano', input: 0.2, cacheRead: 0.02, cacheWrite: 0.2, output: 1.25 },
  { provider: 'openai', model: 'gpt-5.4', input: 2.5, cacheRead: 0.25, cacheWrite: 2.5, output: 15 },
]

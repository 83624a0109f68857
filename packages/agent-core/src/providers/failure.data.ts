import type { ModelFailureKind } from '@upkeep/schema'

/** The providers' own words for an error (`type` or `code` of the body), where the status alone does not say it. */
export const TYPES: Readonly<Record<string, ModelFailureKind>> = {
  // Anthropic
  overloaded_error: 'overloaded',
  rate_limit_error: 'rate-limit',
  api_error: 'server',
  timeout_error: 'server',
  authentication_error: 'auth',
  permission_error: 'auth',
  billing_error: 'money',
  request_too_large: 'overflow',
  invalid_request_error: 'invalid',
  // OpenAI and servers that speak its formats
  insufficient_quota: 'money',
  billing_hard_limit_reached: 'money',
  rate_limit_exceeded: 'rate-limit',
  context_length_exceeded: 'overflow',
  server_error: 'server',
  server_is_overloaded: 'overloaded',
  invalid_api_key: 'auth',
  // Node
  ECONNRESET: 'connection',
  ECONNREFUSED: 'connection',
}

/** A conversation that is too long has no status and no code that all servers share: what they say in a 400. */
export const OVERFLOW_WORDS: readonly RegExp[] = [
  /prompt is too long/i, // Anthropic
  /exceeds? the (?:model'?s )?(?:maximum |available )?context/i, // OpenAI, llama.cpp
  /maximum context length/i, // OpenAI, vLLM, DeepSeek
  /context[_ ]length[_ ]exceeded/i,
  /longer than the (?:model'?s )?context/i, // SGLang
  /input (?:token count|length).{0,40}exceeds/i, // Google, Bedrock
  /too many tokens/i,
  /request too large/i, // Groq
  /reduce the length of the messages/i,
]

/** How often a call is made again after a failure of a kind, and how long the first wait is; each later one is twice as long. */
export const RETRIES: Readonly<Record<ModelFailureKind, { times: number; seconds: number; most: number }>> = {
  'rate-limit': { times: 6, seconds: 2, most: 60 },
  overloaded: { times: 6, seconds: 1, most: 32 },
  server: { times: 3, seconds: 1, most: 8 },
  connection: { times: 2, seconds: 0.5, most: 4 },
  cut: { times: 2, seconds: 0.5, most: 4 },
  timeout: { times: 1, seconds: 0.5, most: 4 },
  auth: { times: 0, seconds: 0, most: 0 },
  money: { times: 0, seconds: 0, most: 0 },
  overflow: { times: 0, seconds: 0, most: 0 },
  invalid: { times: 0, seconds: 0, most: 0 },
  aborted: { times: 0, seconds: 0, most: 0 },
}

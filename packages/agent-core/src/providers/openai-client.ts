import type { WireOptions } from './wire.ts'

/** Loads the SDK once for a wire, with nothing of the environment but what is given. */
export function openaiClient({ apiKey, baseUrl, fetch }: WireOptions) {
  const load = async () => {
    const sdk = await import('openai')
    const client = new sdk.OpenAI({
      apiKey,
      organization: null,
      project: null,
      fetch,
      maxRetries: 0,
      logLevel: 'off', // it would print what a server sent
      ...(baseUrl === null ? {} : { baseURL: baseUrl }),
    })
    const networkOf = (error: unknown) => {
      if (error instanceof sdk.APIConnectionTimeoutError) return 'timeout'
      return error instanceof sdk.APIConnectionError ? 'connection' : null
    }
    return { client, networkOf }
  }
  let loaded: ReturnType<typeof load> | null = null
  let networkOf: ((error: unknown) => 'timeout' | 'connection' | null) | null = null
  return {
    async open() {
      const { client, ...rest } = await (loaded ??= load())
      ;({ networkOf } = rest)
      return client
    },
    networkOf: (error: unknown) => networkOf?.(error) ?? null,
  }
}

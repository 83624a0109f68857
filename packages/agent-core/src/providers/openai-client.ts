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
    return { client, isConnection: (error: unknown) => error instanceof sdk.APIConnectionError }
  }
  let loaded: ReturnType<typeof load> | null = null
  let isConnection: ((error: unknown) => boolean) | null = null
  return {
    async open() {
      const { client, ...rest } = await (loaded ??= load())
      ;({ isConnection } = rest)
      return client
    },
    isConnection: (error: unknown) => isConnection?.(error) ?? false,
  }
}

import type { Dispatcher } from 'undici'

/**
 * The fetch for models. Node's own gives up after five minutes without a byte, and a model may think for longer: the only limit is
 * the signal of a call. Loaded with the first request.
 * @param proxy the address of the proxy for these requests; null for none.
 */
export function modelFetch(proxy: string | null): typeof fetch {
  const limits = { headersTimeout: 0, bodyTimeout: 0 }
  const load = async () => {
    const undici = await import('undici')
    const dispatcher: Dispatcher =
      proxy === null ? new undici.Agent(limits) : new undici.ProxyAgent({ uri: proxy, ...limits })
    return { send: undici.fetch as unknown as (input: unknown, init: object) => Promise<Response>, dispatcher }
  }
  let loaded: ReturnType<typeof load> | null = null
  return async (input, init) => {
    const { send, dispatcher } = await (loaded ??= load())
    return await send(input instanceof Request ? input.url : input, { ...init, dispatcher })
  }
}

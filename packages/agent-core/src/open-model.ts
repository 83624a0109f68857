import { setTimeout as delay } from 'node:timers/promises'
import { UserError } from '@upkeep/schema'
import type { Sha } from '@upkeep/schema'
import type { Redactor } from '@upkeep/text'
import { canonicaliser } from './canonical.ts'
import type { Model } from './model.ts'
import { costOf, priceOf } from './price.ts'
import { anthropicMessages } from './providers/anthropic-messages.ts'
import { openaiChat } from './providers/openai-chat.ts'
import { openaiResponses } from './providers/openai-responses.ts'
import type { Wire, WireOptions } from './providers/wire.ts'
import { askWithRetries } from './retry.ts'
import type { Patience, RetryPorts } from './retry.ts'

export interface ModelOptions {
  /** `provider/id`. */
  name: string
  keys: { anthropic: string; openai: string }
  /** Empty for the provider's own address. */
  baseUrl: string
  /** `modelFetch`, or that of a cassette. */
  fetch: typeof fetch
  /** What the record and the cassette are redacted by: the key of a request is made of redacted text. */
  redact: Redactor
  ports?: Partial<RetryPorts>
  /** What all calls may wait for servers together, of all models that share it; two minutes of its own unless told. */
  patience?: Patience
  /** Names what requests have in common (action and repository), for servers that find their cache by it. */
  cacheKey?: string
}

type WireFactory = (options: WireOptions) => Wire

const WIRES: Readonly<Record<string, { key: 'anthropic' | 'openai'; wire: WireFactory; compatible: WireFactory }>> = {
  anthropic: { key: 'anthropic', wire: anthropicMessages, compatible: anthropicMessages },
  // servers that speak OpenAI's formats all speak the older one
  openai: { key: 'openai', wire: openaiResponses, compatible: openaiChat },
  'openai-responses': { key: 'openai', wire: openaiResponses, compatible: openaiResponses },
  'openai-chat': { key: 'openai', wire: openaiChat, compatible: openaiChat },
}

const PATIENCE_SECONDS = 120

export function newPatience(): Patience {
  return { seconds: PATIENCE_SECONDS }
}

/** @throws UserError (usage) where the name is none of a known provider, or its key is missing. */
export function openModel(options: ModelOptions): Model {
  const { name, keys, baseUrl, redact } = options
  const slash = name.indexOf('/')
  const [provider, id] = [name.slice(0, slash), name.slice(slash + 1)]
  const known = WIRES[provider]
  if (slash < 1 || id === '' || known === undefined) {
    throw new UserError(`model: "${name}" is no model.`, {
      remedy: `Write provider/id, with one of the providers ${Object.keys(WIRES).join(', ')}.`,
    })
  }
  const apiKey = keys[known.key] || (baseUrl === '' ? '' : 'none') // a server of one's own may need no key
  if (apiKey === '') {
    throw new UserError(`model: ${name} needs the input ${known.key}-api-key.`, {
      remedy: `Give it (on the command line as ${known.key.toUpperCase()}_API_KEY), or no model to use tools only.`,
    })
  }
  const asked: { key: Sha | null } = { key: null }
  const canonical = canonicaliser(redact)
  const fetch = noting(options.fetch, (url, body) => {
    asked.key = canonical(url, body).key
  })
  const own = { id, apiKey, baseUrl: baseUrl === '' ? null : baseUrl, cacheKey: options.cacheKey ?? null, fetch }
  const wire = (baseUrl === '' ? known.wire : known.compatible)(own)
  const patience = options.patience ?? newPatience()
  const ports: RetryPorts = { sleep, random: Math.random, ...options.ports }
  const price = baseUrl === '' ? priceOf(known.key, id) : null
  return {
    name,
    ownServer: baseUrl !== '',
    cost: (usage) => (price === null ? null : costOf(price, usage)),
    async turn(request) {
      asked.key = null
      const { result, retries } = await askWithRetries(wire, request, patience, ports)
      if ('turn' in result) return { result, retries, request: asked.key }
      const { failure } = result
      return { result: { failure: { ...failure, message: redact(failure.message) } }, retries, request: asked.key }
    },
  }
}

/** The fetch of an SDK with each body shown before it is sent. */
function noting(send: typeof fetch, note: (url: string, body: string) => void): typeof fetch {
  return async (input, init) => {
    if (typeof init?.body === 'string') note(input instanceof Request ? input.url : String(input), init.body)
    return await send(input, init)
  }
}

async function sleep(seconds: number, signal: AbortSignal): Promise<void> {
  await delay(seconds * 1000, undefined, { signal })
}

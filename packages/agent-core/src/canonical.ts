import { sha256 } from '@upkeep/schema'
import type { Sha } from '@upkeep/schema'
import type { Redactor } from '@upkeep/text'
import * as z from 'zod/mini'
import { mapStrings } from './strings-in.ts'
import type { Json } from './tool.ts'

/** Fields that name a caller, not a question. */
const VOLATILE: ReadonlySet<string> = new Set(['metadata', 'prompt_cache_key', 'user', 'safety_identifier'])

/** What is equal in two requests that ask the same: keys sorted, callers left out, secrets and paths of the machine redacted. */
export interface CanonicalRequest {
  key: Sha
  /** The path of the address and each part of the body (an element of a list by itself), for naming where two requests differ. */
  parts: { name: string; text: string }[]
}

/** Parts that are remembered: each request repeats those of the one before. */
const REMEMBERED = 2000

/**
 * Makes the canonical form of requests.
 * @param redact also what the record is redacted by: what a replay asks is made of redacted answers, and has to have the same key.
 */
export function canonicaliser(redact: Redactor): (url: string, body: string) => CanonicalRequest {
  const known = new Map<string, string>()
  const textOf = (value: Json) => {
    const raw = JSON.stringify(value)
    const text = known.get(raw) ?? canonical(mapStrings(value, redact))
    if (known.size >= REMEMBERED) known.clear()
    known.set(raw, text)
    return text
  }
  return (url, body) => {
    const path = new URL(url).pathname.replace(/^.*?(?=\/(?:messages|chat\/completions|responses)$)/, '')
    const parsed = JsonObject.safeParse(parse(body))
    const fields: [string, Json][] = parsed.success ? Object.entries(parsed.data) : [['body', body]]
    const kept = fields.filter(([name]) => !VOLATILE.has(name)).toSorted(([one], [other]) => (one < other ? -1 : 1))
    const parts = kept.flatMap(([name, value]) =>
      Array.isArray(value)
        ? value.map((item, index) => ({ name: `${name}[${index}]`, text: textOf(item) }))
        : [{ name, text: textOf(value) }],
    )
    return { key: sha256(JSON.stringify([path, parts])), parts }
  }
}

// what JSON.parse gives is JSON: looking at each value of a long conversation again would only take time
const JsonObject = z.record(
  z.string(),
  z.custom<Json>(() => true),
)

function canonical(value: Json): string {
  return JSON.stringify(sorted(value))
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(entries.map(([key, own]) => [key, sorted(own)]))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

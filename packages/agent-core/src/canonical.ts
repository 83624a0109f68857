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

/**
 * @param redact also what the record is redacted by: what a replay asks is made of redacted answers, and has to have the same key.
 */
export function canonicalRequest(url: string, body: string, redact: Redactor): CanonicalRequest {
  const path = new URL(url).pathname.replace(/^.*?(?=\/(?:messages|chat\/completions|responses)$)/, '')
  const parsed = z.record(z.string(), z.json()).safeParse(parse(body))
  const fields: [string, Json][] = parsed.success ? Object.entries(parsed.data) : [['body', body]]
  const kept = fields.filter(([name]) => !VOLATILE.has(name)).toSorted(([one], [other]) => (one < other ? -1 : 1))
  const parts = kept.flatMap(([name, value]) =>
    Array.isArray(value)
      ? value.map((item, index) => ({ name: `${name}[${index}]`, text: canonical(mapStrings(item, redact)) }))
      : [{ name, text: canonical(mapStrings(value, redact)) }],
  )
  return { key: sha256(JSON.stringify([path, parts])), parts }
}

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

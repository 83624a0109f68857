import type { Redactor } from '@upkeep/text'
import type { Json } from './tool.ts'

/** Every string inside a JSON value, redacted: a pattern can not run over the end of one, as it could in the serialised text. */
export function redactJson(value: Json, redact: Redactor): Json {
  if (typeof value === 'string') return redact(value)
  if (Array.isArray(value)) return value.map((item) => redactJson(item, redact))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redactJson(item, redact)]))
}

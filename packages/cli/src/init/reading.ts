import { parseDocument } from 'yaml'

/** The value of a text of YAML or JSON; what is broken reads as nothing. */
export function readYaml(text: string): unknown {
  const document = parseDocument(text, { logLevel: 'silent' })
  if (document.errors.length > 0) return null
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 })
    return value
  } catch {
    return null
  }
}

/** The map at a path; an empty one where there is none. */
export function recordIn(value: unknown, ...path: readonly (string | number)[]): Readonly<Record<string, unknown>> {
  let found = value
  for (const key of path) found = typeof found === 'object' && found !== null ? Reflect.get(found, key) : undefined
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as Record<string, unknown>) : {}
}

/** Reads of values that YAML or TOML gave, of which nothing is known yet. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let found = value
  for (const key of path) found = typeof found === 'object' && found !== null ? Reflect.get(found, key) : undefined
  return found
}
export function textAt(value: unknown, ...path: readonly (string | number)[]): string | null {
  const found = at(value, ...path)
  if (typeof found === 'string') return found
  return typeof found === 'number' || typeof found === 'boolean' ? String(found) : null
}
/** A list; a single value is a list of one, as in `needs:` and `runs-on:`. */
export function listAt(value: unknown, ...path: readonly (string | number)[]): unknown[] {
  const found = at(value, ...path)
  if (Array.isArray(found)) return found
  return found === undefined || found === null ? [] : [found]
}
export function textsAt(value: unknown, ...path: readonly (string | number)[]): string[] {
  return listAt(value, ...path).flatMap((item) =>
    typeof item === 'string' || typeof item === 'number' ? [String(item)] : [],
  )
}
export function entriesAt(value: unknown, ...path: readonly (string | number)[]): [string, unknown][] {
  const found = at(value, ...path)
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? Object.entries(found) : []
}
/** The string values of a map, as `env:` has them. */
export function variablesAt(value: unknown, ...path: readonly (string | number)[]): Record<string, string> {
  return Object.fromEntries(
    entriesAt(value, ...path).flatMap(([name]) => {
      const item = textAt(value, ...path, name)
      return item === null ? [] : [[name, item]]
    }),
  )
}

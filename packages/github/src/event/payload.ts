/** What an event says in a place, as far as it says anything: nothing of a payload is taken for granted. */
export function payloadField(payload: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (found, name) => (typeof found === 'object' && found !== null ? Reflect.get(found, name) : undefined),
    payload,
  )
}

import type { Diagnostic } from '@upkeep/schema'

/** What a second run of the same tool says beyond the first one, as multisets of places, rules and messages. */
export function countedApart(before: readonly Diagnostic[], after: readonly Diagnostic[]): Diagnostic[] {
  const known = new Map<string, number>()
  for (const one of before) known.set(keyOf(one), (known.get(keyOf(one)) ?? 0) + 1)
  return after.filter((one) => {
    const left = known.get(keyOf(one)) ?? 0
    known.set(keyOf(one), left - 1)
    return left <= 0
  })
}

function keyOf({ rule, path, range, message }: Diagnostic): string {
  return JSON.stringify([rule, path, range, message])
}

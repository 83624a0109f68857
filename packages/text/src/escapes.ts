/** A text with its character escapes resolved, and where in the original each character began. */
export interface Unescaped {
  text: string
  /** The offset in the original of an offset in `text`, its end included. */
  originalAt: (offset: number) => number
}

/** `%41`, `\u0041`, `\x41`, `&#65;`, `&#x41;`: the notations of URLs, JSON, source code and HTML. */
const ESCAPE = /%([0-9a-f]{2})|\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|&#x([0-9a-f]{1,6});|&#([0-9]{1,7});/gi

/**
 * A second look at a text whose characters are written as escapes one by one, which no list of forms can hold: only escapes of
 * printable ASCII are resolved, once. Null where there are none. Linear.
 */
export function unescaped(text: string): Unescaped | null {
  const parts: string[] = []
  const shifts: { from: number; by: number }[] = []
  let end = 0
  let length = 0
  for (const { 0: whole, 1: url, 2: json, 3: source, 4: hex, 5: decimal, index } of text.matchAll(ESCAPE)) {
    const code = decimal === undefined ? Number.parseInt(url ?? json ?? source ?? hex ?? '', 16) : Number(decimal)
    if (code < 0x20 || code > 0x7e) continue
    const before = text.slice(end, index)
    parts.push(before, String.fromCharCode(code))
    length += before.length + 1
    end = index + whole.length
    shifts.push({ from: length, by: end - length })
  }
  if (shifts.length === 0) return null
  return {
    text: `${parts.join('')}${text.slice(end)}`,
    originalAt: (offset) => offset + (lastUpTo(shifts, offset)?.by ?? 0),
  }
}

/** The last entry that begins at or before the offset, by halving. */
function lastUpTo<T extends { from: number }>(sorted: readonly T[], offset: number): T | null {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle]?.from ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return sorted[low - 1] ?? null
}

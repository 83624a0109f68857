import type { Directive } from './suppression.ts'

/** The text less the codes that are not wanted, each with one separator; null where a wanted code is not there yet. */
export function keptCodes(text: string, { codes }: Directive, wanted: readonly string[]): string | null {
  if (!wanted.every((name) => codes.some((code) => code.name === name))) return null
  const out: string[] = []
  let position = 0
  for (const [index, code] of codes.entries()) {
    if (wanted.includes(code.name)) continue
    const next = codes[index + 1]
    const previousEnd = codes.slice(0, index).findLast(({ name }) => wanted.includes(name))?.end
    const lastKept = codes.slice(index + 1).every(({ name }) => !wanted.includes(name))
    const start = lastKept && previousEnd !== undefined ? previousEnd : code.start
    const end = lastKept || next === undefined ? code.end : next.start
    out.push(text.slice(position, Math.max(position, start)))
    position = Math.max(position, end)
  }
  return out.join('') + text.slice(position)
}

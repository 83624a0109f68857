/** How deep brackets are nested at the most, those in comments and strings counted as well: what parsers take time for. */
export function nestingDepth(code: string): number {
  let [depth, most] = [0, 0]
  for (const [sign] of code.matchAll(/[([{}\])]/g)) {
    depth = '([{'.includes(sign) ? depth + 1 : Math.max(0, depth - 1)
    most = Math.max(most, depth)
  }
  return most
}

type Difference = (path: string, before: string, after: string) => string | null

const SCRIPT_BLOCK = /(<script\b[^>]*>)([\s\S]*?)(<\/script\s*>)|^(---\r?\n)([\s\S]*?)(\r?\n---)/g

/** A single-file component: all outside its script blocks is the same to the byte, and no block differs; null, or what does. */
export function embeddedDifference(path: string, before: string, after: string, difference: Difference): string | null {
  const [first, second] = [blocks(before), blocks(after)]
  if (first.outside !== second.outside || first.inside.length !== second.inside.length)
    return 'more than its scripts changed'
  for (const [index, script] of first.inside.entries()) {
    const why = difference(`${path}.tsx`, script, second.inside[index] ?? '')
    if (why !== null && difference(`${path}.ts`, script, second.inside[index] ?? '') !== null) return why
  }
  return null
}

/** The scripts of a component, and all that stands around them. */
export function blocks(text: string): { outside: string; inside: string[] } {
  const inside: string[] = []
  const outside = text.replace(
    SCRIPT_BLOCK,
    (_, open?: string, body?: string, close?: string, fence?: string, front?: string, end?: string) => {
      inside.push(body ?? front ?? '')
      return `${open ?? fence ?? ''}${close ?? end ?? ''}`
    },
  )
  return { outside, inside }
}

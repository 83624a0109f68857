/** A part of what stands in front of a member: `c`, `Parent()` of `c.Parent().Name`. */
export interface Link {
  name: string
  called: boolean
}

const SEPARATOR = /[?!]?\s*(?:\.|::)\s*$/
const NAME = /([A-Za-z_$][\w$]*)$/
const OPENS: Readonly<Record<string, string>> = { ')': '(', ']': '[' }

/** The names and calls that a member is taken of, the first one first; null where something else stands there. An element counts as what it is taken of. */
export function linksBefore(before: string): Link[] | null {
  const links: Link[] = []
  let rest = before
  while (SEPARATOR.test(rest)) {
    rest = rest.replace(SEPARATOR, '')
    let called = false
    for (let bare = withoutBrackets(rest); bare !== null; bare = withoutBrackets(rest)) {
      called ||= rest.endsWith(')')
      rest = bare
    }
    const name = NAME.exec(rest)?.[1]
    if (name === undefined) return null
    links.unshift({ name, called })
    rest = rest.slice(0, -name.length)
  }
  return links.length === 0 ? null : links
}

/** A text without the brackets that it ends with; null where it ends with none that are whole. */
function withoutBrackets(text: string): string | null {
  const open = OPENS[text.at(-1) ?? '']
  if (open === undefined) return null
  let depth = 0
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const sign = text.charAt(at)
    if (sign === text.at(-1)) depth += 1
    else if (sign === open) depth -= 1
    if (depth === 0) return text.slice(0, at).trimEnd()
  }
  return null
}

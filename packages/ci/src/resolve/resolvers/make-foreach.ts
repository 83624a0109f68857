/** `$(foreach NAME,LIST,BODY)`, as make writes it. */
interface Loop {
  start: number
  /** Behind its last character. */
  end: number
  name: string
  list: string
  body: string
}

/** Loops that write more than this, in characters, are left as they stand. */
const MOST_WRITTEN = 20_000

type Variables = ReadonlyMap<string, string>

/**
 * The text with its loops of make written out, a space between turns.
 * @param substitute puts variables in: what a loop goes through may be one, and its body names the one of its turn
 */
export function unrolled(
  text: string,
  variables: Variables,
  substitute: (text: string, variables: Variables) => string,
): string {
  let written = text
  for (let loop = loopFrom(0, written); loop !== null;) {
    const { start, end, name, list, body } = loop
    const turns: string[] = []
    let length = written.length
    for (const value of substitute(list, variables).split(/\s+/).filter(Boolean)) {
      const turn = substitute(body, new Map(variables).set(name, value))
      length += turn.length
      if (length > MOST_WRITTEN) return text
      turns.push(turn)
    }
    const all = turns.join(' ')
    written = `${written.slice(0, start)}${all}${written.slice(end)}`
    loop = loopFrom(start + all.length, written)
  }
  return written
}

function loopFrom(place: number, text: string): Loop | null {
  const begin = /\$([({])foreach\s/g
  begin.lastIndex = place
  const found = begin.exec(text)
  if (found === null) return null
  const [opening, closing] = found[1] === '(' ? '()' : '{}'
  const commas: number[] = []
  let depth = 0
  for (let at = begin.lastIndex; at < text.length; at++) {
    const char = text[at]
    if (char === opening) depth += 1
    else if (char === ',' && depth === 0) commas.push(at)
    else if (char === closing && depth > 0) depth -= 1
    else if (char === closing) {
      const [first, second] = commas
      if (first === undefined || second === undefined) return null
      const name = text.slice(begin.lastIndex, first).trim()
      const list = text.slice(first + 1, second)
      return { start: found.index, end: at + 1, name, list, body: text.slice(second + 1, at) }
    }
  }
  return null
}

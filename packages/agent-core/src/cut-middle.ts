/** A text of at most `most` characters (and the marks): its head and its tail. It is cut where a line ends, or in a line that is too long. */
export function cutMiddle(text: string, most: number): string {
  if (text.length <= most) return text
  const half = Math.floor(most / 2)
  const [head, tail] = [headOf(text, half), tailOf(text, half)]
  const cut = text.length - head.length - tail.length
  return [
    marked(head, text[head.length], 'end'),
    `[… ${cut} characters cut here …]`,
    marked(tail, text.at(-tail.length - 1), 'start'),
  ].join('\n')
}

/** The first lines of a text, of at most `most` characters (and the mark). */
export function cutEnd(text: string, most: number): string {
  if (text.length <= most) return text
  const head = headOf(text, most)
  return text[head.length] === '\n' ? `${head}\n…` : `${head}…`
}

function headOf(text: string, most: number): string {
  const head = text.slice(0, most)
  if (text[most] === '\n') return head
  const end = head.lastIndexOf('\n')
  return end < most / 2 ? wellFormed(head, 0, -1) : head.slice(0, end)
}

function tailOf(text: string, most: number): string {
  if (most === 0) return ''
  const tail = text.slice(-most)
  if (text.at(-most - 1) === '\n') return tail
  const start = tail.indexOf('\n') + 1
  return start === 0 || start > most / 2 ? wellFormed(tail, 1) : tail.slice(start)
}

/** Without the half of a character that a cut may have left at one end. */
function wellFormed(text: string, from: number, to?: number): string {
  return text.isWellFormed() ? text : text.slice(from, to)
}

/** What was cut inside of a line says so. */
function marked(part: string, beside: string | undefined, at: 'start' | 'end'): string {
  if (part === '' || beside === '\n') return part
  return at === 'end' ? `${part}…` : `…${part}`
}

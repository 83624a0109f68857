/** What is kept of one line, in characters. */
const MOST_KEPT = 4_000_000

/**
 * Hands over the lines of a text that comes piece by piece, without their ends. A line is looked at once it is whole: to look at each piece
 * of a long one would take its square.
 */
export function wholeLines(take: (line: string) => void): { write: (text: string) => void; end: () => void } {
  let rest = ''
  const add = (more: string) => {
    rest += rest.length + more.length > MOST_KEPT ? more.slice(0, MOST_KEPT - rest.length) : more
  }
  const handOver = () => {
    take(rest.endsWith('\r') ? rest.slice(0, -1) : rest)
    rest = ''
  }
  return {
    write(text) {
      let from = 0
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
        add(text.slice(from, end))
        handOver()
        from = end + 1
      }
      add(text.slice(from))
    },
    end() {
      if (rest !== '') handOver()
    },
  }
}

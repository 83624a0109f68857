/** Characters of one line that are kept: no tool says more in one, and it bounds the work on each. */
export const LONGEST_LINE = 16_384

/**
 * Hands over the lines of a stream one by one, without their ends; a line that is too long is cut. The memory that it takes does not
 * grow with the stream. Rejects where the stream does.
 */
export async function forEachLine(
  chunks: AsyncIterable<Uint8Array | string>,
  take: (line: string) => void,
): Promise<void> {
  const decoder = new TextDecoder()
  let carried = ''
  const read = (text: string) => {
    let start = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      take(lineOf(carried + text.slice(start, Math.min(end, start + LONGEST_LINE))))
      carried = ''
      start = end + 1
    }
    if (carried.length < LONGEST_LINE) carried = ownCopy(carried + text.slice(start, start + LONGEST_LINE))
  }
  for await (const chunk of chunks) read(typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }))
  read(decoder.decode())
  if (carried !== '') take(lineOf(carried))
}

function lineOf(text: string): string {
  const line = text.length > LONGEST_LINE ? ownCopy(text.slice(0, LONGEST_LINE)) : text
  return line.endsWith('\r') ? line.slice(0, -1) : line
}

/** A part of a long string keeps the whole of it in memory. */
function ownCopy(text: string): string {
  return Buffer.from(text).toString()
}

// GitHub's stamp: `2026-11-20T09:30:04.1234567Z `
const STAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z(?: |$)/
const LONGEST_STAMP = 32

/** How many characters of a line are its time stamp, with the mark of its encoding where a file begins. Without garbage: it is asked for every line. */
export function stampLength(line: string): number {
  const start = line.startsWith('\uFEFF') ? 1 : 0
  const isLikely = line.charCodeAt(start + 4) === 0x2d && line.charCodeAt(start + 10) === 0x54
  if (!isLikely || !STAMP.test(start === 0 ? line : line.slice(1, 1 + LONGEST_STAMP))) return start
  return Math.min(line.indexOf('Z', start + 19) + 2, line.length)
}

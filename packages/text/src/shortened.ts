const NOTICE = '\n\n*This text was cut here, because it is longer than GitHub takes.*\n'

/**
 * At most `most` UTF-16 units, ended at the end of a line, never inside a block of code or a character, with a notice where
 * something was left out.
 */
export function shortened(markdown: string, most: number): string {
  if (markdown.length <= most) return markdown
  const room = cut(markdown, most - NOTICE.length - 8)
  const lines = room.slice(0, Math.max(room.lastIndexOf('\n'), 0)).split('\n')
  let open: string | null = null
  for (const line of lines) {
    const [, fence] = /^\s{0,3}(`{3,}|~{3,})/.exec(line) ?? []
    if (fence === undefined) continue
    if (open === null) open = fence
    else if (fence.startsWith(open)) open = null
  }
  const whole = lines.join('\n')
  return `${whole}${open === null ? '' : `\n${open}`}${NOTICE}`
}

/** The same by the bytes of its UTF-8, which is how the limit of a job summary counts. */
export function shortenedToBytes(markdown: string, most: number): string {
  const bytes = Buffer.from(markdown)
  if (bytes.length <= most) return markdown
  // a notice in ASCII takes as many bytes as units, and a character that was halved here counts one unit too many at the most
  return shortened(markdown, bytes.subarray(0, most - 4).toString().length - 1)
}

/** The first `length` UTF-16 units, one fewer where that would halve a character. */
export function cut(text: string, length: number): string {
  const last = text.charCodeAt(length - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length)
}

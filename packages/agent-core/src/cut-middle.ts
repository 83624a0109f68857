/** A text of at most `most` characters (and the mark): its head and its tail, cut at whole characters. */
export function cutMiddle(text: string, most: number): string {
  if (text.length <= most) return text
  const half = Math.floor(most / 2)
  const cut = text.length - 2 * half
  return `${text.slice(0, half).toWellFormed()}\n[… ${cut} characters cut here …]\n${text.slice(-half).toWellFormed()}`
}

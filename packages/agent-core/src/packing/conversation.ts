import { removedNotice, sanitised } from '@upkeep/text'
import { cutMiddle } from '../cut-middle.ts'
import { charactersOf, estimateTokens } from '../tokens.ts'

/** What somebody wrote under an issue or a pull request. */
export interface Comment {
  author: string
  /** When it was written, ISO 8601. */
  at: string
  text: string
}

export interface PackedConversation {
  /** In the order in which it was written, each comment between the marks of the nonce. */
  text: string
  /** Comments that did not fit, all older than those that are in it. */
  leftOut: number
}

/** Below this many tokens nothing of a comment is worth showing. */
const LEAST_TOKENS = 200

/**
 * A conversation as a prompt quotes it, within so many tokens: the newest comments, each without what people do not see of it. A comment
 * takes half of what is left at most, so that a long one does not push out all others; what was cut or left out is told in the text.
 * Only what may fit is read, so the time does not grow with the rest.
 */
export function packConversation(comments: readonly Comment[], nonce: string, tokens: number): PackedConversation {
  const newestFirst = comments.toSorted((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0))
  const kept: string[] = []
  let left = tokens - 20 // for the line that tells what was left out
  for (const { author, at, text } of newestFirst) {
    if (left < LEAST_TOKENS) break
    const { text: seen, removed } = sanitised(text, { markdown: true })
    const said = cutMiddle(seen, charactersOf(Math.floor(left / 2)) - 200)
    const by = `${at.slice(0, 20)} ${sanitised(author)
      .text.replace(/[\s"<>]/g, '')
      .slice(0, 40)}`
    const notice = removedNotice(removed)
    const block = `<data-${nonce} of="comment, ${by}">\n${said}${notice === '' ? '' : `\n${notice}`}\n</data-${nonce}>`
    kept.unshift(block)
    left -= estimateTokens(`${block}\n\n`)
  }
  const leftOut = comments.length - kept.length
  const note = leftOut === 0 ? [] : [`[${leftOut} older comments are left out here]`]
  return { text: [...note, ...kept].join('\n\n'), leftOut }
}

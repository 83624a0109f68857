import type { Message } from '@upkeep/schema'
import { estimateTokens } from './tokens.ts'
import { textOf } from './tool.ts'

/** Tool results at the end that stay whole. */
const KEPT = 8
/** What is shorter is not worth a mark. */
const SHORTEST = 200

export interface Masked {
  messages: Message[]
  elided: number
  tokensBefore: number
  tokensAfter: number
}

/**
 * Replaces all but the last eight tool results by a line each. Done once in an attempt: every change of what was said costs the
 * cached prefix from there on. Null where nothing would be gained.
 */
export function maskHistory(messages: readonly Message[]): Masked | null {
  const results = messages.flatMap((message) => (message.role === 'tools' ? message.results : []))
  const old = new Set(results.slice(0, -KEPT).filter(({ text }) => text.length > SHORTEST))
  if (old.size === 0) return null
  const masked = messages.map((message): Message =>
    message.role === 'tools'
      ? {
          role: 'tools',
          results: message.results.map((result) => (old.has(result) ? { ...result, text: mark(result.text) } : result)),
        }
      : message,
  )
  return {
    messages: masked,
    elided: old.size,
    tokensBefore: estimateTokens(textOf(messages)),
    tokensAfter: estimateTokens(textOf(masked)),
  }
}

function mark(text: string): string {
  const exit = /^exit (?:\d+|none)/.exec(text)?.[0]
  return `[output elided: ${text.split('\n').length} lines${exit === undefined ? '' : `, ${exit}`}]`
}

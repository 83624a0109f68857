import { stripAnsi } from './ansi.ts'
import { HIDING } from './hidden.ts'

/** What was taken out of a text before it went into a prompt: told, never silent. */
export interface Removed {
  what: 'hidden characters' | 'hidden text' | 'terminal codes' | 'workflow commands'
  /** UTF-16 units; for workflow commands their number. */
  count: number
}

export interface Sanitised {
  text: string
  removed: Removed[]
}

export interface SanitiseOptions {
  /** The text is Markdown that people see rendered: its HTML comments are hidden text. */
  markdown?: boolean
}

/** Control characters that say nothing in a text: all but tab and line feed. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g
const COMMAND = /^([^\S\n]*)(::(?=[a-z][\w-]*(?:[ ]|::))|##\[(?=[a-z]))/gm

/**
 * The copy of a foreign text that a model may read: without what people who looked at it would not have seen, and without what a
 * terminal or a runner would obey. The text itself stays as it is wherever it came from. Linear.
 */
export function sanitised(text: string, { markdown = false }: SanitiseOptions = {}): Sanitised {
  const removed: Removed[] = []
  const note = (what: Removed['what'], count: number) => void (count > 0 && removed.push({ what, count }))
  const bare = stripAnsi(text)
  note('terminal codes', text.length - bare.length)
  const lines = bare.replace(/\r\n?/g, '\n')
  const seen = lines.replace(CONTROL, '').replace(HIDING, '')
  note('hidden characters', lines.length - seen.length)
  const shown = markdown ? withoutComments(seen) : { text: seen, hidden: 0 }
  note('hidden text', shown.hidden)
  let commands = 0
  const inert = shown.text.replace(COMMAND, (_, space: string, start: string) => {
    commands += 1
    return `${space}${start.split('').join(' ')}`
  })
  note('workflow commands', commands)
  return { text: inert.toWellFormed(), removed }
}

/** HTML comments, each with a word in its place; one that is never closed hides everything behind it. */
function withoutComments(text: string): { text: string; hidden: number } {
  const parts: string[] = []
  let hidden = 0
  let at = 0
  for (let open = text.indexOf('<!--'); open !== -1; open = text.indexOf('<!--', at)) {
    const close = text.indexOf('-->', open + 4)
    const end = close === -1 ? text.length : close + 3
    const inside = text.slice(open + 4, close === -1 ? text.length : close).trim().length
    parts.push(text.slice(at, open), `[removed hidden text: ${inside} chars]`)
    hidden += inside
    at = end
  }
  return { text: [...parts, text.slice(at)].join(''), hidden }
}

/** One line for whoever reads the copy; empty where nothing was removed. */
export function removedNotice(removed: readonly Removed[]): string {
  if (removed.length === 0) return ''
  const sums = Map.groupBy(removed, ({ what }) => what)
  const parts = [...sums].map(([what, of]) => `${of.reduce((sum, { count }) => sum + count, 0)} ${what}`)
  return `[taken out here: ${parts.join(', ')}]`
}

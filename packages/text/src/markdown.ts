/** A zero-width space: shows nothing, and breaks up what GitHub would recognise after rendering (a backslash would not). */
const BREAK = '&#8203;'

/** The same where entities are not decoded: inside code. */
const BREAK_IN_CODE = '\u200b'

/**
 * Control characters (but for tab and line ends), what reorders text (Trojan Source), and what is invisible: none of it has a
 * place in a title or a message, and all of it can hide an instruction from a reader.
 */
export const HIDDEN = /(?![\t\r\n])[\p{Cc}\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e0fff}]/gu

const LINE_ENDS = /[\r\n\u2028\u2029]+/g
const MARKUP = /[\\`*_[\]{}|~$#]/g
const ANGLES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' }

/**
 * Any text as one line of Markdown that shows just its characters: no markup, HTML, link, image, mention, reference to an issue, closing
 * keyword or command of a bot. Linear in the length of the text.
 */
export function escapeMarkdown(text: string): string {
  return escapeInline(text.replace(LINE_ENDS, ' ').trim())
}

/** The same for a part of a line, or of several lines: outer spaces and line ends stay. */
export function escapeInline(text: string): string {
  return (
    text
      .replace(HIDDEN, '')
      .replace(MARKUP, '\\$&')
      .replace(/[<>&]/g, (character) => ANGLES[character] ?? character)
      .replace(/#(?=\d)/g, `#${BREAK}`) // #1, owner/name#1: references, and closing keywords before them
      .replace(/[@\uff20]/g, `$&${BREAK}`) // mentions, full-width too; also e-mail addresses, which become links
      .replace(/\bgh(?=-\d)/gi, `$&${BREAK}`)
      .replaceAll('://', `:${BREAK}//`) // addresses, also after a closing keyword
      .replace(/\bwww\./gi, `www${BREAK}.`)
      // lists, rules, underlined titles, commands of bots (`/approve`, `bors r+`)
      .replace(/^(?=[-+=/!]|\d{1,9}[.)]|bors\b)/gm, BREAK)
  )
}

const CLOSES = /\b((?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)[: ]{1,4}(?:[\w.-]{1,100}\/[\w.-]{1,100})?)#(?=\d)/gi

/** Text with its closing keywords (`fixes #1`) broken up invisibly, for where entities are not decoded. */
export function withoutClosing(text: string): string {
  return text.replace(CLOSES, `$1#${BREAK_IN_CODE}`)
}

/**
 * Text as inline code that it can not break out of. It stays as it is, so that it can be copied, but for line ends (which become
 * spaces), invisible characters (dropped) and closing keywords: these work even in code once a pull request is squashed.
 */
export function codeSpan(text: string): string {
  const line = withoutClosing(text.replace(LINE_ENDS, ' ').replace(HIDDEN, ''))
  const fence = '`'.repeat(longestRun(line) + 1)
  const padded = /^[`\s]|[`\s]$/.test(line) || line === '' ? ` ${line} ` : line
  return `${fence}${padded}${fence}`
}

/** Text as a block of code that it can not break out of, byte for byte. The language is kept to a plain word. */
export function codeBlock(text: string, language = ''): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return `${fence}${language.replace(/[^\w+-]/g, '')}\n${text.replace(/\n$/, '')}\n${fence}`
}

function longestRun(text: string): number {
  let longest = 0
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length)
  return longest
}

/** A table of cells that are Markdown already. Pipes are escaped, line ends become spaces; a short row is filled up. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${header.map((_, column) => escapeCell(cells[column] ?? '')).join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')
}

/** A pipe after an odd number of backslashes is escaped already. Runs are matched whole, which keeps this linear. */
function escapeCell(cell: string): string {
  return cell
    .replace(/\\+\|?|\|/g, (run) => (run.endsWith('|') && run.length % 2 === 1 ? `${run.slice(0, -1)}\\|` : run))
    .replace(LINE_ENDS, ' ')
}

/** Zero-width space: shows nothing, and breaks up what GitHub would recognise after rendering (a backslash would not). */
const BREAK = '\u200b'

/**
 * Control characters (but for tab and line ends), what reorders text (Trojan Source), and what is invisible: none of it has a
 * place in a title or a message, and all of it can hide an instruction from a reader.
 */
const HIDDEN = /(?![\t\r\n])[\p{Cc}\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e0fff}]/gu

const MARKUP = /[\\`*_[\]{}|~$#]/g
const ANGLES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' }

/**
 * Text as Markdown that renders as exactly this text: no markup, HTML, link, image, mention, reference to an issue, closing keyword or
 * command of a bot. Lines stay lines; white space that begins or ends one is dropped, because it can make a code block or a
 * break. Linear in the length of the text.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(HIDDEN, '')
    .split(/\r\n|\r|\n/)
    .map(escapeLine)
    .join('\n')
}

function escapeLine(line: string): string {
  const inert = line
    .trim()
    .replace(MARKUP, '\\$&')
    .replace(/[<>&]/g, (character) => ANGLES[character] ?? character)
    .replaceAll('@', `@${BREAK}`) // mentions; also e-mail addresses, which become links
    .replace(/#(?=\d)/g, `#${BREAK}`) // #1, owner/name#1: references, and closing keywords before them
    .replace(/\bgh-(?=\d)/gi, `$&${BREAK}`)
    .replaceAll('://', `:${BREAK}//`) // addresses, also after a closing keyword
    .replace(/\bwww\./gi, `www${BREAK}.`)
  return escapeStart(inert)
}

/** What means something only where it begins a line: lists, rules, underlined titles, commands of bots (`/approve`). */
function escapeStart(line: string): string {
  if (/^[-+=/!]/.test(line)) return `\\${line}`
  return line.replace(/^(\d{1,9})([.)])/, '$1\\$2')
}

const CLOSES = /\b((?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)[: ]{1,4}(?:[\w.-]{1,100}\/[\w.-]{1,100})?)#(?=\d)/gi

/**
 * Text as inline code that it can not break out of. It stays as it is, so that it can be copied, but for line ends (which become
 * spaces), invisible characters (dropped) and closing keywords: these work even in code once a pull request is squashed.
 */
export function codeSpan(text: string): string {
  const line = text
    .replace(/\r\n|\r|\n/g, ' ')
    .replace(HIDDEN, '')
    .replace(CLOSES, `$1#${BREAK}`)
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

/** A table of cells that are Markdown already. Pipes are escaped, line ends become breaks; a short row is filled up. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${header.map((_, column) => escapeCell(cells[column] ?? '')).join(' | ')} |`
  return [line(header), `|${' --- |'.repeat(header.length)}`, ...rows.map(line)].join('\n')
}

/** A pipe after an odd number of backslashes is escaped already. */
function escapeCell(cell: string): string {
  return cell
    .replace(/(\\*)\|/g, (found: string, slashes: string) => (slashes.length % 2 === 0 ? `${slashes}\\|` : found))
    .replace(/\r\n|\r|\n/g, '<br>')
}

/** Characters that Markdown (CommonMark 0.31, GFM) or HTML give a meaning to. */
const SPECIAL = /[\\`*_{}[\]()#+!|<>~&$^"]/g

/** A zero-width no-break: GitHub then sees no mention, no reference and no keyword, and people see the same text. */
const BREAK = '&#8203;'

/**
 * Any text as one line of Markdown that shows just its characters: no markup, HTML, links, images, mentions, references to issues
 * or closing keywords, and no command at its start.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\r\n\u2028\u2029]+/g, ' ')
    .replace(CONTROLS, '')
    .replace(SPECIAL, (character) => `&#${character.codePointAt(0) ?? 0};`)
    .replace(/@/g, `@${BREAK}`)
    .replace(/:(?=\/\/)/g, `:${BREAK}`)
    .replace(/\bwww\./gi, (match) => `${match.slice(0, 3)}${BREAK}.`)
    .replace(/\b(GH)-(?=\d)/gi, `$1${BREAK}-`)
    .replace(/^(\s*)([-/\d=])/, `$1${BREAK}$2`)
}

// Control characters, and those that reorder or hide text (Unicode bidirectional controls, zero-width characters, tags).
const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]|[\u{E0000}-\u{E007F}]/gu

/** Inline code that its content can't end: fenced by one backtick more than it holds in a row. */
export function codeSpan(text: string): string {
  const plain = text.replace(/[\r\n\u2028\u2029]+/g, ' ').replace(CONTROLS, '')
  if (plain.trim() === '') return '` `'
  const fence = '`'.repeat(longestRun(plain) + 1)
  const pad = plain.startsWith('`') || plain.endsWith('`') || (plain.startsWith(' ') && plain.endsWith(' ')) ? ' ' : ''
  return `${fence}${pad}${plain}${pad}${fence}`
}

/** A code block that its content can't end. */
export function codeBlock(text: string, language = ''): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1))
  const body = text.replace(CONTROLS_BUT_TABS, '').replace(/\n$/, '')
  return `${fence}${language.replace(/[^\w+-]/g, '')}\n${body}\n${fence}`
}

const CONTROLS_BUT_TABS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).slice(0, 10_000).map((run) => run.length))
}

/** A table. Cells are Markdown already; what would end a cell or a row is escaped. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replace(/\r?\n/g, ' ').replace(/(?<!\\)\|/g, '\\|')).join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')
}

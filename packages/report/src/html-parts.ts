import { escapeHtml as e } from '@upkeep/text'

export type Tone = 'good' | 'warn' | 'bad' | 'calm'

/** A path as code that breaks behind its slashes where the screen is narrow. */
export function pathCode(path: string): string {
  return `<code>${e(path).replaceAll('/', '/<wbr>')}</code>`
}

/** Prose in which backticks set code, as in Markdown; everything else is text. */
export function prose(text: string): string {
  return e(text).replace(/`([^`\n]+)`/g, '<code>$1</code>')
}

export function badge(tone: Tone, word: string): string {
  return `<span class="badge ${tone}">${e(word)}</span>`
}

/** A part with a heading; without a body it is left out. `aside` stands small beside the title. */
export function section(title: string, aside: string, body: string): string {
  const small = aside === '' ? '' : ` <small>${e(aside)}</small>`
  return body === '' ? '' : `<section><h2>${e(title)}${small}</h2>\n${body}</section>`
}

/** A table of HTML cells that becomes one card a row on a narrow screen. `numbers` are the columns to set right. */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  numbers: readonly number[] = [],
): string {
  if (rows.length === 0) return ''
  const head = header
    .map((title, column) => `<th scope="col"${numbers.includes(column) ? ' class="num"' : ''}>${e(title)}</th>`)
    .join('')
  const cell = (html: string, column: number) => {
    const kind = column === 0 ? ' class="lead"' : numbers.includes(column) ? ' class="num"' : ''
    return `<td${kind} data-label="${e(header[column] ?? '')}">${html}</td>`
  }
  const body = rows.map((cells) => `<tr>${cells.map(cell).join('')}</tr>`).join('\n')
  return `<div class="card scroll" tabindex="0"><table class="cards"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`
}

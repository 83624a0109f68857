import { pythonCode } from './python-text.ts'
import { scriptCode } from './script-tokens.ts'

/** A string of Python whose fields are code, as `pythonCode` leaves it. */
const WITH_FIELDS = /(?<!\w)(?:[rR]?[fFtT]|[fFtT][rR])("""|'''|"|')(\s*)\1/g
const FIELD = /(?<!\{)\{[^{}]*\}/g

/**
 * A text of the same length and lines with nothing but code: comments and the insides of strings are spaces. What is no Python,
 * JavaScript or TypeScript, or can't be read as such, comes back as it is.
 */
export function codeOnly(path: string, text: string): string {
  if (/\.[cm]?[jt]sx?$/.test(path)) return scriptCode(path, text) ?? text
  if (!/\.pyi?$/.test(path)) return text
  return pythonCode(text).replace(WITH_FIELDS, (whole: string, quote: string, inside: string, at: number) => {
    const start = at + whole.length - quote.length - inside.length
    const fields = [...text.slice(start, start + inside.length).matchAll(FIELD)]
    let filled = ''
    for (const { 0: field, index } of fields) filled += inside.slice(filled.length, index) + field
    return whole.slice(0, start - at) + filled + inside.slice(filled.length) + quote
  })
}

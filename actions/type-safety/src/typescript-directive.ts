import type { Directive } from './suppression.ts'

/** As the scanner of TypeScript reads them (`commentDirectiveRegExSingleLine`, `commentDirectiveRegExMultiLine`). */
const LINE = /^\/\/\/?\s*@(ts-expect-error|ts-ignore)/
const LAST_LINE_OF_BLOCK = /^(?:\/|\*)*\s*@(ts-expect-error|ts-ignore)/
const NOCHECK = /^\/\/\/?\s*@ts-nocheck\b/

/** The directive of TypeScript in a comment of a script, or null. Of a block only its last line counts. */
export function typescriptDirective(text: string): Directive | null {
  if (NOCHECK.test(text)) return directive('ts-nocheck', 'file', 0, text.length)
  if (text.startsWith('//')) {
    const name = LINE.exec(text)?.[1]
    return name === undefined ? null : directive(familyOf(name), 'next-line', 0, text.length)
  }
  const lineStart = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1
  const start = lineStart + (/^\s*/.exec(text.slice(lineStart))?.[0].length ?? 0)
  const name = LAST_LINE_OF_BLOCK.exec(text.slice(start))?.[1]
  return name === undefined ? null : directive(familyOf(name), 'next-line', start, text.length)
}

function familyOf(name: string): 'ts-ignore' | 'ts-expect-error' {
  return name === 'ts-ignore' ? 'ts-ignore' : 'ts-expect-error'
}

function directive(family: Directive['family'], scope: Directive['scope'], start: number, end: number): Directive {
  return { family, scope, start, end, codes: [], list: { start: end, end } }
}

/**
 * The comment without its directive, null where nothing worth keeping is left. The text behind the directive is its
 * explanation and goes with it; other lines of a block stay.
 */
export function withoutTypescriptDirective(text: string, { start }: Directive): string | null {
  const kept = text.slice(0, start)
  if (!/[^\s/*]/.test(kept)) return null
  return `${kept}*/`
}

/** The same comment as `@ts-expect-error`, which a compiler reports where it suppresses nothing. */
export function asExpectError(text: string, { start }: Directive): string {
  return text.slice(0, start) + text.slice(start).replace('@ts-ignore', '@ts-expect-error')
}

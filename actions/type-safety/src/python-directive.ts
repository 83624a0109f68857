import { keptCodes } from './code-list.ts'
import type { Change, Code, Directive, Family } from './suppression.ts'

/** A part of a comment begins at a `#` that opens the comment or follows white space, and is no number (`see #123`). */
const PART = /(?<=^|\s)#(?!\d)/g

const FORMS: readonly { family: Family; scope: Directive['scope']; pattern: RegExp }[] = [
  { family: 'type-ignore', scope: 'line', pattern: /^#\s*type:\s*ignore(?![\w-])(?<list>\s*\[[^\]#]*\])?/ },
  { family: 'pyright-ignore', scope: 'line', pattern: /^#\s*pyright:\s*ignore(?![\w-])(?<list>\s*\[[^\]#]*\])?/ },
  { family: 'ty-ignore', scope: 'line', pattern: /^#\s*ty:\s*ignore(?![\w-])(?<list>\s*\[[^\]#]*\])?/ },
  {
    family: 'noqa',
    scope: 'line',
    pattern: /^#\s*[Nn][Oo][Qq][Aa](?:(?!\s*:|\w)|(?<list>\s*:\s*[A-Z]+[0-9]+(?:(?:\s*,\s*|\s+)[A-Z]+[0-9]+)*)(?!\w))/,
  },
  { family: 'noqa-file', scope: 'file', pattern: /^#\s*(?:ruff|flake8):\s*noqa\b/i },
  { family: 'mypy-ignore-errors', scope: 'file', pattern: /^#\s*mypy:\s*ignore-errors\b/ },
]

const ITEM: Partial<Record<Family, RegExp>> = { noqa: /[A-Z]+[0-9]+/g }
const ANY_ITEM = /[^\s,[\]]+/g

/** Every directive of a Python comment; a comment may hold several, each behind its own `#`. */
export function pythonDirectives(text: string): Directive[] {
  return partsOf(text).flatMap(({ start, end }) => directiveOf(text, start, end) ?? [])
}

function directiveOf(text: string, start: number, end: number): Directive | null {
  const part = text.slice(start, end)
  for (const { family, scope, pattern } of FORMS) {
    const match = pattern.exec(part)
    if (match === null) continue
    const list = match.groups?.['list'] ?? ''
    const listStart = start + match[0].length - list.length
    const codes: Code[] = [...list.matchAll(ITEM[family] ?? ANY_ITEM)].map((item) => ({
      name: item[0],
      start: listStart + item.index,
      end: listStart + item.index + item[0].length,
    }))
    return { family, scope, start, end, codes, list: { start: listStart, end: listStart + list.length } }
  }
  return null
}

function partsOf(text: string): { start: number; end: number }[] {
  const starts = [...text.matchAll(PART)].map(({ index }) => index)
  return starts.map((start, index) => ({ start, end: starts[index + 1] ?? text.length }))
}

/**
 * The comment after changes to some of its directives, null where nothing is left of it. An explanation behind a directive is
 * part of it and goes with it; what stands behind a `#` of its own stays.
 */
export function changedPythonComment(text: string, changes: ReadonlyMap<Directive, Change>): string | null {
  const inOrder = [...changes].toSorted(([a], [b]) => b.start - a.start)
  let result = text
  for (const [directive, change] of inOrder) {
    const before = result.slice(0, directive.start)
    const after = result.slice(directive.end)
    const own = change.kind === 'remove' ? '' : withCodes(text, directive, change.codes)
    result = before + own + after
  }
  const lastGone = inOrder.some(([{ end }, { kind }]) => kind === 'remove' && end === text.length)
  if (lastGone) result = result.trimEnd()
  return result === '' ? null : result
}

function withCodes(text: string, directive: Directive, codes: readonly string[]): string {
  const { start, end, list } = directive
  const kept = keptCodes(text, directive, codes)
  if (kept !== null) return kept.slice(start, end - (text.length - kept.length))
  const written = directive.family === 'noqa' ? `: ${codes.join(', ')}` : `[${codes.join(', ')}]`
  return text.slice(start, list.start) + written + text.slice(list.end, end)
}

import type { CommandOutput, TextChange, UnsafeFix } from '../checker.ts'
import { field, jsonValues, listField, numberField, textField } from '../json-values.ts'
import { repositoryPath } from '../place.ts'
import { fileOf, fromMessage } from './parse.ts'

/**
 * What the compiler and Clippy call `MaybeIncorrect`: whole code that may not be what was meant. Neither what holds placeholders nor what
 * nobody vouches for (`Unspecified`), and only where one message has one answer.
 * https://doc.rust-lang.org/rustc/json.html, https://doc.rust-lang.org/nightly/nightly-rustc/rustc_lint_defs/enum.Applicability.html
 */
export function unsafeFixes(output: CommandOutput, cwd: string, root: string): UnsafeFix[] {
  if (!output.stdout.includes('"MaybeIncorrect"')) return []
  const found = new Map<string, UnsafeFix>()
  for (const value of jsonValues(output)) {
    const fix = fromValue(value, cwd, root)
    if (fix !== null) found.set(JSON.stringify(fix), fix) // a library is compiled for its tests as well
  }
  return [...found.values()]
}

function fromValue(value: unknown, cwd: string, root: string): UnsafeFix | null {
  const diagnostic = fromMessage(value, cwd, root)
  const answers = listField(field(value, 'message'), 'children')
    .map((child) => listField(child, 'spans').filter((span) => textField(span, 'suggested_replacement') !== null))
    .filter((spans) => spans.length > 0)
  const [spans] = answers
  if (diagnostic === null || diagnostic.path === null || spans === undefined || answers.length > 1) return null
  const { path } = diagnostic
  const changes = spans.flatMap((span) => changeOf(span) ?? [])
  const isWhole = changes.length === spans.length && spans.every((span) => pathOf(value, span, cwd, root) === path)
  return isWhole && !hasAlternatives(changes) ? { path, diagnostic, changes, source: null } : null
}

type Change = TextChange & { start: { bytes: number }; end: { bytes: number } }

/** Null where it is not to be taken, or is about what a macro wrote. */
function changeOf(span: unknown): Change | null {
  const [start, end] = [numberField(span, 'byte_start'), numberField(span, 'byte_end')]
  const text = textField(span, 'suggested_replacement')
  if (start === null || end === null || text === null || field(span, 'expansion') !== null) return null
  if (textField(span, 'suggestion_applicability') !== 'MaybeIncorrect') return null
  return { start: { bytes: start }, end: { bytes: end }, text, replaces: shownIn(span) }
}

function pathOf(value: unknown, span: unknown, cwd: string, root: string): string | null {
  const file = textField(span, 'file_name')
  return file === null ? null : repositoryPath(fileOf(value, file, root), cwd, root)
}

/** The code of a span: columns are 1-based and count characters. */
function shownIn(span: unknown): string | null {
  const lines = listField(span, 'text')
  const parts = lines.map((line) => {
    const [from, to] = [numberField(line, 'highlight_start') ?? 1, numberField(line, 'highlight_end') ?? 1]
    return Array.from(textField(line, 'text') ?? '')
      .slice(from - 1, to - 1)
      .join('')
  })
  return lines.length === 0 ? null : parts.join('\n')
}

/** Different answers stand side by side like the parts of one, but in each other's place. */
function hasAlternatives(changes: readonly Change[]): boolean {
  const sorted = changes.toSorted(
    (one, other) => one.start.bytes - other.start.bytes || one.end.bytes - other.end.bytes,
  )
  return sorted.some(({ start }, index) => {
    const before = sorted[index - 1]
    return before !== undefined && (start.bytes < before.end.bytes || start.bytes === before.start.bytes)
  })
}

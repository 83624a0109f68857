import { embeddedScripts } from './embedded-script.ts'
import { eslintDirective, eslintEnable } from './eslint-directive.ts'
import { EMBEDDED_FILE } from './families.data.ts'
import { pythonDirectives } from './python-directive.ts'
import type { ScannedPython } from './python-comments.ts'
import { scanScript, symbolAt } from './script-comments.ts'
import type { Comment, Enable, Suppression } from './suppression.ts'
import { typescriptDirective } from './typescript-directive.ts'

interface Found {
  suppressions: Suppression[]
  enables: Enable[]
}

/** The suppressions of a script, or of the scripts embedded in a component file; a sentence where it can't be parsed. */
export function scriptSuppressions(path: string, text: string): Found | string {
  if (!EMBEDDED_FILE.test(path)) return inScript(path, path, text)
  const found: Found = { suppressions: [], enables: [] }
  for (const script of embeddedScripts(path, text)) {
    const own = inScript(path, script.path, script.text)
    if (typeof own === 'string') return own
    const move = (comment: Comment): Comment => ({
      ...comment,
      start: comment.start + script.offset,
      end: comment.end + script.offset,
      line: comment.line + script.line,
      column: comment.line === 1 ? comment.column + script.column : comment.column,
      endLine: comment.endLine + script.line,
      container: comment.container && {
        start: comment.container.start + script.offset,
        end: comment.container.end + script.offset,
      },
    })
    found.suppressions.push(
      ...own.suppressions.map((one) => ({ ...one, line: one.line + script.line, comment: move(one.comment) })),
    )
    found.enables.push(...own.enables.map(({ comment, rules }) => ({ rules, comment: move(comment) })))
  }
  return found
}

function inScript(path: string, scriptPath: string, text: string): Found | string {
  const scanned = scanScript(scriptPath, text)
  if (typeof scanned === 'string') return scanned
  const found: Found = { suppressions: [], enables: [] }
  for (const comment of scanned.comments) {
    const rules = eslintEnable(comment.text)
    if (rules !== null) found.enables.push({ comment, rules })
    const typescript = typescriptDirective(comment.text)
    const directive = typescript ?? eslintDirective(comment.text)
    if (directive === null) continue
    const line = typescript === null ? comment.line : comment.endLine
    found.suppressions.push({
      ...directive,
      path,
      comment,
      line,
      guard: null,
      ...symbolAt(scanned.scopes, comment.start),
    })
  }
  return found
}

/** The suppressions of a Python file. */
export function pythonSuppressions(
  path: string,
  text: string,
  { comments, scopes, guards }: ScannedPython,
): Suppression[] {
  return comments.flatMap((comment) => {
    const guard = guards.find(({ start, end }) => start <= comment.line && comment.line <= end)?.why ?? null
    const { symbol, exported } = symbolAt(scopes, comment.line)
    const visible = symbol === '' ? !/^\s*_/.test(lineOf(text, comment.start)) : exported
    return pythonDirectives(comment.text).map((directive) => ({
      ...directive,
      path,
      comment,
      symbol,
      guard,
      scope: directive.family === 'type-ignore' && leadsFile(text, comment.start) ? ('file' as const) : directive.scope,
      line: comment.line,
      exported: visible,
    }))
  })
}

/** A `# type: ignore` above all code speaks for the whole file (PEP 484). */
function leadsFile(text: string, index: number): boolean {
  return text
    .slice(0, index)
    .split(/\r\n|\r|\n/)
    .every((line) => /^\s*(?:#|$)/.test(line))
}

/** The whole line around an index, without its line break. */
export function lineOf(text: string, index: number): string {
  const before =
    text
      .slice(0, index)
      .split(/[\r\n]/)
      .at(-1) ?? ''
  const after = text.slice(index).split(/[\r\n]/, 1)[0] ?? ''
  return before + after
}

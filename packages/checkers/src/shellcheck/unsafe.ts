import type { CommandOutput, Place, TextChange, UnsafeFix } from '../checker.ts'
import { field, jsonValues, listField, numberField, textField } from '../json-values.ts'
import { fromObject } from './parse.ts'

/** What `--format=diff` would print: there is no call that writes it. */
export function unsafeFixes(output: CommandOutput, cwd: string, root: string): UnsafeFix[] {
  if (!output.stdout.includes('"replacements"')) return []
  return jsonValues(output)
    .flatMap((value) => listField(value, 'comments'))
    .flatMap((comment) => {
      const [diagnostic] = fromObject(comment, cwd, root)
      const replacements = listField(field(comment, 'fix'), 'replacements')
      const changes = replacements.flatMap((replacement) => changeOf(replacement) ?? [])
      const path = diagnostic?.path ?? null
      if (diagnostic === undefined || path === null) return []
      if (changes.length === 0 || changes.length < replacements.length) return []
      return [{ path, diagnostic, changes, source: null }]
    })
}

/** In the format `json1` a tab is one column. */
function changeOf(replacement: unknown): TextChange | null {
  const start = placeOf(replacement, 'line', 'column')
  const end = placeOf(replacement, 'endLine', 'endColumn')
  const text = textField(replacement, 'replacement')
  return start === null || end === null || text === null ? null : { start, end, text, replaces: null }
}

function placeOf(replacement: unknown, ...[lines, columns]: [string, string]): Place | null {
  const [line, column] = [numberField(replacement, lines), numberField(replacement, columns)]
  return line === null || column === null ? null : { line, column }
}

import type { CommandOutput, TextChange, UnsafeFix } from '../checker.ts'
import { jsonValues, listField, numberField, textField } from '../json-values.ts'
import { reported } from '../line-reports.ts'
import { repositoryPath } from '../place.ts'
import { machine } from './machine.ts'

/** With `-json` it tells the fixes that `-fix` would write (Go 1.26), and succeeds. */
export function print(argv: readonly string[]): string[] {
  const [go = 'go', vet = 'vet', ...rest] = machine(argv)
  return [go, vet, '-json', ...rest]
}

/** https://pkg.go.dev/golang.org/x/tools/go/analysis#SuggestedFix: several of one diagnostic are alternatives. */
export function unsafeFixes(output: CommandOutput, cwd: string, root: string): UnsafeFix[] {
  if (![output.stdout, output.stderr].some((text) => text.includes('"suggested_fixes"'))) return []
  const found = new Map<string, UnsafeFix>()
  for (const packages of jsonValues(output))
    for (const analyzers of valuesOf(packages))
      for (const told of valuesOf(analyzers).flat()) {
        const fix = fromDiagnostic(told, cwd, root)
        if (fix !== null) found.set(JSON.stringify(fix), fix) // a package is checked with its tests as well
      }
  return [...found.values()]
}

function fromDiagnostic(told: unknown, cwd: string, root: string): UnsafeFix | null {
  const [, file, line, column] = /^(.{1,1000}):(\d{1,9}):(\d{1,9})$/.exec(textField(told, 'posn') ?? '') ?? []
  const [fix, ...others] = listField(told, 'suggested_fixes')
  const path = file === undefined ? null : repositoryPath(file, cwd, root)
  if (file === undefined || path === null || fix === undefined || others.length > 0) return null
  const edits = listField(fix, 'edits')
  const changes = edits.flatMap((edit) => changeOf(edit, path, cwd, root) ?? [])
  if (edits.length === 0 || changes.length < edits.length) return null
  const message = textField(told, 'message') ?? ''
  const report = { file, rule: '', message, line: Number(line), column: Number(column) }
  return { path, diagnostic: reported('go-vet', report, cwd, root), changes, source: null }
}

/** Offsets are bytes of the file. */
function changeOf(edit: unknown, path: string, cwd: string, root: string): TextChange | null {
  const [start, end, text] = [numberField(edit, 'start'), numberField(edit, 'end'), textField(edit, 'new')]
  if (start === null || end === null || text === null) return null
  if (repositoryPath(textField(edit, 'filename') ?? '', cwd, root) !== path) return null
  return { start: { bytes: start }, end: { bytes: end }, text, replaces: null }
}

function valuesOf(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : []
}

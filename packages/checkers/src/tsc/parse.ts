import type { Diagnostic } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import { outputLines } from '../output-lines.ts'
import type { OutputLine } from '../output-lines.ts'
import { rangeOf, repositoryPath, severityOf } from '../place.ts'

// `src/a.ts(3,5): error TS2578: …` · `src/a.ts:3:5 - error TS2578: …` (pretty) · `error TS18003: …`
const PLAIN = /\((\d{1,9}),(\d{1,9})\): (error|warning|message) (TS\d{1,6}): /
const PRETTY = /:(\d{1,9}):(\d{1,9}) - (error|warning|message) (TS\d{1,6}): /
const GLOBAL = /^(error|warning|message) (TS\d{1,6}): /

export function parse(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const found: Diagnostic[] = []
  let open: Diagnostic | null = null
  for (const line of outputLines(output, cwd, root)) {
    const next = diagnosticOf(line, root)
    if (next !== null) {
      found.push(next)
      open = next
    } else if (open !== null && /^ {2}/.test(line.text)) open.message += ` ${line.text.trim()}`
    else open = null
  }
  return found
}

function diagnosticOf({ text, cwd }: OutputLine, root: string): Diagnostic | null {
  if (!text.includes('TS')) return null
  const placed = PLAIN.exec(text) ?? PRETTY.exec(text)
  if (placed !== null && placed.index > 0 && !/^\s/.test(text)) {
    const [all, row = '1', column = '1', severity = 'error', rule = ''] = placed
    const path = repositoryPath(text.slice(0, placed.index), cwd, root)
    const range = path === null ? null : rangeOf(Number(row), Number(column))
    const message = text.slice(placed.index + all.length).trim()
    return { tool: 'tsc', rule, severity: severityOf(severity), path, range, message }
  }
  const global = GLOBAL.exec(text)
  if (global === null) return null
  const [all, severity = 'error', rule = ''] = global
  const message = text.slice(all.length).trim()
  return { tool: 'tsc', rule, severity: severityOf(severity), path: null, range: null, message }
}

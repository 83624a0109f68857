import type { Diagnostic } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import { outputLines, pointRange, repositoryPath, severityOf } from '../output-lines.ts'

// `src/a.ts(3,5): error TS2578: …` · `src/a.ts:3:5 - error TS2578: …` (pretty) · `error TS18003: …`
const PLAIN = /^(\S.*?)\((\d+),(\d+)\): (error|warning|message) (TS\d+): (.*)$/
const PRETTY = /^(\S.*?):(\d+):(\d+) - (error|warning|message) (TS\d+): (.*)$/
const GLOBAL = /^(error) (TS\d+): (.*)$/

export function parse({ stdout, stderr }: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const found: Diagnostic[] = []
  let open: Diagnostic | null = null
  for (const line of outputLines(`${stdout}\n${stderr}`)) {
    const next = diagnosticOf(line, cwd, root)
    if (next !== null) {
      found.push(next)
      open = next
    } else if (open !== null && /^ {2,}\S/.test(line)) open.message += ` ${line.trim()}`
    else open = null
  }
  return found
}

function diagnosticOf(line: string, cwd: string, root: string): Diagnostic | null {
  if (!line.includes(' TS') && !line.startsWith('error TS')) return null
  const placed = PLAIN.exec(line) ?? PRETTY.exec(line)
  if (placed !== null) {
    const [, path = '', row = '1', column = '1', severity = 'error', rule = '', message = ''] = placed
    const range = pointRange(Number(row), Number(column))
    return { tool: 'tsc', rule, severity: severityOf(severity), path: repositoryPath(path, cwd, root), range, message }
  }
  const global = GLOBAL.exec(line)
  if (global === null) return null
  const [, severity = 'error', rule = '', message = ''] = global
  return { tool: 'tsc', rule, severity: severityOf(severity), path: null, range: null, message }
}

import type { Diagnostic } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import { outputLines } from '../output-lines.ts'
import { rangeOf, repositoryPath } from '../place.ts'

const REFORMAT = /^would reformat (\S.{0,1000})$/
// before 25.1 `error: cannot format a.py: Cannot parse: 1:5: …`, then `error: cannot parse: a.py:1:5`
const UNPARSED =
  /^error: cannot format (\S.{0,1000}?): Cannot parse(?: for target version [^:]{1,50})?: (\d{1,9}):(\d{1,9}): ?(.{0,1000})$/
const NOT_PARSED = /^error: cannot parse: (\S.{0,1000}):(\d{1,9}):(\d{1,9})$/

export function parse(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const found: Diagnostic[] = []
  for (const { text, cwd: folder } of outputLines(output, cwd, root)) {
    const reformat = REFORMAT.exec(text)
    const unparsed = reformat === null ? (UNPARSED.exec(text) ?? NOT_PARSED.exec(text)) : null
    const file = reformat?.[1] ?? unparsed?.[1]
    if (file === undefined) continue
    const path = repositoryPath(file, folder, root)
    const column = Number(unparsed?.[3] ?? 0) + 1
    const range = path === null || unparsed === null ? null : rangeOf(Number(unparsed[2]), column)
    const [rule, message] = unparsed === null ? ['format', 'File would be reformatted'] : ['syntax', 'Cannot be parsed']
    found.push({ tool: 'black', rule, severity: 'error', path, range, message })
  }
  return found
}

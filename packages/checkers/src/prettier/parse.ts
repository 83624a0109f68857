import type { Diagnostic } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import { outputLines } from '../output-lines.ts'
import { rangeOf, repositoryPath } from '../place.ts'

const HEADING = 'Checking formatting...'
// `[warn] src/a.ts` is a file; other warnings are sentences
const UNFORMATTED = /^\[warn\] (\S(?:.{0,1000}[\\/])?[^\\/ ]{1,250})$/
const UNPARSED = /^\[error\] (\S.{0,1000}?): ([A-Z]\w{0,50}Error: .{1,1000}?)(?: \((\d{1,9}):(\d{1,9})\))?$/

/** Reads the list of `--check`; without it nothing tells a file from any other line. */
export function parse(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  if (![output.stdout, output.stderr].some((text) => text.includes(HEADING) || text.includes('[error] '))) return []
  const found: Diagnostic[] = []
  let listing = false
  for (const { text, cwd: folder } of outputLines(output, cwd, root)) {
    if (text.trim() === HEADING) listing = true
    const unparsed = UNPARSED.exec(text)
    const file = (listing && !text.includes('://') ? UNFORMATTED.exec(text) : null)?.[1] ?? unparsed?.[1]
    if (file === undefined) continue
    const path = repositoryPath(file, folder, root)
    const line = Number(unparsed?.[3] ?? 0)
    const range = path === null || unparsed === null ? null : rangeOf(line, Number(unparsed[4] ?? 1))
    const [rule, message] = unparsed === null ? ['format', 'File would be reformatted'] : ['syntax', unparsed[2] ?? '']
    found.push({ tool: 'prettier', rule, severity: 'error', path, range, message })
  }
  return found
}

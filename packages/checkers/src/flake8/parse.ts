import type { Diagnostic } from '@upkeep/schema'
import type { CommandOutput } from '../checker.ts'
import { outputLines } from '../output-lines.ts'
import { rangeOf, repositoryPath } from '../place.ts'

// `a.py:1:2: E501 line too long` default · `a.py:1: [E501] line too long` pylint
const DEFAULT = /:(\d{1,9}):(\d{1,9}): ([A-Z]{1,3}\d{1,5}) /
const PYLINT = /:(\d{1,9}): \[([A-Z]{1,3}\d{1,5})\] /
/** Ruff prints `a.py:1:8: F401 [*] …` for what it can fix, and its syntax errors have no number. */
const OF_RUFF = /^\[\*\] /

export function parse(output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const found: Diagnostic[] = []
  for (const { text, cwd: folder } of outputLines(output, cwd, root)) {
    if (/^\s/.test(text) || text.startsWith('::')) continue
    const plain = DEFAULT.exec(text)
    const pylint = plain === null ? PYLINT.exec(text) : null
    const match = plain ?? pylint
    if (match === null || match.index === 0) continue
    const rule = (plain === null ? match[2] : match[3]) ?? ''
    const message = text.slice(match.index + match[0].length)
    if (OF_RUFF.test(message)) continue
    const path = repositoryPath(text.slice(0, match.index), folder, root)
    const range = path === null ? null : rangeOf(Number(match[1]), plain === null ? 1 : Number(match[2]))
    found.push({ tool: 'flake8', rule, severity: 'error', path, range, message: message.trim() })
  }
  return found
}

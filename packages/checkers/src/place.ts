import { posix } from 'node:path'
import type { Diagnostic, Severity } from '@upkeep/schema'

/**
 * A tool's path, made relative to the root; null where it lies outside, or is relative to a folder that nobody knows.
 * @param cwd where the tool ran, relative to the root; null: unknown
 */
export function repositoryPath(printed: string, cwd: string | null, root: string): string | null {
  const path = slashed(printed.trim().replace(/^file:\/\/(?=\/)/, ''))
  const top = slashed(root).replace(/\/+$/, '')
  if (!isAbsolute(path) && cwd === null) return null
  const absolute = posix.normalize(isAbsolute(path) ? path : `${top}/${cwd ?? '.'}/${path}`)
  if (!absolute.startsWith(`${top}/`) || absolute.includes('\0')) return null
  const relative = absolute.slice(top.length + 1).replace(/\/+$/, '')
  return relative === '' ? null : relative
}

/** A folder's path relative to the root, `.` for the root; null where it lies outside. */
export function repositoryFolder(printed: string, root: string): string | null {
  const same = posix.normalize(`${slashed(printed.trim())}/`) === posix.normalize(`${slashed(root)}/`)
  return same ? '.' : repositoryPath(printed, '.', root)
}

/** Windows writes both slashes and either case of a drive's letter. */
function slashed(path: string): string {
  return path.replaceAll('\\', '/').replace(/^[A-Z]:\//, (drive) => drive.toLowerCase())
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[a-z]:\//.test(path)
}

/** 1-based, end exclusive; a tool that names no end gives its start again, one that names no line has no range. */
export function rangeOf(line: number, column = 1, endLine = line, endColumn = column): Diagnostic['range'] {
  if (line < 1) return null
  const start = [line, Math.max(column, 1)] as const
  const after = endLine > line || (endLine === line && endColumn >= start[1])
  return after ? [...start, endLine, Math.max(endColumn, 1)] : [...start, ...start]
}

export function severityOf(word: string): Severity {
  const lower = word.toLowerCase()
  if (lower.startsWith('err') || lower === 'fatal') return 'error'
  return lower.startsWith('warn') ? 'warning' : 'notice'
}

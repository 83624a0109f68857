import type { Report } from './line-reports.ts'

// `  ! eslint(no-debugger): Message`, then ` ,-[src/a.ts:5:16]`
const TITLE = /^ {2}([x!×⚠]) (?:([a-z][\w-]{0,60}\([\w/-]{1,100}\)): )?(\S.{0,2000})$/
const PLACE = /^ {1,12}(?:,-|╭─)\[(\S.{0,1000}):(\d{1,9}):(\d{1,9})\]$/

/** The first line of what a tool of oxc says to people; the next line says where. A tool without rules leaves that empty. */
export type Title = Pick<Report, 'rule' | 'message'> & { severity: 'error' | 'warning' }

export function titleOf(text: string): Title | null {
  const [, mark, rule = '', message = ''] = TITLE.exec(text) ?? []
  return mark === undefined ? null : { rule, message, severity: mark === 'x' || mark === '×' ? 'error' : 'warning' }
}

/** The report of a title and of the line below it; null: that line names no place. */
export function reportBelow(title: Title | null, text: string): Report | null {
  const [, file, line, column] = (title === null ? null : PLACE.exec(text)) ?? []
  if (title === null || file === undefined) return null
  return { ...title, file, line: Number(line), column: Number(column) }
}

import type { Check, CheckRow } from '@upkeep/schema'

/** The line of a proof's table for a check that took no part in it. */
export function notRunRow(
  { id, kind, command }: Pick<Check, 'id' | 'kind' | 'command'>,
  why: string,
  before: CheckRow['before'] = 'not-run',
): CheckRow {
  return { id, kind, command, before, after: 'not-run', new: 0, fixed: 0, seconds: 0, why }
}

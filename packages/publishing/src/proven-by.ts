import { theirs } from '@upkeep/schema'
import type { Publication, Verdict } from '@upkeep/schema'
import { cut } from '@upkeep/text'
import { slotsTitle } from './slots.ts'

/** Commands that a message names, and characters of one. */
const MOST_NAMED = 3
const MOST_OF_ONE = 60

/** What a commit says that proves it: the commands that passed with it, and no others. */
export function provenBy({ proof: rows }: Pick<Publication, 'proof'>, { evidence }: Verdict): string {
  const passed = new Set(
    evidence.flatMap((each) => (each.kind === 'check' && each.after.status === 'pass' ? [each.after.check] : [])),
  )
  const commands = new Set(rows.filter(({ id }) => passed.has(id)).map(({ command }) => named(command)))
  if (commands.size === 0) return 'Proven by the checks of this repository'
  const more = commands.size > MOST_NAMED ? ` and ${commands.size - MOST_NAMED} more` : ''
  return `Proven by ${[...commands].slice(0, MOST_NAMED).join(', ')}${more}`
}

function named(command: string): string {
  const line = slotsTitle([theirs(command.trim().split('\n')[0] ?? '')])
  return `\`${line.length > MOST_OF_ONE ? `${cut(line, MOST_OF_ONE)}…` : line}\``
}

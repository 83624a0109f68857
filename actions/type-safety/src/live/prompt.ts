import type { LiveData } from './live.ts'

/** Behind the system prompt that all actions share: the same bytes for every repository. */
export const RULES = `This task: type errors that comments hide
- Take the comment away and give the code the types it really has: an annotation, a type parameter, a declaration, a narrowed union, a guard that the code needs anyway.
- Find out what a value really is before you write its type: read where it comes from.
- Leave other suppressions alone, also in the same file.
- Types alone are best. Where only a check at run time makes it right, write the smallest one; the repository's tests judge it.
- When the error is a fault of a library's own types, or the right type is not to be known from the repository, submit cannot_fix.`

/** What else counts where nothing would notice a change at run time. */
const TYPES_ONLY =
  'No test runs here, so change types only: a patch after which the program does anything else, even in a helper variable, is refused.'

/**
 * What is to be done with suppressions that stand close together, by the commands that the repository itself calls.
 * @param tested whether tests would notice a change of what the program does.
 */
export function taskOf(all: readonly LiveData[], tested: boolean): string {
  const commands = [...new Set(all.flatMap(({ evidence }) => evidence.map(({ configuration }) => configuration)))]
  const shown = commands.slice(0, 3).map((command) => `\`${command.slice(0, 200)}\``)
  const reports = `${shown.join(' and ')} ${shown.length === 1 ? 'reports' : 'report'}:`
  const [one] = all
  if (one !== undefined && all.length === 1)
    return [
      `Remove ${placeOf(one)} by settling what it hides.`,
      ...(tested ? [] : [TYPES_ONLY]),
      `Without it, ${reports}`,
    ].join('\n')
  return [
    'Remove these by settling what they hide; they stand close together, so one change may settle several. Leave one as it is where it can not be settled, and settle the others.',
    ...all.map((data) => `- ${placeOf(data)}`),
    ...(tested ? [] : [TYPES_ONLY]),
    `Without them, ${reports}`,
  ].join('\n')
}

function placeOf({ was, path, line }: LiveData): string {
  return `\`${was.replaceAll('`', "'").slice(0, 200)}\` at ${path}:${line}`
}

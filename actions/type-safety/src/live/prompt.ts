import type { LiveData } from './live.ts'

/** Behind the system prompt that all actions share: the same bytes for every repository. */
export const RULES = `This task: type errors that comments hide
- Take the comment away and give the code the types it really has: an annotation, a type parameter, a declaration, a narrowed union, a guard that the code needs anyway.
- Find out what a value really is before you write its type: read where it comes from.
- Leave other suppressions alone, also in the same file.
- Types alone are best. Where only a check at run time makes it right, write the smallest one; the repository's tests judge it.
- When the error is a fault of a library's own types, or the right type is not to be known from here, submit cannot_fix.`

/** What is to be done with one suppression. */
export function taskOf({ path, line, was, evidence }: LiveData): string {
  const commands = [...new Set(evidence.map(({ command }) => command))].slice(0, 3)
  return [
    `Remove \`${was.replaceAll('`', "'").slice(0, 200)}\` at ${path}:${line} by settling what it hides.`,
    `Without it, ${commands.map((command) => `\`${command.slice(0, 200)}\``).join(' and ')} ${commands.length === 1 ? 'reports' : 'report'}:`,
  ].join('\n')
}

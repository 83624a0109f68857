import type { RestData } from './payload.ts'

/** Behind the system prompt that all actions share: the same bytes for every repository. */
export const RULES = `This task: what the checks of a pull request fail for and no tool fixes
- Settle what each checker says by changing the code that it speaks of; the smallest change that is right.
- Never silence a tool: no suppression, no looser type, no changed configuration, no deleted test. Such a change is refused.
- Keep what the code does. Where a message shows a real fault, fix the fault in the way that the code around it suggests.
- Work in the file that is named; touch another one only where it can not be settled here.
- When the right behaviour is not to be known from here, submit cannot_fix.`

/** What is to be done with the files of one attempt. */
export function taskOf(files: readonly Pick<RestData, 'path' | 'diagnostics'>[]): string {
  const count = files.reduce((sum, { diagnostics }) => sum + diagnostics.length, 0)
  const messages = count === 1 ? 'this message is' : `these ${count} messages are`
  return `Change ${files.map(({ path }) => path).join(' and ')} so that ${messages} gone and the checks say nothing new:`
}

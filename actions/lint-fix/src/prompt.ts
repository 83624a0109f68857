import type { RestData } from './payload.ts'

/** Behind the system prompt that all actions share: the same bytes for every repository. */
export const RULES = `This task: what the checks of a pull request fail for and no tool fixes
- Settle what each checker says by changing the code that it speaks of. Never silence a tool instead.
- Where a message shows a real fault, fix it in the way that the code around it suggests.
- A wrong type is told again wherever it is used: settle it where it begins.
- Work in the file that is named; touch another one only where it can not be settled here.
- A compiler may say more once this is gone: settle what you see coming in the lines around it as well.
- When the right behaviour is not to be known from the repository, submit cannot_fix.`

/** How many names of tools are told. */
const MOST_TOOLS = 5

/** What is to be done with the files of one attempt. */
export function taskOf(files: readonly Pick<RestData, 'path' | 'diagnostics' | 'tools'>[]): string {
  const count = files.reduce((sum, { diagnostics }) => sum + diagnostics.length, 0)
  const messages = count === 1 ? 'this message is' : `these ${count} messages are`
  const paths = files.map(({ path }) => path).join(' and ')
  return [...fixedBefore(files), `Change ${paths} so that ${messages} gone and the checks say nothing new:`].join('\n')
}

/** The quoted code is not that of the pull request where tools went before. */
function fixedBefore(files: readonly Pick<RestData, 'path' | 'tools'>[]): string[] {
  const fixed = files.filter(({ tools }) => tools.length > 0)
  if (fixed.length === 0) return []
  const tools = [...new Set(fixed.flatMap((file) => file.tools))].slice(0, MOST_TOOLS).join(', ')
  const paths = fixed.map(({ path }) => path).join(' and ')
  return [
    `${paths} as it is quoted here holds the fixes of ${tools} already; your change goes on from there, and may take away what those leave unused.`,
  ]
}

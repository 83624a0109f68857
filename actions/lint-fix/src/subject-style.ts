import type { Context } from '@upkeep/pipeline'

/** How a repository writes the first lines of its commits: `fix: …` (Conventional Commits 1.0.0), `Fix …` or `fix …`. */
export type SubjectStyle = 'conventional' | 'capital' | 'lower'

/** Commits whose first lines are looked at. */
const MOST_COMMITS = 30

const CONVENTIONAL = /^[a-z]+(?:\([^()]{1,60}\))?!?: \S/
/** Written by git and by GitHub. */
const BY_MACHINE = /^(?:Merge |Revert "|fixup! |squash! |amend! )/

/** The style that most of these messages have; conventional where they say nothing. */
export function styleOf(messages: readonly string[]): SubjectStyle {
  const subjects = messages.flatMap((message) => {
    const [first = ''] = message.trim().split('\n')
    return first === '' || BY_MACHINE.test(first) || message.includes('\nUpkeep-Key: ') ? [] : [first]
  })
  const most = (test: (subject: string) => boolean) => subjects.filter(test).length * 2 >= subjects.length
  if (most((subject) => CONVENTIONAL.test(subject))) return 'conventional'
  return most((subject) => /^\p{Lu}/u.test(subject)) ? 'capital' : 'lower'
}

/** The style of the log behind the base; on a shallow checkout of the last commits of the pull request. */
export async function styleIn({
  workspace,
  pull,
  grant,
}: Pick<Context, 'workspace' | 'pull' | 'grant'>): Promise<SubjectStyle> {
  const behind = (await workspace.messagesUpTo(grant.target.base, MOST_COMMITS)) ?? []
  return styleOf(behind.length > 0 || pull === null ? behind : (await pull.facts()).messages)
}

import type { Context } from '@upkeep/pipeline'

/** How a repository writes the first lines of its commits: `fix: …` (Conventional Commits 1.0.0), `Fix …` or `fix …`. */
export type SubjectStyle = 'conventional' | 'capital' | 'lower'

/** Commits whose first lines are looked at. */
const MOST_COMMITS = 30

/** With the types of config-conventional of commitlint; `parser: …` names an area. */
const CONVENTIONAL =
  /^(?:build|chore|ci|deps|docs|feat|fix|perf|refactor|release|revert|style|tests?)(?:\([^()]{1,60}\))?!?: \S/
/** Written by git and by GitHub. */
const BY_MACHINE = /^(?:Merge |Revert "|fixup! |squash! |amend! )/

/** The style that most of these messages have; conventional where they say nothing. */
export function styleOf(messages: readonly string[]): SubjectStyle {
  const subjects = messages.flatMap((message) => {
    const [first = ''] = message.trim().split('\n')
    return first === '' || BY_MACHINE.test(first) || message.includes('\nUpkeep-Key: ') ? [] : [first]
  })
  const others = subjects.filter((subject) => !CONVENTIONAL.test(subject))
  if (others.length * 2 <= subjects.length) return 'conventional'
  return others.filter((subject) => /^\p{Lu}/u.test(subject)).length * 2 >= others.length ? 'capital' : 'lower'
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

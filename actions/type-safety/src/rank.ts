import type { Context, Ranked } from '@upkeep/pipeline'
import { FAMILIES } from './families.data.ts'
import { isBroad, spelling } from './suppression.ts'
import type { Suppression } from './suppression.ts'

/**
 * The live suppressions, most valuable first. score = (2 where code outside the file sees the symbol) × (2 where the directive
 * hides everything, 4 where it hides a whole file) × (1 + log2(1 + commits that touched the file in the last 12 months)). A clone without history counts
 * every file as untouched.
 */
export async function ranked(
  live: readonly { suppression: Suppression; why: string }[],
  context: Context,
): Promise<Ranked[]> {
  if (live.length === 0) return []
  const commits = await commitsByFile(context)
  return live
    .map(({ suppression, why }) => rankedOf(suppression, why, commits.get(suppression.path) ?? 0))
    .toSorted((a, b) => b.score - a.score || (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line))
}

function rankedOf(suppression: Suppression, why: string, commits: number): Ranked {
  const { family, path, line, exported, scope } = suppression
  const breadth = scope === 'file' ? 4 : isBroad(suppression) ? 2 : 1
  const score = (exported ? 2 : 1) * breadth * (1 + Math.log2(1 + commits))
  const message = `\`${spelling(suppression).replaceAll('`', "'").slice(0, 120)}\`: ${why}. To be rid of it: ${FAMILIES[family].fix}.`
  return { rule: `live-${family}`, path, line, message, score: Math.round(score * 100) / 100 }
}

/** One `git log` over the last twelve months; empty where the history is cut off. */
async function commitsByFile({ workspace, env, signal }: Context): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  if (workspace.state.shallow) return counts
  await using worktree = await workspace.open()
  const command = 'git -c core.quotePath=false log --since=12.months --no-renames --format= --name-only -z'
  const result = await worktree.exec(command, {
    cwd: '.',
    env,
    shell: 'sh',
    seconds: 120,
    maxOutputBytes: 64 * 1024 * 1024,
    network: 'none',
    signal,
  })
  if (result.exit !== 0) return counts
  for (const path of result.stdout.split(/[\0\n]/)) if (path !== '') counts.set(path, (counts.get(path) ?? 0) + 1)
  return counts
}

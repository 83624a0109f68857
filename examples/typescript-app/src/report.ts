import { formatDuration } from './duration.ts'
import type { Entry } from './entry.ts'

/** Minutes by project, the longest first. */
export function byProject(entries: readonly Entry[]): [project: string, minutes: number][] {
  // @ts-ignore -- Map.groupBy is too new for the compiler's library
  const groups = Map.groupBy(entries, (entry) => entry.project)
  const sums = [...groups].map(([project, group]): [string, number] => [
    project,
    group.reduce((total, entry) => total + entry.minutes, 0),
  ])
  /* @ts-ignore toSorted is ES2023 */
  return sums.toSorted((a, b) => b[1] - a[1])
}

/** The report as text: one line a project, and the sum. */
export function reportText(entries: readonly Entry[]): string {
  const rows = byProject(entries)
  const total = rows.reduce((sum, [, minutes]) => sum + minutes, 0)
  const lines = [...rows, ['total', total] as const].map(
    // @ts-ignore: tuples of different kinds
    ([project, minutes]) => `${formatDuration(minutes).padStart(7)}  ${project}`,
  )
  return `${lines.join('\n')}\n`
}

import type { ClassifiedJob, ClassifiedStep, FoundCheck, Leaf } from '../model.ts'

/** Fails where files differ from what is committed. More options than these are not looked past: it would take the square of a script. */
const DIFFERS = /\bgit\s+(?:-\S+\s+(?:[^-\s]\S*\s+)?){0,8}(?:diff|status|diff-index|diff-files)\b[^\n;&|]*/

const FAILS = /--exit-code|--quiet|--porcelain|-s\b|diff-index|diff-files/

/** Its output is what is looked at: `test -z "$(git diff)"`. */
const TAKEN = /(?:\$\(|`)\s*$/

/** Where a script begins to compare its files with what is committed, as checks of generated files do; null: it doesn't. */
export function comparisonIn(script: string): number | null {
  const found = DIFFERS.exec(script)
  if (found === null) return null
  return FAILS.test(found[0]) || TAKEN.test(script.slice(0, found.index)) ? found.index : null
}

/**
 * The script behind one that commits the tree as it stands: what a patch changes counts as committed, as it will once it is, and what the
 * script itself writes differs. Only of a check that compares; its worktree needs a `.git` of its own.
 */
export function asCommitted(script: string, { check: { shell }, comparesFiles = false }: FoundCheck): string {
  const isShell = shell === 'bash' || shell === 'sh'
  return isShell && (comparesFiles || comparisonIn(script) !== null) ? `${COMMIT}${script}` : script
}

/** Whether a file that the commands of a check lead to compares: `./check-generated.sh`. */
export function leadsToComparison(leaves: readonly Leaf[], textOf: (file: string) => string): { comparesFiles?: true } {
  const files = new Set(leaves.flatMap(({ trail }) => trail.map(({ file }) => file)))
  return [...files].some((file) => comparisonIn(textOf(file)) !== null) ? { comparesFiles: true } : {}
}

/** Words around a comparison that do nothing by themselves. */
const AROUND = /\b(?:if|test|echo|set|then)\b[^\n;]*|\$\(|\[\[?|!|-[nz]\b/g

/**
 * What writes the files that a step compares, where the step itself does nothing else: the step before it in its job. Alone the
 * comparison would say nothing, for there is nothing new.
 */
export function writerBefore(
  script: string,
  { index, cwd, shell }: ClassifiedStep,
  { steps }: ClassifiedJob,
): ClassifiedStep | null {
  const at = comparisonIn(script)
  if (at === null || /\w/.test(script.slice(0, at).replace(AROUND, ''))) return null
  const before = steps.findLast((step) => step.index < index && step.command !== null && !isSetup(step))
  return before?.cwd === cwd && before.shell === shell && before.handed === null ? before : null
}

function isSetup({ kinds, skipped, obstacle }: ClassifiedStep): boolean {
  return skipped !== null || obstacle !== null || (kinds.length > 0 && kinds.every((kind) => kind === 'setup'))
}

const COMMIT =
  'git add --all && git -c user.name=upkeep -c user.email=upkeep@localhost -c core.hooksPath=/dev/null -c commit.gpgSign=false -c maintenance.auto=false commit --quiet --allow-empty --no-verify --message tree || exit 125\n'

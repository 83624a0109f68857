import type { CheckRunner, ClassifiedStep, FoundCheck } from '@upkeep/ci'
import type { Context } from '@upkeep/pipeline'

/** Fails where files differ from what is committed. */
const DIFFERS = /\bgit\s+(?:-\S+\s+(?:\S+\s+)?)*(?:diff|status|diff-index|diff-files)\b[^\n;&|]*/

const FAILS = /--exit-code|--quiet|--porcelain|-s\b|diff-index|diff-files/

/**
 * The same context, in which checks of generated files mean what they mean in CI: the command before `git diff --exit-code` is part of
 * the check (it is what fixes it), and what a patch changes counts as committed.
 */
export function withDrift(context: Context): Context {
  const known = contexts.get(context.judging)
  if (known !== undefined) return known
  const checks = context.checks.map((found) => (comparesFiles(found) ? whole(found, context) : found))
  const comparing = new Set(checks.filter(comparesFiles).map(({ check }) => check.id))
  const runner = comparing.size === 0 ? context.runner : committing(context.runner, comparing)
  const changed = { ...context, checks, runner, judging: { ...context.judging, checks, runner } }
  contexts.set(context.judging, changed)
  contexts.set(changed.judging, changed)
  return changed
}

/** One for each run, with the ports that it remembers results by. */
const contexts = new WeakMap<Context['judging'], Context>()

export function comparesFiles({ check }: FoundCheck): boolean {
  return comparison(check.command) !== null
}

/** Where the comparison begins in a script, or null. */
function comparison(script: string): number | null {
  const found = DIFFERS.exec(script)
  return found !== null && FAILS.test(found[0]) ? found.index : null
}

/** Where a step only compares, the step before it in its job is what writes. */
function whole(found: FoundCheck, { classification }: Context): FoundCheck {
  const { check } = found
  const at = comparison(check.command) ?? 0
  if (/\w/.test(check.command.slice(0, at).replace(/\b(?:if|test|echo|set|then)\b[^\n;]*|\$\(|\[\[?|!|-[nz]\b/g, '')))
    return found
  const job = classification.workflows
    .find(({ path }) => path === check.workflow)
    ?.jobs.find(({ id }) => id === check.job)
  const before = job?.steps.slice(0, check.step ?? 0).findLast((step) => step.command !== null && !isSetup(step))
  if (before === undefined || before.command === null || before.cwd !== check.cwd) return found
  const command = `${before.command.trim()}\n${check.command}`
  return { ...found, leaves: [], check: { ...check, command, env: { ...before.env, ...check.env } } }
}

function isSetup({ kinds, skipped, obstacle }: ClassifiedStep): boolean {
  return skipped !== null || obstacle !== null || (kinds.length > 0 && kinds.every((kind) => kind === 'setup'))
}

/**
 * Before the check's own command: a git folder of its own, in which the tree as it stands is committed. Objects are those of the
 * repository; what is new lies beside them.
 */
const COMMITTED = `
g=$(git rev-parse --absolute-git-dir) && c=$(git rev-parse --path-format=absolute --git-common-dir) && t=$(git rev-parse --show-toplevel) && d=$(mktemp -d) || exit 125
mkdir -p "$d/objects/info" "$d/refs" && cp "$g/HEAD" "$g/index" "$c/config" "$d/" && cp -R "$c/refs" "$d/" || exit 125
[ -e "$c/packed-refs" ] && cp "$c/packed-refs" "$d/"
[ -e "$c/shallow" ] && cp "$c/shallow" "$d/"
echo "$c/objects" > "$d/objects/info/alternates"
export GIT_DIR="$d" GIT_WORK_TREE="$t"
git add --all -- "$t" && git -c user.name=upkeep -c user.email=upkeep@localhost -c core.hooksPath=/dev/null -c commit.gpgSign=false commit --quiet --allow-empty --no-verify --message tree || exit 125
`

function committing(runner: CheckRunner, comparing: ReadonlySet<string>): CheckRunner {
  return {
    run(found, worktree, options) {
      if (!comparing.has(found.check.id)) return runner.run(found, worktree, options)
      const command = `${COMMITTED}${found.check.command}`
      return runner.run({ ...found, check: { ...found.check, command } }, worktree, options)
    },
  }
}

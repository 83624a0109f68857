/** Fails where files differ from what is committed. */
const DIFFERS = /\bgit\s+(?:-\S+\s+(?:\S+\s+)?)*(?:diff|status|diff-index|diff-files)\b[^\n;&|]*/

const FAILS = /--exit-code|--quiet|--porcelain|-s\b|diff-index|diff-files/

/** Where a script begins to compare its files with what is committed, as checks of generated files do; null: it doesn't. */
export function comparisonIn(script: string): number | null {
  const found = DIFFERS.exec(script)
  return found !== null && FAILS.test(found[0]) ? found.index : null
}

/**
 * The script behind one that makes a git folder of its own, in which the tree as it stands is committed: what a patch changes counts as
 * committed, as it will once it is, and what the script itself writes differs. Objects are those of the repository; what is new lies
 * beside them. Of a script that compares nothing itself.
 */
export function asCommitted(script: string, shell: string): string {
  const isShell = shell === 'bash' || shell === 'sh'
  return isShell && comparisonIn(script) !== null ? `${COMMITTED}${script}` : script
}

const COMMITTED = `
g=$(git rev-parse --absolute-git-dir) && c=$(git rev-parse --path-format=absolute --git-common-dir) && t=$(git rev-parse --show-toplevel) && d=$(mktemp -d) || exit 125
mkdir -p "$d/objects/info" "$d/refs" && cp "$g/HEAD" "$g/index" "$c/config" "$d/" && cp -R "$c/refs" "$d/" || exit 125
[ -e "$c/packed-refs" ] && cp "$c/packed-refs" "$d/"
[ -e "$c/shallow" ] && cp "$c/shallow" "$d/"
echo "$c/objects" > "$d/objects/info/alternates"
export GIT_DIR="$d" GIT_WORK_TREE="$t"
git add --all -- "$t" && git -c user.name=upkeep -c user.email=upkeep@localhost -c core.hooksPath=/dev/null -c commit.gpgSign=false commit --quiet --allow-empty --no-verify --message tree || exit 125
`

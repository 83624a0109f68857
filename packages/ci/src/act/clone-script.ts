/**
 * A script for bash that makes a standalone clone of the tree in which it runs, with everything that is changed, new or deleted in it:
 * the first argument names the folder, the second one the address that its remote gets. A linked worktree is never handed to act: what
 * a job commits there would move the branch of the repository itself. Files that git ignores stay behind, as on GitHub.
 */
export const CLONE_SCRIPT = `set -eu
clone=$1
root=$PWD
g() { git -c core.fsmonitor=false -c core.hooksPath=/dev/null -c safe.directory='*' "$@"; }
put() { # the files that are named on stdin, from the folder $1 of the tree
  while IFS= read -r -d '' path; do
    from=$root/$1$path to=$clone/$1$path
    if [ ! -e "$from" ] && [ ! -L "$from" ]; then rm -f -- "$to"; continue; fi
    if [ -d "$from" ] && [ ! -L "$from" ]; then continue; fi
    mkdir -p -- "$(dirname -- "$to")"
    rm -rf -- "$to"
    cp -P -p -- "$from" "$to"
  done
}
g clone --quiet --no-hardlinks --template= -c advice.detachedHead=false . "$clone"
g ls-files -z --modified --deleted --others --exclude-standard | put ''
g ls-files -z --stage | while IFS= read -r -d '' entry; do
  case $entry in
    160000\\ *) module=\${entry#*$'\\t'}
      if [ -e "$module/.git" ]; then (cd "$module" && g ls-files -z --cached --others --exclude-standard) | put "$module/"; fi ;;
  esac
done
git -C "$clone" remote set-url origin "$2"
`

import { UserError } from '@upkeep/schema'

/**
 * `$1` root, `$2` path below it, `$3` permissions in octal, or `gone` to delete; contents on stdin. Enters the folders one by one and
 * looks where it got to, so that no link is followed, not even one that a running command puts there meanwhile.
 */
export const PUT_FILE = `
refuse() { echo "$1" >&2; exit 1; }
cd "$1" || exit 1
at=$(pwd -P)
[ "$at" = "$1" ] || refuse "$1 is not where it should be"
rest=$2
while case $rest in */*) true ;; *) false ;; esac; do
  part=./\${rest%%/*} rest=\${rest#*/}
  at="$at/\${part#./}"
  [ ! -L "$part" ] || refuse "$at is a link"
  if [ ! -d "$part" ]; then
    [ "$3" != gone ] || exit 0
    mkdir "$part" || exit 1
  fi
  cd "$part" || exit 1
  [ "$(pwd -P && echo .)" = "$at
." ] || refuse "$at is a link"
done
rm -f "./$rest" || exit 1
[ "$3" != gone ] || exit 0
set -C
cat >"./$rest" && chmod "$3" "./$rest"
`

export function writeRefused(path: string, why: string): UserError {
  return new UserError(`${path} can not be written into the worktree: ${why.trim()}`, {
    remedy: 'A command of this worktree put something else in its way; start from a fresh worktree.',
    kind: 'state',
  })
}

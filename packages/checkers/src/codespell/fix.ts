import { posix } from 'node:path'
import { pathsIn, withFlags, withoutFlags, withoutPaths } from '../arguments.ts'

const VALUED =
  `-D --dictionary --builtin --ignore-regex --ignore-multiline-regex -I --ignore-words -L --ignore-words-list
  --uri-ignore-words-list -r --regex --uri-regex -S --skip -x --exclude-file -i --interactive -q --quiet-level -A --after-context
  -B --before-context -C --context --config --toml`.split(/\s+/)

/** Only what has a single correction is written. */
export function fix(argv: readonly string[]): string[] {
  const plain = withoutFlags(argv, { switches: ['--write-changes', '-w'], valued: ['--interactive', '-i'] })
  return withFlags(plain, '--write-changes')
}

export function fixOnly(argv: readonly string[], files: readonly string[]): string[] | null {
  return checkOnly(fix(argv), files)
}

/** What it skips are patterns of paths as it comes to them: below the folder `.` all of them begin with `./`. */
export function checkOnly(argv: readonly string[], files: readonly string[]): string[] | null {
  const given = pathsIn(argv, { valued: VALUED })
  const folders = given.length === 0 ? ['.'] : given
  const own = files.flatMap((path) => {
    const folder = folders.find((each) => isBelow(path, posix.normalize(each)))
    if (folder === undefined) return []
    return folder === '.' || folder.startsWith('./') ? [`./${path}`] : [path]
  })
  return own.length === 0 ? null : [...withoutPaths(argv, { valued: VALUED }), ...own]
}

function isBelow(path: string, folder: string): boolean {
  const base = folder.replace(/\/$/, '')
  return base === '.' || path === base || path.startsWith(`${base}/`)
}

import { runChild, killGroup } from './child.ts'

/** Those of `paths` that git ignores, asked at once. Tracked files are never ignored. */
export async function ignoredAmong(root: string, paths: readonly string[]): Promise<Set<string>> {
  if (paths.length === 0) return new Set()
  const { stdout } = await runChild(
    [
      'env',
      '-u',
      'GIT_DIR',
      '-u',
      'GIT_INDEX_FILE',
      '-u',
      'GIT_WORK_TREE',
      'git',
      '-c',
      'core.fsmonitor=false',
      '-c',
      'safe.directory=*',
      'check-ignore',
      '-z',
      '--stdin',
    ],
    {
      cwd: root,
      env: null,
      seconds: 60,
      maxOutputBytes: 512 * 1024 * 1024,
      kill: killGroup,
      stdin: paths.map((path) => `${path}\0`).join(''),
    },
  )
  return new Set(stdout.split('\0').filter((path) => path !== ''))
}

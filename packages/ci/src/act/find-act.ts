import { execFile } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { UserError } from '@upkeep/schema'

/** The version that all of this was tried with. */
export const ACT_VERSION = '0.2.89'
/** Older ones lack what is relied on: `--local-repository` for all of a repository's actions, `stepResult` in the log. */
const OLDEST = [0, 2, 80]

const INSTALL = `go install github.com/nektos/act@v${ACT_VERSION}`
const REMEDY = `Install it (\`${INSTALL}\`, or see https://nektosact.com/installation), or let \`--install-act\` do it.`

/**
 * The absolute path of act, found on a PATH.
 * @throws UserError (state) where there is none, or one that is too old or says no version
 */
export async function findAct(path: string): Promise<string> {
  for (const folder of path.split(delimiter).filter((each) => each.startsWith('/'))) {
    const program = join(folder, 'act')
    if (!(await isExecutable(program))) continue
    const version = await versionOf(program)
    if (version !== null && isOld(version))
      throw new UserError(`${program} is act ${version.join('.')}, which is too old: ${OLDEST.join('.')} is needed.`, {
        remedy: REMEDY,
        kind: 'state',
      })
    if (version !== null) return program
    throw new UserError(`${program} does not say which version of act it is.`, { remedy: REMEDY, kind: 'state' })
  }
  throw new UserError('act is not on PATH.', { remedy: REMEDY, kind: 'state' })
}

async function isExecutable(path: string): Promise<boolean> {
  return await access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
}

async function versionOf(program: string): Promise<number[] | null> {
  const text = await new Promise<string>((resolve) => {
    const options = { timeout: 10_000, env: { HOME: '/nonexistent', ACT_DISABLE_VERSION_CHECK: '1' }, cwd: '/' }
    execFile(program, ['--version'], options, (error, stdout) => resolve(error === null ? stdout : ''))
  })
  const found = /\bversion v?(\d+)\.(\d+)\.(\d+)/.exec(text)
  return found === null ? null : found.slice(1, 4).map(Number)
}

function isOld(version: readonly number[]): boolean {
  const place = OLDEST.findIndex((part, index) => part !== version[index])
  return place >= 0 && (version[place] ?? 0) < (OLDEST[place] ?? 0)
}

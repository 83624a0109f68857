import { mkdir, mkdtemp, readFile, readdir, realpath, rename, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { UserError, systemCode } from '@upkeep/schema'
import { removeTree } from './remove-tree.ts'

/** A folder that was begun but never named is left alone this long: another run may be making it. */
const BEGUN_MS = 10 * 60 * 1000

/**
 * A folder of this run in `temp`; those of runs that were killed are removed first. It gets its name only once it holds the id of
 * this process, so a `run-` folder without one belongs to nobody.
 * @throws UserError (state) where `temp` can not be written.
 */
export async function ownFolder(temp: string): Promise<string> {
  try {
    await mkdir(temp, { recursive: true })
    for (const name of await readdir(temp)) await removeAbandoned(join(temp, name))
    const begun = await mkdtemp(join(await realpath(temp), 'new-'))
    await writeFile(join(begun, 'pid'), `${process.pid} ${(await startOf(process.pid)) ?? ''}`)
    const own = join(begun, '..', basename(begun).replace(/^new-/, 'run-'))
    await rename(begun, own)
    return own
  } catch (cause) {
    const code = systemCode(cause)
    if (code === null) throw cause
    const remedy =
      code === 'ENOSPC' ? 'Free some space on its disk.' : 'See that the folder for temporary files can be written.'
    throw new UserError(`The folder for worktrees, ${temp}, can not be written (${code}).`, {
      remedy,
      kind: 'state',
      cause,
    })
  }
}

async function removeAbandoned(folder: string): Promise<void> {
  if (basename(folder).startsWith('new-')) {
    const begun = await stat(folder).catch(() => null)
    if (begun === null || Date.now() - begun.mtimeMs < BEGUN_MS) return
  } else if (!basename(folder).startsWith('run-') || (await isOwned(folder))) return
  await removeTree(folder, null).catch(() => undefined) // another run may be at it too
}

async function isOwned(folder: string): Promise<boolean> {
  const [pid = '', started = ''] = (await readFile(join(folder, 'pid'), 'utf8').catch(() => '')).split(' ')
  if (!/^\d+$/.test(pid) || !isRunning(Number(pid))) return false
  return started === '' || started === ((await startOf(Number(pid))) ?? started) // else its id was given to another
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return systemCode(error) === 'EPERM'
  }
}

/** When a process started, in clock ticks since boot (proc(5), field 22); null where there is no `/proc`. */
async function startOf(pid: number): Promise<string | null> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? null
}

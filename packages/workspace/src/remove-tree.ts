import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { promisify } from 'node:util'
import type { OverlayVia } from './sandbox/overlay-command.ts'

const run = promisify(execFile)

/** Removes a tree that commands of a sandbox wrote, with the rights that they had. */
export async function removeTree(path: string, via: OverlayVia | null): Promise<void> {
  if (via === 'sudo') await run('sudo', ['-n', 'rm', '-rf', '--', path]).catch(() => undefined)
  else if (via === 'userns')
    await run('unshare', ['--user', '--map-root-user', 'rm', '-rf', '--', path]).catch(() => undefined)
  await rm(path, { recursive: true, force: true, maxRetries: 3 })
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { ACT_VERSION, findAct } from '@upkeep/ci'
import { UserError } from '@upkeep/schema'
import type { Terminal } from './terminal.ts'

/**
 * Installs act by the Go on PATH, at the version that is pinned, into a folder of its own; Go checks what it downloads by its checksum
 * database. Says so before. Where it is there already nothing is done.
 * @returns the program
 * @throws UserError (state): no Go, or it failed
 */
export async function installAct(env: Readonly<Record<string, string>>, terminal: Terminal): Promise<string> {
  const folder = join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'upkeep', `act-${ACT_VERSION}`)
  const there = await findAct([env['PATH'] ?? '', folder].join(delimiter)).catch((error: unknown) => {
    if (error instanceof UserError) return null
    throw error
  })
  if (there !== null) return there
  const module = `github.com/nektos/act@v${ACT_VERSION}`
  terminal.err(`act is installed into ${folder}, from source: go install ${module}\n`)
  await mkdir(folder, { recursive: true })
  // Without C it needs no compiler but Go's own, and what it makes runs everywhere.
  const child = spawn('go', ['install', '-trimpath', '-ldflags', '-s -w', module], {
    env: { ...env, HOME: homedir(), GOBIN: folder, CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false' },
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    signal: terminal.signal,
  })
  let said = ''
  child.stderr.on('data', (data: Buffer) => void (said = (said + data.toString()).slice(-4000)))
  const failed = await Promise.race([
    once(child, 'close').then(() => (child.exitCode === 0 ? null : said.trim())),
    once(child, 'error').then(([error]: unknown[]) => String(error)),
  ])
  if (failed === null) return await findAct(folder)
  throw new UserError(`act could not be installed: ${failed.split('\n').at(-1) ?? ''}`, {
    remedy: 'Go 1.24 or newer has to be on PATH, or install act by hand: https://nektosact.com/installation',
    kind: 'state',
  })
}

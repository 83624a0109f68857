import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { ACT_VERSION, findAct } from '@upkeep/ci'
import { UserError, messageOf } from '@upkeep/schema'
import { ACT_ARCHIVES, ACT_RELEASES } from './act-release.data.ts'
import type { Terminal } from './terminal.ts'

export interface InstallOptions {
  env: Readonly<Record<string, string>>
  terminal: Pick<Terminal, 'err' | 'signal'>
  /** In place of GitHub's releases. */
  releases?: string
  archives?: typeof ACT_ARCHIVES
  platform?: string
}

const BY_HAND = 'Install act by hand: https://nektosact.com/installation'
/** The largest archive that is read, in bytes; those of the release have less than ten million. */
const MOST_BYTES = 64 * 1024 * 1024
const PATIENCE_MS = 120_000

/**
 * Installs act at the version that is pinned into a folder of its own, after saying so: the release's archive where its SHA-256 is
 * known and it can be downloaded, else by the Go on PATH, which checks what it downloads by its checksum database. Where act is there
 * already nothing is done.
 * @returns the program
 * @throws UserError (state): neither worked, or the archive is not the one that is pinned
 */
export async function installAct({ env, terminal, ...options }: InstallOptions): Promise<string> {
  const folder = join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'upkeep', `act-${ACT_VERSION}`)
  const there = (await actIn(env['PATH'] ?? '')) ?? (await actIn(folder))
  if (there !== null) return there
  await mkdir(folder, { recursive: true })
  const missing = await byArchive(folder, { env, terminal, ...options })
  if (missing === null) return await findAct(folder)
  terminal.err(`${missing}\n`)
  await byGo(folder, { env, terminal })
  return await findAct(folder)
}

/** Null where there is none that will do. */
async function actIn(path: string): Promise<string | null> {
  return await findAct(path).catch((error: unknown) => {
    if (error instanceof UserError) return null
    throw error
  })
}

/** Why there is no archive, or null: act is there. */
async function byArchive(
  folder: string,
  {
    env,
    terminal,
    releases = ACT_RELEASES,
    archives = ACT_ARCHIVES,
    platform = `${process.platform}-${process.arch}`,
  }: InstallOptions,
): Promise<string | null> {
  const archive = archives[platform]
  if (archive === undefined) return `act has no archive for ${platform} whose SHA-256 is known here.`
  const address = `${releases}/v${ACT_VERSION}/${archive.name}`
  terminal.err(`act is installed into ${folder}, from ${address} (SHA-256 ${archive.sha256})\n`)
  const bytes = await download(address, terminal.signal)
  if (typeof bytes === 'string') return `It can not be downloaded: ${bytes}.`
  const found = createHash('sha256').update(bytes).digest('hex')
  if (found !== archive.sha256)
    throw new UserError(`${address} has the SHA-256 ${found}, and not the one that is pinned. Nothing was installed.`, {
      remedy: `Somebody changed it on its way. ${BY_HAND}`,
      kind: 'state',
    })
  const aside = await mkdtemp(join(folder, 'new-'))
  try {
    await writeFile(join(aside, archive.name), bytes)
    const failed = await run('tar', ['-xzf', archive.name, 'act'], { cwd: aside, env, signal: terminal.signal })
    if (failed !== null) throw new UserError(`act could not be unpacked: ${failed}`, { remedy: BY_HAND, kind: 'state' })
    await chmod(join(aside, 'act'), 0o755)
    await rename(join(aside, 'act'), join(folder, 'act'))
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
  return null
}

/** The bytes, or why there are none. */
async function download(address: string, signal: AbortSignal): Promise<Buffer | string> {
  try {
    const response = await fetch(address, { signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]) })
    if (!response.ok || response.body === null) return `the answer is ${response.status}`
    const parts: Uint8Array[] = []
    let size = 0
    for await (const part of response.body as AsyncIterable<Uint8Array>) {
      size += part.length
      if (size > MOST_BYTES) return `it is larger than ${MOST_BYTES} bytes`
      parts.push(part)
    }
    return Buffer.concat(parts)
  } catch (error) {
    signal.throwIfAborted()
    return error instanceof Error && error.cause !== undefined ? messageOf(error.cause) : messageOf(error)
  }
}

async function byGo(folder: string, { env, terminal }: Pick<InstallOptions, 'env' | 'terminal'>): Promise<void> {
  const module = `github.com/nektos/act@v${ACT_VERSION}`
  terminal.err(`act is installed into ${folder}, from source: go install ${module}\n`)
  // Without C it needs no compiler but Go's own, and what it makes runs everywhere.
  const failed = await run('go', ['install', '-trimpath', '-ldflags', '-s -w', module], {
    env: { ...env, HOME: homedir(), GOBIN: folder, CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false' },
    cwd: folder,
    signal: terminal.signal,
  })
  if (failed === null) return
  throw new UserError(`act could not be installed: ${failed}`, {
    remedy: `Go 1.24 or newer has to be on PATH, or GitHub be reached. ${BY_HAND}`,
    kind: 'state',
  })
}

/** The last line that a program says where it fails, or why it could not be started; null: it did not. */
async function run(
  program: string,
  args: readonly string[],
  options: { cwd: string; env: Readonly<Record<string, string>>; signal: AbortSignal },
): Promise<string | null> {
  const failed = await new Promise<string | null>((resolve) => {
    execFile(program, args, { ...options, env: { ...options.env }, maxBuffer: MOST_BYTES }, (error, _, stderr) =>
      resolve(error === null ? null : (stderr.trim().split('\n').at(-1) ?? '') || error.message),
    )
  })
  options.signal.throwIfAborted()
  return failed
}

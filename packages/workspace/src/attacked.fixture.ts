import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcessByStdio } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { gitRepository } from '@upkeep/testing'
import type { ExecOptions, ExecResult, Extraction, Isolation, SandboxReport, SandboxSettings } from '@upkeep/workspace'

/** As whom, and by which rights, the parent of the sandbox runs. */
export type Identity = 'root' | 'sudo' | 'user'

/** A value that must never be seen in a sandbox. */
export const CANARY = 'CANARY_5b1f0c77'

/** A runner's machine in small: a home with credentials, a work folder, a repository in it, things that listen. Gone when disposed. */
export interface Machine extends AsyncDisposable {
  folder: string
  home: string
  runnerTemp: string
  root: string
  /** Files to which commands to the runner are written. */
  commandFiles: readonly string[]
  /** Addresses of what listens outside of the sandbox. */
  listening: { tcp: number; udp: number; abstract: string; paths: readonly string[] }
  /** What reached one of those. */
  reached: string[]
}

const OTHER_USER = 1001

/** Everything belongs to the identity's user, as on a runner. */
export async function machine(identity: Identity): Promise<Machine> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'upkeep-machine-'))
  const home = join(folder, 'home')
  const runner = join(home, 'runner') // as on a hosted runner

  const runnerTemp = join(runner, '_work', '_temp')
  const root = join(runner, '_work', 'example', 'example')
  const commandFiles = ['set_env_1', 'add_path_1', 'set_output_1', 'save_state_1', 'step_summary_1'].map((name) =>
    join(runnerTemp, '_runner_file_commands', name),
  )
  const files: Record<string, string> = {
    [join(home, '.ssh', 'id_ed25519')]: CANARY,
    [join(home, '.npmrc')]: `//registry.npmjs.org/:_authToken=${CANARY}\n`,
    [join(home, '.docker', 'config.json')]: CANARY,
    [join(home, '.config', 'gh', 'hosts.yml')]: CANARY,
    [join(home, '.config', 'tool', 'settings')]: 'settings\n',
    [join(home, '.cache', 'tool', 'cached')]: 'honest\n',
    [join(runner, '.credentials')]: CANARY,
    [join(runner, '_diag', 'Worker.log')]: CANARY,
    [join(runnerTemp, '_github_workflow', 'event.json')]: CANARY,
    [join(folder, 'outside.txt')]: CANARY,
    ...Object.fromEntries(commandFiles.map((path) => [path, 'as it was\n'])),
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  await using repository = await gitRepository(REPOSITORY)
  mkdirSync(dirname(root), { recursive: true })
  cpSync(repository.root, root, { recursive: true, verbatimSymlinks: true })
  mkdirSync(join(root, 'node_modules', '.bin'), { recursive: true })
  writeFileSync(join(root, 'node_modules', '.bin', 'lint'), LINT)
  chmodSync(join(root, 'node_modules', '.bin', 'lint'), 0o755)
  const reached: string[] = []
  const paths = [join(home, 'agent.sock'), join(runner, 'docker.sock'), join(folder, 'daemon.sock')]
  const opened = await openListeners(paths, reached)
  if (identity !== 'root') spawnSync('chown', ['-R', `${OTHER_USER}:${OTHER_USER}`, folder])
  return {
    folder,
    home,
    runnerTemp,
    root,
    commandFiles,
    reached,
    listening: { ...opened.listening, paths },
    async [Symbol.asyncDispose]() {
      await opened.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Whose check reads a source, a module beside the tool, and a cache. */
const REPOSITORY = {
  'src/a.txt': 'good\n',
  'lint.conf': 'forbid bad\n',
  'test/a.test': 'grep -q good src/a.txt\n',
  'check.sh': 'node_modules/.bin/lint && sh test/a.test\n',
  '.gitignore': 'node_modules/\n.cache/\n.venv/\n',
}

const LINT = '#!/bin/sh\n! grep -q "$(sed -n "s/^forbid //p" lint.conf)" src/a.txt\n'

async function openListeners(paths: readonly string[], reached: string[]) {
  const servers = [...paths, `\0upkeep-${process.pid}-${Math.random()}`, 0].map((where) => {
    const server = createServer((socket) => {
      reached.push(String(where))
      socket.on('error', () => undefined)
      socket.end('hello')
    })
    return { server, where }
  })
  for (const { server, where } of servers)
    await new Promise<void>((resolve) => {
      if (typeof where === 'number') server.listen(where, '0.0.0.0', resolve)
      else server.listen(where, resolve)
    })
  const udp = createSocket('udp4')
  udp.on('message', () => reached.push('udp'))
  await new Promise<void>((resolve) => udp.bind(0, '0.0.0.0', resolve))
  const address = servers.at(-1)?.server.address()
  const abstract = servers.at(-2)?.where
  return {
    listening: {
      tcp: address !== null && typeof address === 'object' ? address.port : 0,
      udp: udp.address().port,
      abstract: typeof abstract === 'string' ? abstract : '',
    },
    async close() {
      for (const { server } of servers) await new Promise((resolve) => server.close(resolve))
      await new Promise<void>((resolve) => udp.close(resolve))
    },
  }
}

/** A process of the identity's that holds a workspace, as an action's would; it obeys over stdin. */
export interface Parent extends AsyncDisposable {
  isolation: Isolation
  sandbox: SandboxReport
  pid: number
  exec(command: string, part?: Partial<ExecOptions>): Promise<ExecResult>
  /** Closes the worktree and opens another, from the edits where there are some. */
  reopen(edits?: Extraction['edits']): Promise<void>
  /** As `Workspace.scratch` opens it. */
  scratch(): Promise<void>
  edits(allowed?: RegExp): Promise<Extraction>
  changed(): Promise<string[]>
  /** In bytes, of the parent. */
  memory(): Promise<number>
  kill(): Promise<void>
}

const HERE = dirname(fileURLToPath(import.meta.url))

/** Why this machine can not run as an identity; null: it can. */
export function identityRefusal(identity: Identity): string | null {
  const isRoot = process.getuid?.() === 0
  if (identity === 'root') return isRoot ? null : 'needs root'
  if (!isRoot) return identity === 'user' ? null : 'needs root to become another user with sudo'
  const reads = [process.execPath, '-e', `require('fs').readFileSync(${JSON.stringify(join(HERE, 'index.ts'))})`]
  if (!works([...asOther(), ...reads])) return 'another user can not read this checkout'
  if (identity === 'sudo') return existsSync('/usr/bin/sudo') ? null : 'sudo is not installed'
  return works([...asOther(), 'unshare', '--user', '--map-root-user', 'true'])
    ? null
    : 'user namespaces are not allowed'
}

function works([command = '', ...args]: readonly string[]): boolean {
  return spawnSync(command, args).status === 0
}

function asOther(): string[] {
  return ['setpriv', `--reuid=${OTHER_USER}`, `--regid=${OTHER_USER}`, '--clear-groups', '--']
}

export interface ParentOptions {
  settings?: SandboxSettings
  /** Words before the process of the parent. */
  prefix?: readonly string[]
  /** False: no worktree is opened at first. */
  open?: boolean
}

/** Starts the parent with canaries in its own environment. */
export async function parentOn(on: Machine, identity: Identity, options: ParentOptions = {}): Promise<Parent> {
  const config = {
    directory: on.root,
    temp: join(on.runnerTemp, 'worktrees'),
    open: options.open ?? true,
    sandbox: { home: on.home, runnerTemp: on.runnerTemp, env: { PATH: SEARCHED }, ...options.settings },
  }
  const prefix = options.prefix ?? prefixOf(identity, on)
  const keys = { ANTHROPIC_API_KEY: CANARY, GITHUB_TOKEN: CANARY }
  const env = { PATH: SEARCHED, HOME: on.home, CONFIG: JSON.stringify(config), ...keys }
  const script = join(HERE, 'attacked-parent.fixture.ts')
  const child = spawn('env', [...prefix, process.execPath, script], { env, stdio: ['pipe', 'pipe', 'inherit'] })
  return await talkTo(child)
}

export const SEARCHED = `/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin:${dirname(process.execPath)}`

function prefixOf(identity: Identity, { folder }: Machine): string[] {
  if (identity === 'root' || process.getuid?.() !== 0) return []
  if (identity === 'user') return asOther()
  // A user whom sudo trusts, on this machine only for the process and its children.
  const etc = join(folder, 'etc')
  const script = `
    mkdir -p ${etc} && cp /etc/passwd /etc/group ${etc} && getent passwd ${OTHER_USER} >/dev/null || echo "runner:*:${OTHER_USER}:${OTHER_USER}::/:/bin/sh" >>${etc}/passwd
    echo 'ALL ALL=(ALL) NOPASSWD: ALL' >${etc}/sudoers && chown -R 0:0 ${etc} && chmod 440 ${etc}/sudoers
    for name in passwd group sudoers; do mount --bind ${etc}/$name /etc/$name || exit 1; done
    exec "$@"`
  return ['unshare', '--mount', '--propagation', 'private', '--', 'sh', '-c', script, 'sh', ...asOther()]
}

async function talkTo(child: ChildProcessByStdio<Writable, Readable, null>): Promise<Parent> {
  const { stdin, stdout, pid } = child
  if (pid === undefined) throw new Error('the parent could not be started')
  const waiting: { resolve: (value: unknown) => void; reject: (error: Error) => void }[] = []
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  void ended.then(() => waiting.splice(0).forEach(({ reject }) => reject(new Error('the parent ended'))))
  createInterface({ input: stdout }).on('line', (line) => {
    const answer = JSON.parse(line) as { value?: unknown; error?: string }
    const next = waiting.shift()
    if (answer.error === undefined) next?.resolve(answer.value)
    else next?.reject(new Error(answer.error))
  })
  const next = async <T>() => (await new Promise<unknown>((resolve, reject) => waiting.push({ resolve, reject }))) as T
  const ask = async <T>(verb: string, value?: unknown) => {
    const answer = next<T>()
    stdin.write(`${JSON.stringify({ verb, value })}\n`)
    return await answer
  }
  const { isolation, sandbox } = await next<Pick<Parent, 'isolation' | 'sandbox'>>()
  return {
    isolation,
    sandbox,
    pid,
    exec: async (command, part = {}) =>
      await ask('exec', {
        command,
        options: { cwd: '.', env: { PATH: SEARCHED }, shell: 'bash', seconds: 20, network: 'none', ...part },
      }),
    reopen: async (edits) => await ask('reopen', edits ?? null),
    scratch: async () => await ask('scratch'),
    edits: async (allowed = /^/) => await ask('edits', allowed.source),
    changed: async () => await ask('changed'),
    memory: async () => await ask('memory'),
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    async [Symbol.asyncDispose]() {
      stdin.end()
      await ended
    },
  }
}

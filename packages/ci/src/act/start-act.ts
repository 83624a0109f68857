import { mkdir, open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExecResult, Worktree } from '@upkeep/workspace'
import { quoteWords } from '../workflow/shell.ts'
import type { ActPlan } from './act-plan.ts'
import type { ActMode } from './containers/container-engine.ts'
import { runOutside } from './run-outside.ts'
import { INSTALL_FOLDERS, STAND_INS } from './shims/stand-ins.data.ts'

/** How act is started. */
export interface Start {
  worktree: Worktree
  env: Readonly<Record<string, string>>
  /** The program, absolute. */
  act: string
  seconds: number
  signal: AbortSignal
  mode: ActMode
}

/** What a run gives to act besides its plan. */
export interface Given {
  /** Of the event. */
  name: string
  port: number
  repositories: readonly string[]
  runner: Readonly<Record<string, string>>
  mode: ActMode
  /** By label. */
  images: Readonly<Record<string, string>>
}

/** @param at a path in the folder of the run */
export function argumentsOf(plan: ActPlan, at: (name: string) => string, given: Given): string[] {
  const { name, port, repositories, runner, mode } = given
  const options: Option[] = [
    ['directory', at('clone')],
    ['workflows', at('workflow.yml')],
    ['eventpath', at('event.json')],
    ...(mode.kind === 'host' ? onMachine(plan) : inContainers(plan, at, given.images)),
    ['action-cache-path', at('cache')],
    // Their names by default are those of files in the repository.
    ['env-file', ''],
    ['input-file', ''],
    ['var-file', at('variables.yml')],
    ['secret-file', at('secrets.yml')],
    ['artifact-server-path', at('served')],
    ['artifact-server-port', String(port)],
    ...repositories.map((repository): Option => ['local-repository', repository]),
    ...Object.entries(runner).map(([variable, value]): Option => ['env', `${variable}=${value}`]),
  ]
  return [name, ...options.map(([option, value]) => `--${option}=${value}`), '--rm', '--json']
}

type Option = [name: string, value: string]

function onMachine({ labels }: ActPlan): Option[] {
  return [
    ...labels.map((label): Option => ['platform', `${label}=-self-hosted`]),
    ['artifact-server-addr', '127.0.0.1'],
    ['no-cache-server', 'true'],
  ]
}

/** Both servers of act listen where containers reach them, which is its default. */
function inContainers({ labels }: ActPlan, at: (name: string) => string, images: Given['images']): Option[] {
  const arm = labels.length > 0 && labels.every((label) => label.endsWith('-arm'))
  return [
    ...labels.map((label): Option => ['platform', `${label}=${images[label] ?? images['ubuntu-latest'] ?? ''}`]),
    ['container-architecture', arm ? 'linux/arm64' : 'linux/amd64'],
    // Whoever reaches the engine has the machine.
    ['container-daemon-socket', '-'],
    ['pull', 'false'], // what is there is taken; what is not is pulled all the same
    ['cache-server-path', at('caches')],
  ]
}

/** Within the sandbox of a worktree. */
export async function startOnMachine(
  argv: readonly string[],
  folder: string,
  { worktree, env, act, seconds, signal }: Start,
  onOutput: (text: string) => void,
): Promise<ExecResult> {
  const at = (name: string) => join(folder, name)
  const command = quoteWords([act, ...argv])
  // From an empty folder: act reads an `.actrc` of the one in which it starts.
  return await worktree.exec(`cd ${quoteWords([at('neutral')])} && exec ${command} 2>${quoteWords([at('stderr')])}`, {
    cwd: '.',
    shell: 'bash',
    seconds,
    network: 'host',
    signal,
    onOutput,
    env: stepEnvironment(env, folder),
  })
}

/**
 * Outside of the sandbox, which hides what containers are started by. Steps run in containers and get nothing of the machine; act itself
 * gets a home folder of the run's own.
 */
export async function startWithContainers(
  argv: readonly string[],
  folder: string,
  { env, act, seconds, signal, mode }: Start,
  onOutput: (text: string) => void,
): Promise<ExecResult> {
  const { PATH = '', HOME = '/', ...rest } = env
  const proxies = Object.fromEntries(Object.entries(rest).filter(([name]) => /^(?:https?|no)_proxy$/i.test(name)))
  const home = join(folder, 'home')
  const stderr = await open(join(folder, 'stderr'), 'w')
  try {
    return await runOutside([act, ...argv], {
      cwd: join(folder, 'neutral'),
      env: {
        ...proxies,
        PATH,
        HOME: home,
        DOCKER_CONFIG: rest['DOCKER_CONFIG'] ?? join(HOME, '.docker'), // for images that are not public
        LANG: 'C.UTF-8',
        NO_COLOR: '1',
        ACT_DISABLE_VERSION_CHECK: '1',
        ...(mode.kind === 'containers' ? { DOCKER_HOST: mode.address } : {}),
      },
      stderr: stderr.fd,
      seconds,
      signal,
      onOutput,
    })
  } finally {
    await stderr.close()
  }
}

/** On PATH before everything else. */
function binOf(folder: string): string {
  return join(folder, 'home', '.local', 'bin')
}

export async function writeStandIns(folder: string, path: string): Promise<void> {
  const bin = binOf(folder)
  await mkdir(bin, { recursive: true })
  for (const [name, script] of Object.entries(STAND_INS)) {
    const own = `OWN=$(PATH=${quoteWords([path])} command -v ${name}) || OWN=${name}-is-missing`
    await writeFile(join(bin, name), `#!/bin/sh\n${own}\n${script}\n`, { mode: 0o755 })
  }
}

/** What act's process gets every step gets. What would name another repository, or a folder that is not the run's own, goes. */
function stepEnvironment(env: Readonly<Record<string, string>>, folder: string): Record<string, string> {
  const left = Object.entries(env).filter(([name]) => !NOT_HANDED_ON.test(name))
  const home = join(folder, 'home')
  const installs = Object.entries(INSTALL_FOLDERS).map(([name, place]): [string, string] => [name, join(home, place)])
  return {
    LANG: 'C.UTF-8',
    ...Object.fromEntries([...left, ...installs]),
    HOME: home,
    PATH: `${binOf(folder)}:${env['PATH'] ?? ''}`,
    CI: 'true',
    NO_COLOR: '1', // steps get a terminal
    ACT_DISABLE_VERSION_CHECK: '1',
  }
}

const NOT_HANDED_ON = /^(?:GITHUB_|RUNNER_|ACT_|XDG_|TMPDIR$|TMP$|TEMP$|VIRTUAL_ENV$|FORCE_COLOR$)/

import { stat } from 'node:fs/promises'
import { UserError } from '@upkeep/schema'
import { killGroup, runChild } from '../child.ts'
import type { ExecResult } from '../child.ts'
import { GIT_VARIABLES } from './git-variables.data.ts'

/** Git as the parent uses it. Nothing that the repository's own configuration names is ever started. */
export interface TrustedGit {
  /** Stdout of a command; no lock is taken (`git status` would otherwise refresh the index). Throws where it fails. */
  read(args: readonly string[]): Promise<string>
  /** A command that may fail, or that reads its stdin. */
  run(args: readonly string[], stdin?: string): Promise<ExecResult>
  /** A value of the repository's configuration; null where it is not set. */
  setting(key: string): Promise<string | null>
  /** The same in another folder of the same work tree. */
  in(directory: string): TrustedGit
}

/**
 * A repository's configuration can name programs: hooks, fsmonitor, pagers, external diffs, and filters, which `git status` starts.
 * These are off for every command of the parent; filters and diff drivers by their names, which are read first.
 */
const SETTINGS: readonly string[] = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.pager=cat',
  'core.quotePath=false',
  'core.untrackedCache=false',
  'diff.external=',
  'protocol.allow=never',
  'safe.directory=*',
  'submodule.recurse=false',
]
const FIXED = SETTINGS.flatMap((setting) => ['-c', setting])

/** Runs git without what a hook around us has set (`GIT_DIR`, `GIT_INDEX_FILE` …) and with messages that can be recognised. */
const WITHOUT_GIT_VARIABLES = `
unset -v ${GIT_VARIABLES.join(' ')}
export LC_ALL=C GIT_OPTIONAL_LOCKS=0 GIT_TERMINAL_PROMPT=0 GIT_NO_LAZY_FETCH=1
exec git "$@"`

/** No user's or machine's configuration: for a repository of our own. */
const OWN_REPOSITORY = `export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1`

const MAX_OUTPUT_BYTES = 1024 * 1024 * 1024

/** Git in a folder, where nothing of a repository's configuration is switched off yet. */
async function runGit(directory: string, args: readonly string[], stdin?: string, before = ''): Promise<ExecResult> {
  const shell = ['sh', '-c', WITHOUT_GIT_VARIABLES.replace('exec', `${before}\nexec`), 'sh']
  const argv = process.platform === 'win32' ? ['git'] : shell
  const result = await runChild([...argv, ...args], {
    cwd: directory,
    env: null,
    seconds: 300,
    maxOutputBytes: MAX_OUTPUT_BYTES,
    kill: killGroup,
    stdin,
  })
  if (result.exit === 127) {
    if (!(await isFolder(directory))) {
      throw new UserError(`${directory} is not a folder.`, {
        remedy: 'Name the folder of a git repository.',
        kind: 'state',
      })
    }
    throw new UserError('git is not on PATH.', { remedy: 'Install git.', kind: 'state' })
  }
  return result
}

/** Git in a repository that we made ourselves: neither the user's nor the machine's configuration applies. */
export async function ownGit(directory: string, args: readonly string[]): Promise<string> {
  return stdoutOf(args, await runGit(directory, [...FIXED, ...args], undefined, OWN_REPOSITORY))
}

export function trustedGit(directory: string): TrustedGit {
  let configuration: Promise<Configuration> | null = null
  return gitIn(directory, () => (configuration ??= readConfiguration(directory)))
}

function gitIn(directory: string, configured: () => Promise<Configuration>): TrustedGit {
  const run = async (args: readonly string[], stdin?: string) =>
    await runGit(directory, [...FIXED, ...(await configured()).off, ...args], stdin)
  return {
    run,
    read: async (args) => stdoutOf(args, await run(args)),
    setting: async (key) => (await configured()).values.get(key) ?? null,
    in: (folder) => gitIn(folder, configured),
  }
}

interface Configuration {
  values: ReadonlyMap<string, string>
  /** Arguments that switch off each filter and diff driver. */
  off: readonly string[]
}

const DRIVER = /^(filter|diff)\.([^]+)\.(clean|smudge|process|required|textconv|command)$/i

async function readConfiguration(directory: string): Promise<Configuration> {
  const { exit, stdout } = await runGit(directory, [...FIXED, 'config', '--list', '-z'])
  const values = new Map<string, string>()
  if (exit === 0) for (const entry of stdout.split('\0')) values.set(...keyAndValue(entry))
  const off = new Set<string>()
  for (const key of values.keys()) {
    const [, section = '', name = ''] = DRIVER.exec(key) ?? []
    if (name === '') continue
    refuseUnnameable(name)
    const keys = section === 'filter' ? ['clean', 'smudge', 'process'] : ['textconv', 'command']
    for (const each of keys) off.add(`${section}.${name}.${each}=`)
    if (section === 'filter') off.add(`filter.${name}.required=false`)
  }
  return { values, off: [...off].flatMap((setting) => ['-c', setting]) }
}

function keyAndValue(entry: string): [string, string] {
  const end = entry.indexOf('\n')
  return end < 0 ? [entry, ''] : [entry.slice(0, end), entry.slice(end + 1)]
}

/** `git -c` splits at the first `=`, so a driver with one in its name could not be switched off. */
function refuseUnnameable(name: string): void {
  if (!name.includes('=')) return
  throw new UserError(
    `The configuration of git names a driver ${JSON.stringify(name)}, which can not be switched off.`,
    {
      remedy: 'Give it a name without `=`.',
      kind: 'state',
    },
  )
}

function stdoutOf(args: readonly string[], { exit, stdout, stderr }: ExecResult): string {
  if (exit === 0) return stdout
  throw new Error(
    `git ${args.find((arg) => !arg.startsWith('-')) ?? ''} failed with ${exit ?? 'a signal'}: ${stderr.trim()}`,
  )
}

async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  )
}

import { existsSync, readFileSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { isWithin, parseMountTable } from './mount-table.ts'
import type { PlanFacts } from './sandbox-plan.ts'
import {
  HOLDS_CREDENTIAL,
  HOME_CREDENTIALS,
  HOME_SETTINGS,
  RUNNER_FILES,
  WORKSPACE_CREDENTIALS,
} from './sandbox.data.ts'
import type { SandboxSettings } from './sandbox.ts'
import { ownGit } from '../git/trusted-git.ts'

export interface FactSource {
  root: string
  /** Absolute, wherever it lies. */
  gitFolder: string
  gitFolderOutside: string | null
  /** Folder of all layers of this run. */
  store: string
  /** Folders of ours that hold others' layers too. */
  ours: readonly string[]
  settings: SandboxSettings
}

/** Looks at the machine once for all worktrees of a run. */
export async function sandboxFacts(source: FactSource): Promise<PlanFacts> {
  const { root, settings, gitFolderOutside, ours } = source
  const home = homeOf(settings)
  const runnerTemp = settings.runnerTemp === undefined ? null : real(settings.runnerTemp)
  const table = await readFile('/proc/self/mountinfo', 'utf8').catch(() => '')
  return {
    root,
    gitFolder: gitFolderOutside,
    home,
    runnerTemp,
    env: settings.env ?? {},
    ours,
    credentials: [
      ...(home === null ? [] : homeCredentials(home)),
      ...(runnerTemp === null ? [] : RUNNER_FILES.map((name) => join(dirname(dirname(runnerTemp)), name))),
      ...namesIn(root)
        .filter((name) => WORKSPACE_CREDENTIALS.some((pattern) => pattern.test(name)))
        .map((name) => join(root, name)),
    ].filter((path) => existsSync(path) && !isWithin(root, path)),
    replaced: await publicGitConfig(source),
    sockets: await listeningPaths(),
    mountPoints: parseMountTable(table).map(({ point }) => point),
    real,
    isFolder: (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true,
  }
}

/** The home folder, or null where there is none that could be shown in part. */
export function homeOf({ home }: SandboxSettings): string | null {
  const found = home === null ? null : real(home ?? homedir())
  return found === '/' ? null : found
}

function homeCredentials(home: string): string[] {
  const always = HOME_CREDENTIALS.flatMap(({ names }) => names)
  const settings = HOME_SETTINGS.filter((name) => HOLDS_CREDENTIAL.test(textOf(join(home, name))))
  return [...always, ...settings].map((name) => join(home, name))
}

/** Sockets that a path leads to: a private network does not part a process from them (unix(7)). */
async function listeningPaths(): Promise<string[]> {
  const table = await readFile('/proc/net/unix', 'utf8').catch(() => '')
  const paths = table.split('\n').flatMap((line) => / (\/.*)$/.exec(line)?.[1] ?? [])
  return [...new Set(paths)].flatMap((path) => real(path) ?? [])
}

/** The token that actions/checkout leaves in git's configuration, and its like, are not shown. */
async function publicGitConfig({ gitFolder, store }: FactSource): Promise<PlanFacts['replaced']> {
  const at = join(gitFolder, 'config')
  const text = textOf(at)
  if (!SECRET_SETTING.test(text)) return []
  const by = 'git-config'
  const file = join(store, by)
  await writeFile(file, text.replace(/(:\/\/)[^\s/@"]*@/g, '$1'))
  const listed = await ownGit(store, ['config', '--file', file, '--name-only', '--list', '-z'])
  for (const key of new Set(listed.split('\0').filter((name) => SECRET_KEY.test(name))))
    await ownGit(store, ['config', '--file', file, '--unset-all', key])
  return [{ at, by }]
}

const SECRET_SETTING = /extraheader|\[credential|password|token|:\/\/[^\s/@"]*@/i
const SECRET_KEY = /^(?:http\..*extraheader|http\..*(?:password|sslkey|cookiefile)|credential\.|.*(?:token|password))/i

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function real(path: string): string | null {
  try {
    return realpathSync(path)
  } catch {
    return null
  }
}

import { parse } from 'smol-toml'
import { at, entriesAt, listAt, textAt } from '../workflow/raw.ts'
import { readYaml } from '../workflow/yaml-file.ts'
import { HOOK_REPOSITORIES } from './hook-repositories.data.ts'

/** What is asked of a file that pins versions. */
export interface Asked {
  /** The package, by the name that its registry knows; of Go the path of the command. */
  name: string
  /** The folder of the tool's command, relative to that of the file; `.` for the same. */
  folder: string
  /** `package.json` beside the file; null where there is none. */
  manifest: string | null
}

/** A kind of file that pins versions. Text in, the version out, null where it names none; never throws for what is broken. */
export interface LockFile {
  /** Its name. */
  file: RegExp
  of: 'npm' | 'python' | 'go' | 'rust' | 'hook'
  /** The package manager that writes it, as package.json names it. */
  by?: string
  read(text: string, asked: Asked): string | null
}

/** In the order in which they are believed: what an installer wrote, what people pinned, hooks of another runner. */
export const LOCK_FILES: readonly LockFile[] = [
  { file: /^(?:npm-shrinkwrap|package-lock)\.json$/, of: 'npm', by: 'npm', read: inPackageLock },
  { file: /^pnpm-lock\.yaml$/, of: 'npm', by: 'pnpm', read: inPnpmLock },
  { file: /^yarn\.lock$/, of: 'npm', by: 'yarn', read: inYarnLock },
  { file: /^bun\.lock$/, of: 'npm', by: 'bun', read: inBunLock },
  { file: /^(?:uv|poetry|pdm)\.lock$/, of: 'python', read: inPackageTables },
  { file: /^Pipfile\.lock$/, of: 'python', read: inPipfileLock },
  { file: /^(?:.*[-_.])?requirements.*\.txt$/i, of: 'python', read: inRequirements },
  { file: /^go\.mod$/, of: 'go', read: inGoMod },
  { file: /^rust-toolchain(?:\.toml)?$/, of: 'rust', read: inRustToolchain },
  { file: /^\.pre-commit-config\.ya?ml$/, of: 'hook', read: inHookConfig },
]

function inPackageLock(text: string, { name, folder }: Asked): string | null {
  const lock = json(text)
  for (const above of foldersUp(folder)) {
    const found = textAt(lock, 'packages', `${above === '.' ? '' : `${above}/`}node_modules/${name}`, 'version')
    if (found !== null) return found
  }
  return textAt(lock, 'dependencies', name, 'version') // the first format of it
}

/** Only the importers are read: they stand before all packages, which are most of the file. */
function inPnpmLock(text: string, { name, folder }: Asked): string | null {
  const lock = readYaml(text.split(/^packages:/m, 1)[0] ?? '').value
  for (const importer of [...foldersUp(folder).map((above) => at(lock, 'importers', above)), lock]) {
    for (const group of ['devDependencies', 'dependencies', 'optionalDependencies']) {
      const found = textAt(importer, group, name, 'version') ?? textAt(importer, group, name)
      if (found !== null) return /^[^(_]+/.exec(found)?.[0] ?? null // peers stand behind it
    }
  }
  return null
}

/** Of an entry its names and its version, which both formats write in one line each. Of several that of the manifest's range. */
function inYarnLock(text: string, { name, manifest }: Asked): string | null {
  const entries = text.split(/\r?\n(?:\r?\n)+/).flatMap((entry) => {
    const keys = /^(?!#)(\S.*):\s*$/m.exec(entry)?.[1]?.replaceAll('"', '').split(', ') ?? []
    const version = /^ {2}version:? "?([^"\s]+)"?\s*$/m.exec(entry)?.[1]
    const own = keys.filter((key) => key.startsWith(`${name}@`)).map((key) => key.slice(name.length + 1))
    return version === undefined || own.length === 0 ? [] : [{ version, ranges: own }]
  })
  const versions = new Set(entries.map(({ version }) => version))
  if (versions.size === 1) return entries[0]?.version ?? null
  const wanted = json(manifest ?? '')
  const range = textAt(wanted, 'devDependencies', name) ?? textAt(wanted, 'dependencies', name)
  return entries.find(({ ranges }) => ranges.some((one) => one === range || one === `npm:${range}`))?.version ?? null
}

/** `"eslint": ["eslint@8.57.0", …],`: each package in one line. */
function inBunLock(text: string, { name }: Asked): string | null {
  const begin = `"${name}": ["${name}@`
  const line = text.split('\n').find((one) => one.trimStart().startsWith(begin))
  return line?.trimStart().slice(begin.length).split('"', 1)[0] ?? null
}

/** Lock files of uv, Poetry and PDM: a table for each package. */
function inPackageTables(text: string, { name }: Asked): string | null {
  for (const table of text.split(/^\[\[package\]\]\s*$/m).slice(1)) {
    const own = /^name = "([^"]+)"/m.exec(table)?.[1]
    if (own === undefined || normalised(own) !== normalised(name)) continue
    return /^version = "([^"]+)"/m.exec(table)?.[1] ?? null
  }
  return null
}

function inPipfileLock(text: string, { name }: Asked): string | null {
  const lock = json(text)
  const groups = ['develop', 'default'].flatMap((group) => entriesAt(lock, group))
  const found = groups.find(([one]) => normalised(one) === normalised(name))?.[1]
  return textAt(found, 'version')?.replace(/^==/, '') ?? null
}

const PINNED = /(?:^|[\s'"])([A-Za-z0-9][\w.-]*)(?:\[[^\]\n]{0,200}\])?[ \t]*===?[ \t]*([\w.+!]+)/gm

/** Also of a command that installs: `pip install "black==24.1.0"`. */
export function inRequirements(text: string, { name }: Pick<Asked, 'name'>): string | null {
  for (const [, own = '', version = ''] of text.replaceAll(/(?:^|\s)#.*$/gm, '').matchAll(PINNED))
    if (normalised(own) === normalised(name)) return version
  return null
}

/** Characters of a line that are looked at: what is read here may be anybody's. */
const LONGEST = 1000

/** The version of the module of a tool, or of Go itself (`go`). */
function inGoMod(text: string, { name }: Asked): string | null {
  const lines = text.split('\n').flatMap((line) => (line.length > LONGEST ? [] : [line.replace(/\/\/.*$/, '').trim()]))
  if (name === 'go') return named(lines, /^toolchain go([\d.]+)$/)
  const tools = lines.flatMap((line) => /^(?:tool\s+)?(\S+\/\S+)$/.exec(line)?.[1] ?? [])
  const tool = tools.find((path) => path.split('/').includes(name))
  if (tool === undefined) return null
  const modules = lines.flatMap((line) => {
    const [, path, version] = /^(?:require\s+)?(\S+\/\S+)\s+v(\S+)$/.exec(line) ?? []
    return path !== undefined && version !== undefined && `${tool}/`.startsWith(`${path}/`) ? [{ path, version }] : []
  })
  return modules.toSorted((a, b) => b.path.length - a.path.length)[0]?.version ?? null
}

/** A number; of `stable` and `nightly` nobody can say which. */
function inRustToolchain(text: string): string | null {
  const channel = text.includes('[') ? textAt(toml(text), 'toolchain', 'channel') : text.trim()
  return channel !== null && /^\d+(?:\.\d+)+$/.test(channel) ? channel : null
}

function inHookConfig(text: string, { name }: Asked): string | null {
  for (const repository of listAt(readYaml(text).value, 'repos')) {
    const address = textAt(repository, 'repo')?.replace(/(?:\.git)?\/?$/, '') ?? ''
    const end = address.split('/').slice(-2).join('/').toLowerCase()
    const known = Object.entries(HOOK_REPOSITORIES).find(([one]) => one.toLowerCase() === end)
    if (known?.[1] === name) return /^v?(\d[\w.]*)/.exec(textAt(repository, 'rev') ?? '')?.[1] ?? null
  }
  return null
}

function named(lines: readonly string[], pattern: RegExp): string | null {
  return lines.flatMap((line) => pattern.exec(line)?.[1] ?? [])[0] ?? null
}

/** https://packaging.python.org/specifications/name-normalization/ */
function normalised(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-')
}

/** A folder, and all above it. */
export function foldersUp(folder: string): string[] {
  if (folder === '.') return ['.']
  const parts = folder.split('/')
  return [...parts.keys()].map((up) => parts.slice(0, parts.length - up).join('/')).concat('.')
}

function json(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return null
  }
}

function toml(text: string): unknown {
  try {
    return parse(text)
  } catch {
    return null
  }
}

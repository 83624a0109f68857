import { posix } from 'node:path'
import type { CheckerName } from '@upkeep/checkers'
import type { FileSource, FoundCheck, Leaf } from '../model.ts'
import { LOCK_FILES, foldersUp, inRequirements } from './lock-files.ts'
import type { LockFile } from './lock-files.ts'

/** A version that a repository asks for, and the file (or the command of its set-up) that says so. */
export interface Pin {
  version: string
  from: string
}

/** Checkers whose package is not called like the command, or that come with a language. */
const PACKAGES: Partial<Record<CheckerName, Partial<Record<LockFile['of'], string>>>> = {
  biome: { npm: '@biomejs/biome' },
  tsc: { npm: 'typescript' },
  gofmt: { go: 'go' },
  'go-vet': { go: 'go' },
  clippy: { rust: 'rust' },
  rustfmt: { rust: 'rust' },
}

/** The name under which a registry knows the tool of a command. */
export function packageOf({ invocation, argv: [tool = ''] }: Leaf, of: LockFile['of']): string | null {
  const named = invocation === null ? undefined : PACKAGES[invocation.checker]
  if (named !== undefined && ('go' in named || 'rust' in named)) return named[of] ?? null
  return named?.[of] ?? posix.basename(tool)
}

/** The version of a command's tool that the repository pins: for the action that runs it, else from its folder up; null: it leaves it open. */
export async function pinnedVersion(leaf: Leaf, { setup, brings }: FoundCheck, files: FileSource): Promise<Pin | null> {
  if (brings !== undefined) return { version: brings.version, from: brings.workflow }
  const paths = (await files.list()).filter((path) => LOCK_FILES.some(({ file }) => file.test(posix.basename(path))))
  for (const kind of LOCK_FILES) {
    const name = packageOf(leaf, kind.of)
    if (name === null || name === '') continue
    for (const above of foldersUp(leaf.cwd)) {
      for (const path of paths.filter((one) => isBeside(one, above) && kind.file.test(posix.basename(one)))) {
        const manifest = kind.of === 'npm' ? await files.read(posix.join(above, 'package.json')) : null
        if (isLeftOver(kind, manifest)) continue
        const asked = { name, folder: posix.relative(above, leaf.cwd) || '.', manifest }
        const version = kind.read((await files.read(path)) ?? '', asked)
        if (version !== null) return { version, from: path }
      }
    }
  }
  const name = packageOf(leaf, 'python')
  const command = name === null ? undefined : setup.find((one) => inRequirements(one, { name }) !== null)
  const version = name === null || command === undefined ? null : inRequirements(command, { name })
  return version === null || command === undefined ? null : { version, from: command.split('\n', 1)[0] ?? '' }
}

/** The lock file of a package manager that the repository does not use any more. */
function isLeftOver({ by }: LockFile, manifest: string | null): boolean {
  const named = /"packageManager":\s*"([a-z]{1,20})@/.exec(manifest ?? '')?.[1]
  return by !== undefined && named !== undefined && by !== named
}

/** In the folder, or in one for requirements of its own. */
function isBeside(path: string, folder: string): boolean {
  const own = posix.dirname(path)
  return own === folder || own === posix.join(folder, 'requirements')
}

/** Whether an installed version is the pinned one; `1.75` is any of `1.75.*`. */
export function isVersion(installed: string, { version }: Pin): boolean {
  return installed === version || installed.startsWith(`${version}.`)
}

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { UserError } from '@upkeep/schema'
import type { Composition } from '../compose.ts'
import { decodeText } from '../text-encoding.ts'
import type { TrackedFile } from './tracked-files.ts'
import { ownGit, trustedGit } from './trusted-git.ts'

/** Contents as they are, whatever the machine's git would do to line ends. */
const PLAIN = ['-c', 'core.autocrlf=false', '-c', 'core.safecrlf=false', '-c', 'core.quotePath=true']
const DIFF = '--binary --no-color --no-ext-diff --no-textconv --no-renames --src-prefix=a/ --dst-prefix=b/'.split(' ')

export interface PatchSource {
  temp: string
  read: (path: string) => Promise<Uint8Array | null>
  files: () => Promise<readonly TrackedFile[]>
}

/**
 * A composition as a patch in git's format, which `git apply` takes: modes, end-of-line characters, byte order marks and missing
 * final newlines as they are. Made by git itself in a repository of its own, so that it works on any tree. `''`: no change.
 */
export async function patchOf(composition: Composition, source: PatchSource): Promise<string> {
  if (composition.files.size === 0) return ''
  const folder = await mkdtemp(join(source.temp, 'patch-'))
  try {
    const modes = new Map((await source.files()).map(({ path, mode }) => [path, mode]))
    const put = async (path: string, bytes: Uint8Array | null) => {
      await rm(join(folder, path), { force: true })
      if (bytes === null) return
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), bytes, { mode: modes.get(path) === '100755' ? 0o755 : 0o644 })
    }
    await ownGit(folder, ['init', '--quiet', '--template='])
    for (const path of composition.files.keys()) await put(path, await source.read(path))
    await mkdir(join(folder, '.git', 'info'), { recursive: true })
    await writeFile(join(folder, '.git', 'info', 'attributes'), await attributesOf(composition, source)) // over any .gitattributes
    await ownGit(folder, [...PLAIN, 'add', '--all', '--force', '--', '.'])
    for (const [path, bytes] of composition.files) if (bytes === null) await put(path, bytes)
    for (const [path, bytes] of composition.files) if (bytes !== null) await put(path, bytes)
    await ownGit(folder, [...PLAIN, 'add', '--intent-to-add', '--ignore-removal', '--force', '--', '.'])
    return await ownGit(folder, [...PLAIN, 'diff', ...DIFF])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** No conversion of any kind; what is not UTF-8 goes as a binary patch, so that the patch itself always is. */
async function attributesOf(composition: Composition, source: PatchSource): Promise<string> {
  const lines = ['* -text -filter -ident -working-tree-encoding !diff']
  for (const [path, after] of composition.files) {
    const sides = [after, await source.read(path)].filter((bytes) => bytes !== null)
    if (sides.some((bytes) => decodeText(bytes)?.encoding === 'latin1'))
      lines.push(`${JSON.stringify(path.replace(/[*?[\]\\]/g, '\\$&'))} -diff`)
  }
  return `${lines.join('\n')}\n`
}

/**
 * Applies a patch to the user's work tree by `git apply`: all of it or nothing.
 * @throws UserError where the files are no longer as they were.
 */
export async function applyPatch(root: string, patch: string): Promise<void> {
  const { exit, stderr } = await trustedGit(root).run([...PLAIN, 'apply', '--whitespace=nowarn', '-'], patch)
  if (exit === 0) return
  if (/Read-only file system|Permission denied/.test(stderr)) {
    throw new UserError(`The work tree can not be written: ${stderr.trim()}`, {
      remedy: `Make it writable and run again, or apply patch.diff of the output folder to another clone by "git apply".`,
      kind: 'state',
    })
  }
  throw new UserError(`The patch does not fit the work tree: ${stderr.trim()}`, {
    remedy: 'Commit or undo your changes to these files, then run again; the patch is kept in the output folder.',
    kind: 'state',
  })
}

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { UserError } from '@upkeep/schema'
import { killGroup, runChild } from './child.ts'
import type { Composition } from './compose.ts'
import { decodeText } from './text-encoding.ts'
import type { TrackedFile } from './tracked-files.ts'

/** Git without the settings, and the surroundings of a hook, that a patch must not depend on. */
const PLAIN =
  'env -u GIT_DIR -u GIT_INDEX_FILE -u GIT_WORK_TREE -u GIT_OBJECT_DIRECTORY git -c core.autocrlf=false -c core.safecrlf=false -c core.quotePath=true -c safe.directory=*'.split(
    ' ',
  )

async function git(
  cwd: string,
  args: readonly string[],
  stdin?: string,
): Promise<{ exit: number | null; stdout: string; stderr: string }> {
  const options = { cwd, env: null, seconds: 120, maxOutputBytes: 1024 * 1024 * 1024, kill: killGroup, stdin }
  return await runChild([...PLAIN, ...args], options)
}

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
    await expectSuccess(git(folder, ['init', '--quiet', '--template=']))
    for (const path of composition.files.keys()) await put(path, await source.read(path))
    await mkdir(join(folder, '.git', 'info'), { recursive: true })
    await writeFile(join(folder, '.git', 'info', 'attributes'), await attributesOf(composition, source)) // over any .gitattributes
    await expectSuccess(git(folder, ['add', '--all', '--force', '--', '.']))
    for (const [path, bytes] of composition.files) await put(path, bytes)
    await expectSuccess(git(folder, ['add', '--intent-to-add', '--ignore-removal', '--force', '--', '.']))
    return await expectSuccess(
      git(folder, [
        'diff',
        '--binary',
        '--no-color',
        '--no-ext-diff',
        '--no-renames',
        '--src-prefix=a/',
        '--dst-prefix=b/',
      ]),
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** No conversion of line ends; what is not UTF-8 goes as a binary patch, so that the patch itself always is. */
async function attributesOf(composition: Composition, source: PatchSource): Promise<string> {
  const lines = ['* -text']
  for (const [path, after] of composition.files) {
    const sides = [after, await source.read(path)].filter((bytes) => bytes !== null)
    if (sides.some((bytes) => decodeText(bytes)?.encoding === 'latin1'))
      lines.push(`${JSON.stringify(path.replace(/[*?[\]\\]/g, '\\$&'))} -diff`)
  }
  return `${lines.join('\n')}\n`
}

async function expectSuccess(running: ReturnType<typeof git>): Promise<string> {
  const { exit, stdout, stderr } = await running
  if (exit !== 0) throw new Error(`git failed with exit code ${exit ?? 'none'}: ${stderr.trim()}`)
  return stdout
}

/**
 * Applies a patch to the user's work tree by `git apply`: all of it or nothing.
 * @throws UserError where the files are no longer as they were.
 */
export async function applyPatch(root: string, patch: string): Promise<void> {
  const { exit, stderr } = await git(root, ['apply', '--whitespace=nowarn', '-'], patch)
  if (exit === 0) return
  throw new UserError(`The patch does not fit the work tree: ${stderr.trim()}`, {
    remedy: 'Commit or undo your changes to these files, then run again; the patch is kept in the output folder.',
    kind: 'state',
  })
}

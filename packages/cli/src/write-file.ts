import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { access, lstat, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { UserError, messageOf, systemCode } from '@upkeep/schema'

/**
 * The text of a file of the repository that is to be written, before it is; null where there is none.
 * @param write whether it is really to be written, and not only shown
 * @throws UserError where it is no plain file in plain folders of the repository, or can not be written
 */
export async function textThere(root: string, path: string, write: boolean): Promise<string | null> {
  const parts = path.split('/')
  let folder = root
  for (const part of parts.slice(0, -1)) {
    const next = join(folder, part)
    const found = await kindOf(next)
    if (found === null) break
    if (found !== 'folder') throw refusal(path, `${part} is ${ARTICLES[found]}`, 'Make it a folder of the repository.')
    folder = next
  }
  const found = await kindOf(join(root, path))
  if (found === 'folder' || found === 'link' || found === 'other')
    throw refusal(path, `there is ${ARTICLES[found]} of that name`, 'Move it away.')
  if (write) await writable(folder, path)
  return found === null ? null : await readFile(join(root, path), 'utf8')
}

/** Puts a file of the repository there, whole or not at all; `textThere` has looked at its place. */
export async function putFile(root: string, path: string, text: string): Promise<void> {
  const target = join(root, path)
  const part = join(dirname(target), `.upkeep-${randomBytes(6).toString('hex')}`)
  try {
    await mkdir(dirname(target), { recursive: true })
    await writeFile(part, text, { flag: 'wx' })
    await rename(part, target)
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined)
    throw refusal(path, messageOf(error), REMEDY, error)
  }
}

const REMEDY = 'See that the folder can be written, or print the file without --write and put it there yourself.'
const ARTICLES = {
  file: 'a file',
  folder: 'a folder',
  link: 'a symbolic link',
  other: 'something that is no file',
} as const

async function kindOf(path: string): Promise<keyof typeof ARTICLES | null> {
  try {
    const found = await lstat(path)
    if (found.isSymbolicLink()) return 'link'
    return found.isDirectory() ? 'folder' : found.isFile() ? 'file' : 'other'
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null
    throw error
  }
}

async function writable(folder: string, path: string): Promise<void> {
  try {
    await access(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw refusal(path, `${folder} can not be written`, REMEDY, error)
  }
}

function refusal(path: string, why: string, remedy: string, cause?: unknown): UserError {
  return new UserError(`${path} can not be written: ${why}.`, { remedy, kind: 'state', cause })
}

import { readFile, realpath } from 'node:fs/promises'
import { basename, dirname, join, relative, sep } from 'node:path'
import { UserError, messageOf } from '@upkeep/schema'

/**
 * The text of a file that somebody named, byte for byte: one of other bytes than UTF-8's would not come back the same.
 * @throws UserError where it can not be read, with the remedy, or is not UTF-8
 */
export async function readText(path: string, name: string, remedy: string): Promise<string> {
  let bytes: Buffer
  try {
    bytes = await readFile(path)
  } catch (error) {
    throw new UserError(`${name} can not be read: ${messageOf(error)}`, { remedy, cause: error })
  }
  const text = bytes.toString('utf8')
  const same = Buffer.from(text, 'utf8')
  if (same.equals(bytes)) return text
  const at = bytes.findIndex((byte, index) => same[index] !== byte)
  const line = bytes.subarray(0, at).toString('latin1').split('\n').length
  throw new UserError(`${name}:${line}: this line is not UTF-8`, { remedy: 'Save it as UTF-8.' })
}

/** The path of a file as its repository knows it, whatever folder or link it was named by. Need not be there. */
export async function pathInRepository(root: string, path: string): Promise<string> {
  const folder = await realpath(dirname(path)).catch(() => dirname(path))
  return relative(root, join(folder, basename(path))).replaceAll(sep, '/')
}

import { createHash } from 'node:crypto'
import { lstatSync, readFileSync, readdirSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'

/** One hash over every path below `root` (`.git` too) with kind, mode, modification time and contents. */
export function treeFingerprint(root: string): string {
  const hash = createHash('sha256')
  const visit = (path: string) => {
    const full = join(root, path)
    const stats = lstatSync(full)
    hash.update(`${path}\0${stats.mode}\0${stats.mtimeMs}\0`)
    if (stats.isSymbolicLink()) hash.update(readlinkSync(full))
    else if (stats.isDirectory()) for (const name of readdirSync(full).toSorted()) visit(join(path, name))
    else if (stats.isFile()) hash.update(readFileSync(full))
  }
  visit('')
  return hash.digest('hex')
}

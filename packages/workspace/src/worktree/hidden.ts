import { lstat } from 'node:fs/promises'
import { join, posix } from 'node:path'
import type { State } from './changes.ts'
import type { Walked } from './walk-tree.ts'

/** How many paths one script is asked about: their lengths must fit into one argument list. */
const BATCH = 500

/**
 * What the upper layer of an overlay says of a path of the base. A folder that was removed and made anew is marked by an attribute
 * that Node can not read; so the mounted tree is asked whether a name that only the lower folder should hold still shows.
 * @param visible one digit for each path, 1 where the mounted tree shows something there.
 */
export async function hiddenIn(
  { entries, names }: Walked,
  expected: { root: string; paths: ReadonlySet<string>; folders: () => ReadonlySet<string> },
  visible: (paths: readonly string[]) => Promise<string>,
): Promise<(path: string) => State> {
  const below = namesBelow(expected)
  const witnesses: [folder: string, name: string][] = []
  for (const [path, kind] of entries) {
    if (kind !== 'folder') continue
    const own = names.get(path)
    const asked = below.get(path)?.filter((name) => own?.has(name) !== true) ?? []
    const witness = await firstThere(join(expected.root, path), asked)
    if (witness !== undefined) witnesses.push([path, witness])
  }
  const opaque = new Set<string>()
  for (let start = 0; start < witnesses.length; start += BATCH) {
    const batch = witnesses.slice(start, start + BATCH)
    const shown = await visible(batch.map(([folder, name]) => posix.join(folder, name)))
    batch.forEach(([folder], index) => {
      if (shown[index] !== '1') opaque.add(folder)
    })
  }
  return (path) => {
    let hidden = false
    for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      const folder = path.slice(0, end)
      const kind = entries.get(folder)
      if (kind === undefined) return hidden ? 'gone' : 'same'
      if (kind !== 'folder') return 'gone'
      hidden ||= opaque.has(folder)
    }
    const kind = entries.get(path)
    if (kind === undefined) return hidden ? 'gone' : 'same'
    return kind === 'file' || kind === 'link' ? 'look' : 'gone'
  }
}

/** What should lie in each folder of the base. Names that git ignores are no witnesses: they may have been removed before. */
function namesBelow({ paths, folders }: { paths: ReadonlySet<string>; folders: () => ReadonlySet<string> }) {
  const names = new Map<string, string[]>()
  for (const path of [...paths, ...folders()]) {
    const end = path.lastIndexOf('/')
    const folder = end < 0 ? '' : path.slice(0, end)
    const name = path.slice(end + 1)
    const known = names.get(folder)
    if (known === undefined) names.set(folder, [name])
    else known.push(name)
  }
  return names
}

async function firstThere(folder: string, names: readonly string[]): Promise<string | undefined> {
  for (const name of names) if ((await lstat(join(folder, name)).catch(() => null)) !== null) return name
  return undefined
}

import { createHash } from 'node:crypto'

export type ObjectType = 'blob' | 'tree' | 'commit'

export interface GitObject {
  type: ObjectType
  content: Buffer
}

/** What a tree says of one name. `mode` has six digits, also for folders (`040000`), as GitHub writes it. */
export interface TreeEntry {
  name: string
  mode: string
  sha: string
}

/** A file of a tree by its whole path. */
export interface TreeFile {
  mode: string
  sha: string
}

/** Objects by their SHA-1, as git computes it. Shared by all repositories of one fake, so that a fork has its parent's. */
export type ObjectStore = Map<string, GitObject>

export const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904'

export function writeObject(store: ObjectStore, type: ObjectType, content: Uint8Array): string {
  const bytes = Buffer.from(content)
  const sha = createHash('sha1').update(`${type} ${bytes.length}\0`).update(bytes).digest('hex')
  store.set(sha, { type, content: bytes })
  return sha
}

export function readObject(store: ObjectStore, sha: string, type: ObjectType): Buffer | null {
  const found = store.get(sha)
  return found?.type === type ? found.content : null
}

export function writeBlob(store: ObjectStore, content: string | Uint8Array): string {
  return writeObject(store, 'blob', typeof content === 'string' ? Buffer.from(content) : content)
}

/** git orders a tree's names as if a folder's name ended in a slash. */
function sortKey({ name, mode }: TreeEntry): Buffer {
  return Buffer.from(mode === '040000' ? `${name}/` : name)
}

export function writeTree(store: ObjectStore, entries: readonly TreeEntry[]): string {
  const parts = entries
    .toSorted((a, b) => Buffer.compare(sortKey(a), sortKey(b)))
    .flatMap(({ name, mode, sha }) => [Buffer.from(`${mode.replace(/^0/, '')} ${name}\0`), Buffer.from(sha, 'hex')])
  return writeObject(store, 'tree', Buffer.concat(parts))
}

export function readTree(store: ObjectStore, sha: string): TreeEntry[] {
  const content = sha === EMPTY_TREE ? Buffer.alloc(0) : readObject(store, sha, 'tree')
  if (content === null) throw new Error(`no tree ${sha}`)
  const entries: TreeEntry[] = []
  for (let at = 0; at < content.length;) {
    const space = content.indexOf(0x20, at)
    const end = content.indexOf(0, space)
    entries.push({
      mode: content.toString('latin1', at, space).padStart(6, '0'),
      name: content.toString('utf8', space + 1, end),
      sha: content.toString('hex', end + 1, end + 21),
    })
    at = end + 21
  }
  return entries
}

export function entryType({ mode }: { mode: string }): 'blob' | 'tree' | 'commit' {
  if (mode === '040000') return 'tree'
  return mode === '160000' ? 'commit' : 'blob'
}

/** Every file below a tree; folders themselves only with `folders`. */
export function walkTree(store: ObjectStore, sha: string, folders = false): Map<string, TreeFile> {
  const files = new Map<string, TreeFile>()
  const walk = (tree: string, prefix: string) => {
    for (const { name, mode, sha: child } of readTree(store, tree)) {
      const isFolder = mode === '040000'
      if (!isFolder || folders) files.set(prefix + name, { mode, sha: child })
      if (isFolder) walk(child, `${prefix}${name}/`)
    }
  }
  walk(sha, '')
  return files
}

/** The tree of these files, with all its folders; returns its SHA-1. */
export function treeOfFiles(store: ObjectStore, files: ReadonlyMap<string, TreeFile>): string {
  const names = new Map<string, TreeFile | Map<string, TreeFile>>()
  for (const [path, file] of files) {
    const slash = path.indexOf('/')
    if (slash === -1) {
      names.set(path, file)
      continue
    }
    const folder = path.slice(0, slash)
    const known = names.get(folder)
    const below = known instanceof Map ? known : new Map<string, TreeFile>()
    names.set(folder, below.set(path.slice(slash + 1), file))
  }
  const entries = [...names].map(([name, value]) =>
    value instanceof Map ? { name, mode: '040000', sha: treeOfFiles(store, value) } : { name, ...value },
  )
  return writeTree(store, entries)
}

/** The entry at a path of a tree; the tree itself at the empty path; null where nothing is. */
export function entryAt(store: ObjectStore, tree: string, path: string): TreeEntry | null {
  let found: TreeEntry = { name: '', mode: '040000', sha: tree }
  for (const name of path.split('/').filter((part) => part !== '')) {
    if (found.mode !== '040000') return null
    const next = readTree(store, found.sha).find((entry) => entry.name === name)
    if (next === undefined) return null
    found = next
  }
  return found
}

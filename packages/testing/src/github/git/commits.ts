import { readObject, writeObject } from './objects.ts'
import type { ObjectStore } from './objects.ts'

export interface Person {
  name: string
  email: string
  /** Seconds since 1970. */
  seconds: number
}

export interface Commit {
  tree: string
  parents: string[]
  author: Person
  committer: Person
  message: string
  /** GitHub signs what its own interface commits. */
  signed: boolean
}

const SIGNATURE = 'gpgsig -----BEGIN PGP SIGNATURE-----\n \n fake\n -----END PGP SIGNATURE-----\n'
const line = (person: Person) => `${person.name} <${person.email}> ${person.seconds} +0000`

export function writeCommit(store: ObjectStore, commit: Commit): string {
  const head = [
    `tree ${commit.tree}`,
    ...commit.parents.map((parent) => `parent ${parent}`),
    `author ${line(commit.author)}`,
    `committer ${line(commit.committer)}`,
  ].join('\n')
  const signature = commit.signed ? SIGNATURE : ''
  return writeObject(store, 'commit', Buffer.from(`${head}\n${signature}\n${commit.message}`))
}

/** Null where the store has no such commit. */
export function readCommit(store: ObjectStore, sha: string): Commit | null {
  const content = readObject(store, sha, 'commit')?.toString('utf8')
  if (content === undefined) return null
  const end = content.indexOf('\n\n')
  const lines = content.slice(0, end).split('\n')
  const values = (key: string) =>
    lines.filter((one) => one.startsWith(`${key} `)).map((one) => one.slice(key.length + 1))
  return {
    tree: values('tree')[0] ?? '',
    parents: values('parent'),
    author: personOf(values('author')[0] ?? ''),
    committer: personOf(values('committer')[0] ?? ''),
    message: content.slice(end + 2),
    signed: values('gpgsig').length > 0,
  }
}

function personOf(text: string): Person {
  const [, name = '', email = '', seconds = '0'] = /^(.*) <(.*)> (\d+) /.exec(`${text} `) ?? []
  return { name, email, seconds: Number(seconds) }
}

/** The commit and all that it descends from, nearest first. */
export function ancestors(store: ObjectStore, sha: string): string[] {
  const seen = new Set<string>()
  const queue = [sha]
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (seen.has(next)) continue
    seen.add(next)
    queue.push(...(readCommit(store, next)?.parents ?? []))
  }
  return [...seen]
}

/** The nearest commit that both descend from; null for unrelated histories. */
export function mergeBase(store: ObjectStore, one: string, other: string): string | null {
  const known = new Set(ancestors(store, one))
  return ancestors(store, other).find((sha) => known.has(sha)) ?? null
}

/** The commits of `head` that `base` lacks, oldest first. */
export function commitsBetween(store: ObjectStore, base: string, head: string): string[] {
  const known = new Set(ancestors(store, base))
  return ancestors(store, head)
    .filter((sha) => !known.has(sha))
    .toReversed()
}

import { execFileSync } from 'node:child_process'
import type { ObjectStore, ObjectType } from './objects.ts'

/** What a local repository brings: its objects go to the store, its branches and tags by full name, and the branch of HEAD. */
export function readCheckout(
  store: ObjectStore,
  directory: string,
): { refs: Map<string, string>; head: string | null } {
  const git = (args: readonly string[], input?: string) =>
    execFileSync('git', ['-C', directory, ...args], { maxBuffer: 1 << 30, ...(input === undefined ? {} : { input }) })
  const refs = new Map<string, string>()
  const listed = git(['for-each-ref', '--format=%(refname) %(objectname) %(*objectname)', 'refs/heads', 'refs/tags'])
  for (const line of listed.toString('utf8').split('\n')) {
    const [name = '', sha = '', peeled = ''] = line.split(' ')
    if (name !== '') refs.set(name, peeled === '' ? sha : peeled)
  }
  const objects = git(['rev-list', '--objects', '--no-object-names', '--branches', '--tags']).toString('utf8')
  readBatch(store, git(['cat-file', '--batch'], objects))
  const head = git(['rev-parse', '--abbrev-ref', 'HEAD']).toString('utf8').trim() // `HEAD` where it is detached
  return { refs, head: refs.has(`refs/heads/${head}`) ? head : null }
}

/** `<sha> <type> <size>\n<content>\n`, again and again. */
function readBatch(store: ObjectStore, output: Buffer): void {
  for (let at = 0; at < output.length;) {
    const end = output.indexOf(0x0a, at)
    const [sha = '', type = '', size = '0'] = output.toString('latin1', at, end).split(' ')
    const next = end + 1 + Number(size)
    if (type === 'blob' || type === 'tree' || type === 'commit') {
      store.set(sha, { type: type satisfies ObjectType, content: output.subarray(end + 1, next) })
    }
    at = next + 1
  }
}

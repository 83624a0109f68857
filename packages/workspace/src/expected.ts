import { readRegularFile } from './safe-read.ts'

/** What a worktree should hold: the base, with what it was given on top. */
export interface Expected {
  given: Map<string, Uint8Array | null>
  base: (path: string) => Promise<Uint8Array | null>
}

/** Those of `paths` whose contents below `folder` are not what they should be; null contents mean absent. */
export async function unexpected(
  paths: Iterable<string>,
  folder: string,
  expected: Expected,
  absent: (path: string) => boolean,
): Promise<string[]> {
  const found: string[] = []
  for (const path of paths) {
    const should = expected.given.has(path) ? (expected.given.get(path) ?? null) : await expected.base(path)
    const is = absent(path) ? null : await readRegularFile(folder, path)
    const same = is === null || should === null ? is === should : Buffer.compare(is, should) === 0
    if (!same) found.push(path)
  }
  return found.toSorted()
}

import { posix } from 'node:path'
import { languageOf } from '@upkeep/agent-core'
import type { LookUp, NameUse } from '@upkeep/agent-core'
import { decodeText } from '@upkeep/workspace'
import type { Workspace } from '@upkeep/workspace'

/** Files that are looked through for a name, the nearest first, and how large one may be. */
const MOST_FILES = 800
const LARGEST = 300_000
const MOST_FOUND = 60

/**
 * Looks things up in the tracked files of a repository, as an attempt begins with them; links lead nowhere.
 * @param from the files that are asked about: names are looked for in files of their languages.
 */
export function lookUpIn(workspace: Pick<Workspace, 'files' | 'read'>, from: readonly string[]): LookUp {
  const listed = async () => (await workspace.files()).map(({ path }) => path)
  const read = async (path: string) => {
    if (!(await listed()).includes(path)) return null
    return await textOf(path, workspace)
  }
  const candidates = async () => {
    const languages = new Set(from.map(languageOf))
    const all = (await listed()).filter((path) => languageOf(path) !== 'other' && languages.has(languageOf(path)))
    return all.toSorted((one, other) => away(one, from) - away(other, from)).slice(0, MOST_FILES)
  }
  return {
    read,
    async find(name) {
      const word = new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`)
      const found: NameUse[] = []
      for (const path of await candidates()) {
        if (found.length >= MOST_FOUND) break
        const text = await textOf(path, workspace)
        if (text === null || text.length > LARGEST || !text.includes(name)) continue
        for (const [at, line] of text.split(/\r?\n/).entries())
          if (word.test(line)) found.push({ path, line: at + 1, text: line })
      }
      return found
    },
  }
}

async function textOf(path: string, workspace: Pick<Workspace, 'read'>): Promise<string | null> {
  const bytes = await workspace.read(path)
  return bytes === null ? null : (decodeText(bytes)?.text ?? null)
}

/** Steps from the nearest of these files' folders to a path. */
function away(path: string, from: readonly string[]): number {
  return Math.min(...from.map((one) => posix.relative(posix.dirname(one), path).split('/').length), Infinity)
}

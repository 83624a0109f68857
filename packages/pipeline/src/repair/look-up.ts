import { posix } from 'node:path'
import { languageOf, linesWith } from '@upkeep/agent-core'
import type { LookUp, SourceText } from '@upkeep/agent-core'
import { decodeText } from '@upkeep/workspace'
import type { Workspace } from '@upkeep/workspace'
import type { ReadSource } from './read-source.ts'

/** Files that are looked through for a name, the nearest first, and how large one may be. */
const MOST_FILES = 800
const LARGEST = 300_000
const MOST_FOUND = 60

/**
 * Looks things up in the tracked files of a repository, as an attempt begins with them; links lead nowhere.
 * @param from the files that are asked about: names are looked for in files of their languages.
 */
export function lookUpIn(
  workspace: Pick<Workspace, 'files' | 'read'>,
  from: readonly string[],
  sourceOf: ReadSource,
): LookUp {
  let sorted: Promise<string[]> | null = null
  return {
    async read(path) {
      const tracked = (await workspace.files()).some((file) => file.path === path)
      return tracked ? await textOf(path, workspace) : null
    },
    async find(name) {
      const sources: SourceText[] = []
      const paths = await (sorted ??= nearestFirst(workspace, from))
      let [searched, found] = [0, 0]
      for (const path of paths.slice(0, MOST_FILES)) {
        if (found >= MOST_FOUND) break
        const text = await textOf(path, workspace)
        if (text === null || text.length > LARGEST) continue
        searched += 1
        if (!text.includes(name)) continue
        const source = sourceOf(path, text)
        const { length } = linesWith(source, name)
        if (length === 0) continue
        sources.push(source)
        found += length
      }
      return { sources, searched, files: paths.length }
    },
  }
}

/** The tracked files of the languages of these ones. */
async function nearestFirst({ files }: Pick<Workspace, 'files'>, from: readonly string[]): Promise<string[]> {
  const languages = new Set(from.flatMap((path) => kindOf(path) ?? []))
  const all = (await files()).filter(({ path }) => languages.has(kindOf(path) ?? ''))
  const placed = all.map(({ path }) => ({ path, steps: away(path, from) }))
  return placed.toSorted((one, other) => one.steps - other.steps).map(({ path }) => path)
}

/** The language of a file that we read as such, else what its name ends with; null where that says nothing. */
function kindOf(path: string): string | null {
  const language = languageOf(path)
  const kind = language === 'other' ? posix.extname(path) : language
  return kind === '' ? null : kind
}

async function textOf(path: string, workspace: Pick<Workspace, 'read'>): Promise<string | null> {
  const bytes = await workspace.read(path)
  return bytes === null ? null : (decodeText(bytes)?.text ?? null)
}

/** Steps from the nearest of these files' folders to a path. */
function away(path: string, from: readonly string[]): number {
  return Math.min(...from.map((one) => posix.relative(posix.dirname(one), path).split('/').length), Infinity)
}

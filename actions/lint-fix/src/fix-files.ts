import type { Context } from '@upkeep/pipeline'
import { sha256 } from '@upkeep/schema'
import type { Edit } from '@upkeep/schema'
import { MOST_PASSES } from './fix-order.data.ts'
import type { Scope } from './scope.ts'
import type { Step } from './steps.ts'

/** A file as the tools left it. */
export interface FixedFile {
  edits: Edit[]
  tools: string[]
  checks: string[]
}

export interface FixedFiles {
  files: Map<string, FixedFile>
  /** Tools that could not run. */
  failed: { what: string; why: string }[]
  /** Paths that stay as they are although a tool would change them, and tools that undo each other. */
  left: { what: string; why: string }[]
}

/** What one step did to one file; the contents by their hash, the untouched ones as ''. */
interface Change {
  tool: string
  check: string
  contents: string
}

/** No more than this many single paths are listed as left. */
const MOST_LISTED = 5

/** The steps of the next pass over a tree with these edits; null: there is nothing more to be fixed. */
export type NextPass = (edits: readonly Edit[]) => Promise<readonly Step[] | null>

/**
 * Runs steps over one worktree, pass by pass until nothing is left to fix or nothing changes any more, and reads back what they did to
 * the files in scope. Where tools undo each other, the last in order has the last word, and that is told.
 * @param apart files that tools complain of and are not let at, and why; read in the end
 */
export async function fixFiles(
  first: readonly Step[],
  scope: Scope,
  next: NextPass,
  context: Context,
  apart: ReadonlyMap<string, string> = new Map(),
): Promise<FixedFiles> {
  await using worktree = await context.workspace.open(undefined, { git: 'own' })
  const history = new Map<string, Change[]>()
  const failed = new Map<string, string>()
  let snapshot = new Map<string, Edit[]>()
  const beyond = new Map<string, string>()
  let steps = first
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const before = contentsOf(snapshot)
    for (const step of steps) {
      context.signal.throwIfAborted()
      const why = await step.run(worktree, [...snapshot.keys()])
      if (why !== null) failed.set(step.tool, why)
      const { edits, left } = await worktree.edits(scope.refusal)
      for (const each of left) beyond.set(each.path, each.why)
      const now = Map.groupBy(edits, ({ path }) => path)
      note(history, step, contentsOf(snapshot), contentsOf(now))
      snapshot = now
    }
    const then = await next([...snapshot.values()].flat())
    if (then === null || (then === steps && (steps.length < 2 || same(before, contentsOf(snapshot))))) break
    steps = then
  }
  const files = new Map(
    [...snapshot].map(([path, edits]) => {
      const changes = history.get(path) ?? []
      return [
        path,
        { edits, tools: once(changes.map(({ tool }) => tool)), checks: once(changes.map(({ check }) => check)) },
      ]
    }),
  )
  return {
    files,
    failed: [...failed].map(([what, why]) => ({ what, why })),
    left: [...disagreements(history), ...pathsLeft(new Map([...apart, ...beyond]))],
  }
}

function once<T>(values: readonly T[]): T[] {
  return [...new Set(values)]
}

function contentsOf(snapshot: ReadonlyMap<string, Edit[]>): Map<string, string> {
  return new Map([...snapshot].map(([path, edits]) => [path, sha256(JSON.stringify(edits))]))
}

function same(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  return one.size === other.size && [...one].every(([path, contents]) => other.get(path) === contents)
}

function note(
  history: Map<string, Change[]>,
  { tool, check }: Step,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): void {
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    const contents = after.get(path) ?? ''
    if ((before.get(path) ?? '') !== contents)
      history.set(path, [...(history.get(path) ?? []), { tool, check, contents }])
  }
}

/** A content that comes back after another one: A → B → A. */
function disagreements(history: ReadonlyMap<string, readonly Change[]>): FixedFiles['left'] {
  return [...history].flatMap(([path, changes]) => {
    const seen = ['', ...changes.map(({ contents }) => contents)]
    const again = seen.findIndex((contents, index) => seen.indexOf(contents) < index)
    if (again < 0) return []
    const first = seen.indexOf(seen[again] ?? '')
    const tools = [...new Set(changes.slice(first, again).map(({ tool }) => tool))]
    const last = changes.at(-1)?.tool ?? ''
    const who = tools.length > 1 ? `${tools.join(' and ')} undo each other` : `${last} never comes to rest`
    return [{ what: path, why: `${who} here; ${last} has the last word. Make their settings agree.` }]
  })
}

function pathsLeft(beyond: ReadonlyMap<string, string>): FixedFiles['left'] {
  return [...Map.groupBy(beyond, ([, why]) => why)].flatMap(([why, paths]) =>
    paths.length <= MOST_LISTED
      ? paths.map(([path]) => ({ what: path, why }))
      : [{ what: `${paths.length} files that tools would change as well`, why }],
  )
}

import type { Diagnostic, Edit, Id } from '@upkeep/schema'
import { decodeText } from '@upkeep/workspace'
import { importedPaths } from './text/imports.ts'
import { innermost, regionsOf } from './text/regions.ts'
import type { Regions } from './text/regions.ts'

/** What can be blamed: a proposal, as far as it is about files. */
export interface Blamable {
  id: Id
  edits: readonly Edit[]
}

/** The bytes of a file of the base tree; null where there is none. */
export type ReadBase = (path: string) => Promise<Uint8Array | null>

/** How far below or above an edit a tool may report what it caused: a directive speaks about the next line of code. */
const NEAR_LINES = 3

/** How many files are read for the sake of one message that is about a file without edits. */
const MOST_IMPORTS = 200

/**
 * Whom a new diagnostic blames (workflows §1.4): the edits in its statement, else those nearest to it, else those in the functions
 * around it, else all of its file, else those of the nearest files that its file imports; else nobody. A message about a name that is
 * no longer used blames the edits of the file that took this name away.
 */
export class Blame {
  private readonly read: ReadBase
  private readonly files = new Map<string, Promise<BaseFile | null>>()

  constructor(read: ReadBase) {
    this.read = read
  }

  async of<P extends Blamable>(diagnostic: Diagnostic, on: readonly P[]): Promise<readonly P[]> {
    const { path, range } = diagnostic
    if (path === null) return []
    const there = placed(on, path)
    if (there.length === 0) return await this.behind(path, on)
    const file = await this.file(path)
    const unused = file === null ? [] : withoutName(diagnostic, there, file)
    if (unused.length > 0) return owners(unused)
    if (range === null || file === null) return owners(there)
    const line = baseLine(range[0], there, file)
    const statement = innermost(file.regions.statements, line)
    const inside = ({ start, end }: { start: number; end: number }) =>
      there.filter((edit) => start <= edit.line && edit.line <= end)
    const candidates = [
      statement === null ? [] : inside(statement),
      nearest(there, line),
      ...file.regions.functions
        .filter(({ start, end }) => start <= line && line <= end)
        .toSorted((a, b) => a.end - a.start - (b.end - b.start))
        .map(inside),
    ]
    return owners(candidates.find((edits) => edits.length > 0) ?? there)
  }

  /** The function that the first edit stands in, as a key; its file where it stands in none. */
  async scope({ edits: [first] }: Blamable): Promise<string> {
    if (first === undefined) return ''
    const file = await this.file(first.path)
    const range = file === null ? null : innermost(file.regions.functions, lineAt(file.bytes, first.start))
    return `${first.path}:${range?.start ?? 0}`
  }

  /** The edits of the nearest files that a file imports, level by level. */
  private async behind<P extends Blamable>(path: string, on: readonly P[]): Promise<readonly P[]> {
    const seen = new Set([path])
    let level = [path]
    while (level.length > 0 && seen.size < MOST_IMPORTS) {
      const next: string[] = []
      for (const from of level) {
        const file = await this.file(from)
        if (file === null) continue
        const exists = async (target: string) => (await this.file(target)) !== null
        for (const target of await importedPaths(from, file.text, exists)) {
          if (seen.has(target)) continue
          seen.add(target)
          next.push(target)
        }
      }
      const found = next.flatMap((target) => placed(on, target))
      if (found.length > 0) return owners(found)
      level = next
    }
    return []
  }

  private file(path: string): Promise<BaseFile | null> {
    const known = this.files.get(path) ?? this.load(path)
    this.files.set(path, known)
    return known
  }

  private async load(path: string): Promise<BaseFile | null> {
    const bytes = await this.read(path)
    const text = bytes === null ? null : (decodeText(bytes)?.text ?? null)
    return bytes === null || text === null ? null : { bytes, text, regions: regionsOf(path, text) }
  }
}

/** The ids of all that new diagnostics blame. */
export async function suspectsOf(
  introduced: readonly Diagnostic[],
  proposals: readonly Blamable[],
  blame: Blame,
): Promise<Id[]> {
  const blamed = new Set<Id>()
  for (const diagnostic of introduced) for (const { id } of await blame.of(diagnostic, proposals)) blamed.add(id)
  return [...blamed]
}

interface BaseFile {
  bytes: Uint8Array
  text: string
  regions: Regions
}

interface Placed<P> {
  owner: P
  edit: Edit
  /** In the base file, 1-based. */
  line: number
}

function placed<P extends Blamable>(on: readonly P[], path: string): Placed<P>[] {
  return on
    .flatMap((owner) => owner.edits.filter((edit) => edit.path === path).map((edit) => ({ owner, edit, line: 0 })))
    .toSorted((a, b) => a.edit.start - b.edit.start)
}

function owners<P>(edits: readonly Placed<P>[]): P[] {
  return [...new Set(edits.map(({ owner }) => owner))]
}

/** The line in the base file of a line in the patched one; fills in the lines of the edits on the way. */
function baseLine<P>(patched: number, edits: Placed<P>[], { bytes }: BaseFile): number {
  let [offset, line, shift, shiftThere] = [0, 1, 0, 0]
  for (const one of edits) {
    const { start, end, text } = one.edit
    line += lineBreaks(bytes, offset, start)
    ;[one.line, offset] = [line, Math.max(offset, start)]
    if (line + shift <= patched) shiftThere = shift + newlines(text ?? '') - lineBreaks(bytes, start, end)
    shift += newlines(text ?? '') - lineBreaks(bytes, start, end)
  }
  return patched - shiftThere
}

function nearest<P>(edits: readonly Placed<P>[], line: number): Placed<P>[] {
  const distances = edits.map((edit) => Math.abs(edit.line - line))
  const least = Math.min(...distances)
  return least > NEAR_LINES ? [] : edits.filter((_, index) => distances[index] === least)
}

/** "declared but never used" and its like, of TypeScript, ESLint, ruff and pyflakes. */
const UNUSED = /^(?:TS6133|TS6192|TS6196|TS6198|F401|F811|F841|.*no-unused-(?:vars|imports))$/

function withoutName<P>({ rule, message }: Diagnostic, edits: readonly Placed<P>[], { bytes }: BaseFile): Placed<P>[] {
  const name = UNUSED.test(rule) ? /['"`]([\w$.]+)['"`]/.exec(message)?.[1]?.split('.').at(-1) : undefined
  if (name === undefined) return []
  return edits.filter(({ edit }) =>
    Buffer.from(bytes.subarray(edit.start, edit.end))
      .toString('latin1')
      .split(/[^\w$]+/)
      .includes(name),
  )
}

function lineAt(bytes: Uint8Array, offset: number): number {
  return 1 + lineBreaks(bytes, 0, offset)
}

function lineBreaks(bytes: Uint8Array, from: number, to: number): number {
  let count = 0
  for (let at = bytes.indexOf(10, from); at >= 0 && at < to; at = bytes.indexOf(10, at + 1)) count += 1
  return count
}

function newlines(text: string): number {
  return text.split('\n').length - 1
}

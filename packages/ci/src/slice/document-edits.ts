import { isAlias, isCollection, isMap, isSeq } from 'yaml'
import type { CST, Document, LineCounter, Node, Pair } from 'yaml'
import { at } from '../workflow/raw.ts'
import { pairOf } from '../workflow/yaml-file.ts'
import { LineEdits } from './marks.ts'
import type { Lines } from './marks.ts'

export type Path = readonly (string | number)[]

interface Change {
  path: Path
  /** `undefined`: it goes. */
  value: unknown
  reason: string
}

/**
 * Changes of values of a YAML text. Where a value stands in block style, its lines are left out; where it does not (flow style, aliases,
 * merged keys), the nearest block around it is left out, and one line with the changed value stands in.
 */
export class DocumentEdits {
  readonly #text: string
  readonly #document: Document
  readonly #lineCounter: LineCounter
  readonly #value: unknown
  readonly #changes: Change[] = []

  /** @param value what the document says, as plain values */
  constructor(text: string, document: Document, lineCounter: LineCounter, value: unknown) {
    this.#text = text
    this.#document = document
    this.#lineCounter = lineCounter
    this.#value = value
  }

  remove(path: Path, reason: string): void {
    this.#changes.push({ path, value: undefined, reason })
  }

  set(path: Path, value: unknown, reason: string): void {
    this.#changes.push({ path, value, reason })
  }

  /** What the changed text must say. */
  expected(): unknown {
    return changed(this.#value, this.#changes)
  }

  /** @param whole a block that one line stands in for, whatever style it is in */
  build(whole: Path | null = null): string {
    const edits = new LineEdits(this.#text)
    const hoisted = new Map<string, { path: Path; lines: Lines }>()
    const plain: { change: Change; lines: Lines }[] = []
    for (const change of this.#changes) {
      const { reached, lines } = this.#find(whole !== null && startsWith(change.path, whole) ? whole : change.path)
      if (reached.length === change.path.length) plain.push({ change, lines })
      else hoisted.set(JSON.stringify(reached), { path: reached, lines })
    }
    const blocks = [...hoisted.values()].filter(
      ({ path }, _, all) => !all.some((other) => other.path.length < path.length && startsWith(path, other.path)),
    )
    for (const { path, lines } of blocks) {
      const inside = this.#changes.filter((change) => startsWith(change.path, path))
      const reasons = new Set(inside.map(({ reason }) => reason))
      edits.leaveOut(lines, [...reasons].slice(0, 3).join('; '))
      const relative = inside.map((change) => ({ ...change, path: change.path.slice(path.length) }))
      edits.standIn(lines, JSON.stringify(changed(at(this.#value, ...path), relative)))
    }
    for (const { change, lines } of plain) {
      if (blocks.some(({ path }) => startsWith(change.path, path))) continue
      edits.leaveOut(lines, change.reason)
      if (change.value !== undefined) edits.standIn(lines, JSON.stringify(change.value))
    }
    return edits.build()
  }

  /** Follows a path as far as it stands in block style. */
  #find(path: Path): { reached: Path; lines: Lines } {
    let node: unknown = this.#document.contents
    let lines = this.#linesOfAll()
    let reached = 0
    for (const [depth, key] of path.entries()) {
      if (isMap(node) && !isFlow(node)) {
        const pair = pairOf(node, key)
        if (pair === undefined) break
        const found = this.#linesOfPair(pair)
        if (found === null) break
        lines = found
        node = pair.value
      } else if (isSeq(node) && !isFlow(node) && typeof key === 'number') {
        const found = this.#linesOfItem(node, key)
        if (found === null) break
        lines = found
        node = node.items[key]
      } else break
      reached = depth + 1
      if (isAlias(node)) break
    }
    return { reached: path.slice(0, reached), lines }
  }

  #linesOfAll(): Lines {
    const start = this.#document.contents?.range?.[0] ?? 0
    const { line } = this.#lineCounter.linePos(start)
    return { first: line - 1, last: this.#lastLine(this.#document.contents, start), column: 0, key: '' }
  }

  #linesOfPair({ key, value }: Pair): Lines | null {
    const start = (key as Node).range?.[0]
    const keyEnd = (key as Node).range?.[1]
    if (start === undefined || keyEnd === undefined) return null
    const first = this.#lineCounter.linePos(start)
    const before = this.#text.slice(start - first.col + 1, start)
    // A key behind a dash or a question mark shares its line.
    if (before.trim() !== '') return null
    return {
      first: first.line - 1,
      last: this.#lastLine(value, keyEnd),
      column: first.col - 1,
      key: `${this.#text.slice(start, keyEnd)}: `,
    }
  }

  #linesOfItem(seq: Node, index: number): Lines | null {
    const token = seq.srcToken
    if (token?.type !== 'block-seq') return null
    const item = token.items[index]
    const dash = item?.start.find((each: CST.SourceToken) => each.type === 'seq-item-ind')
    if (dash === undefined) return null
    const first = this.#lineCounter.linePos(dash.offset)
    if (this.#text.slice(dash.offset - first.col + 1, dash.offset).trim() !== '') return null
    const value = isSeq(seq) ? seq.items[index] : null
    return { first: first.line - 1, last: this.#lastLine(value, dash.offset + 1), column: first.col - 1, key: '- ' }
  }

  #lastLine(value: unknown, fallback: number): number {
    const end = Math.max(fallback, (value as Node | null)?.range?.[1] ?? fallback)
    const { line, col } = this.#lineCounter.linePos(end)
    return col === 1 && end > fallback ? line - 2 : line - 1
  }
}

function isFlow(node: Node): boolean {
  return node.srcToken?.type === 'flow-collection' || (isCollection(node) && node.flow === true)
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((key, index) => path[index] === key)
}

/** A copy of a value with changes; several removals from one list are of its original places. */
function changed(value: unknown, changes: readonly Change[]): unknown {
  if (changes.length === 0) return value
  const whole = changes.findLast(({ path }) => path.length === 0)
  if (whole !== undefined) return whole.value
  const byKey = Map.groupBy(changes, ({ path }) => String(path[0]))
  const inside = (key: string | number) =>
    (byKey.get(String(key)) ?? []).map((change) => ({ ...change, path: change.path.slice(1) }))
  if (Array.isArray(value)) {
    return value.flatMap((each: unknown, index) => {
      const own = inside(index)
      return goes(own) ? [] : [changed(each, own)]
    })
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => {
      const own = inside(key)
      return goes(own) ? [] : [[key, changed(each, own)]]
    }),
  )
}

function goes(changes: readonly Change[]): boolean {
  return changes.some(({ path, value }) => path.length === 0 && value === undefined)
}

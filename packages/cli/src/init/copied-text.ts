import { isAlias, isMap, isScalar, isSeq, stringify, visit } from 'yaml'
import type { Document, Node, Pair, YAMLMap } from 'yaml'
import type { Changes, Path } from './changes.ts'

/** The parts of one job as they stand in a workflow's text, to be copied into another one. */
export interface CopiedJob {
  /** The text of a step from its comments to its end, without indentation. */
  step(index: number): string
  /** The text of a key of the job (`env`, `defaults`, `services` …) with its value; null where it is absent. */
  key(name: string): string | null
  /** The same of the workflow itself. */
  top(name: string): string | null
}

/**
 * Reads one job for copying, with its changes made. Comments stay with what they stand above; what needs anchors, or is written
 * in braces, is written anew.
 * @param document with the tokens of its source
 */
export function copiedJob(text: string, document: Document, job: string, changes: Changes): CopiedJob {
  const root = ['jobs', job]
  const body: unknown = document.getIn(root, true)
  const steps: unknown = isMap(body) ? body.get('steps', true) : undefined
  const source = editedSource(text, document, changes)
  const nodeText = (node: unknown, from: number, path: Path, above: boolean) => {
    const again = () => rewritten(path, document, changes, !above)
    if (hasAlias(node)) return again()
    return blockText(source, node, from, above) ?? again()
  }
  return {
    step: (index) => {
      const path = [...root, 'steps', index]
      if (!isSeq(steps)) return ''
      if (steps.flow === true) return rewritten(path, document, changes, false)
      const item = steps.items[index]
      if (isInBraces(item) || (isMap(item) && item.items.some(({ value }) => isInBraces(value))))
        return rewritten(path, document, changes, false)
      return nodeText(item, Math.max(text.lastIndexOf('-', (item as Node).range?.[0] ?? 0), 0), path, true)
    },
    key: (name) => keyText(body, name, [...root, name]),
    top: (name) => keyText(document.contents, name, [name]),
  }

  function keyText(map: unknown, name: string, path: Path): string | null {
    if (!isMap(map)) return null
    const pair = pairOf(map, name)
    if (pair === undefined || isGone(pair.value, path, changes)) return null
    if (map.flow === true || isInBraces(pair.value)) return rewritten(path, document, changes, true)
    return nodeText(pair.value, (pair.key as Node).range?.[0] ?? 0, path, false)
  }
}

/** The text with the changes made, and where offsets of the original are in it. */
interface Source {
  text: string
  at: (offset: number) => number
  /** Whether the text around an offset is gone. */
  gone: (offset: number) => boolean
}

interface TextEdit {
  from: number
  to: number
  text: string
}

function editedSource(text: string, document: Document, changes: Changes): Source {
  const removals = changes.removed.flatMap((path) => removal(text, document, path) ?? [])
  const conditions = changes.conditions.flatMap(({ path, text: left }) => {
    const range = (document.getIn(path, true) as Node | undefined)?.range
    return range ? [{ from: range[0], to: text.slice(0, range[1]).trimEnd().length, text: bare(left) }] : []
  })
  const made = [...removals, ...conditions]
  const values = filledScalars(text, document, changes).filter(
    ({ from, to }) => !made.some((edit) => from < edit.to && edit.from < to),
  )
  const edits = [...made, ...values].toSorted((a, b) => a.from - b.from)
  const parts: string[] = []
  let end = 0
  for (const edit of edits) {
    parts.push(text.slice(end, edit.from), edit.text)
    end = Math.max(end, edit.to)
  }
  const at = (offset: number) =>
    edits.reduce((moved, { from, to, text: put }) => {
      if (to <= offset) return moved + put.length - (to - from)
      return from < offset ? moved - (offset - from) : moved
    }, offset)
  return {
    text: [...parts, text.slice(end)].join(''),
    at,
    gone: (offset) => edits.some(({ from, to, text: put }) => put === '' && from < offset && offset < to),
  }
}

/** The lines of a pair, with those of the pair around it where it is the only one there. */
function removal(text: string, document: Document, path: Path): TextEdit | null {
  const map: unknown = document.getIn(path.slice(0, -1), true)
  if (!isMap(map) || map.flow === true) return null
  const index = map.items.findIndex(({ key }) => isScalar(key) && key.value === path.at(-1))
  const pair = map.items[index]
  if (pair === undefined) return null
  if (map.items.length === 1) return removal(text, document, path.slice(0, -1))
  const start = startOf(pair)
  const next = map.items[index + 1]
  const line = text.lastIndexOf('\n', start) + 1
  // the first of a step stands behind its dash
  if (index === 0 && next !== undefined && text.slice(line, start).trim() !== '')
    return { from: start, to: startOf(next), text: '' }
  const end = text.indexOf('\n', Math.max(start, ((pair.value as Node | null)?.range?.[1] ?? start) - 1))
  return { from: line, to: end === -1 ? text.length : end + 1, text: '' }
}

function startOf(pair: Pair): number {
  return (pair.key as Node).range?.[0] ?? 0
}

/** Scalars with values in place of expressions, quoted where a bare value would become a number. */
function filledScalars(text: string, document: Document, changes: Changes): TextEdit[] {
  const edits: TextEdit[] = []
  visit(document, {
    Scalar: (_, node) => {
      const [from, to] = node.range ?? [0, 0]
      const raw = text.slice(from, to)
      if (!raw.includes('${{')) return
      const value = changes.filled(raw)
      if (value === raw) return
      edits.push({ from, to, text: node.type === 'PLAIN' ? bare(value) : value })
    },
  })
  return edits
}

/** The lines of a node, from its first character (with the comments above it, for a step) to its last, moved to the left margin. */
function blockText(source: Source, node: unknown, from: number, above: boolean): string | null {
  const range = (node as Node | null)?.range
  if (range === undefined || range === null) return null
  const start = source.at(from)
  const column = start - (source.text.lastIndexOf('\n', start - 1) + 1)
  const end = source.at(range[1])
  const written = source.text.slice(start, end).trimEnd()
  const lines = written.split(/\r?\n/)
  const rest = lines
    .slice(1)
    .map((line) => (/^\s*$/.test(line.slice(0, column)) ? line.slice(column) : line.trimStart()))
  const comments = above ? commentsAbove(source.text, start - column) : []
  // the rest of its last line, and no comment of what stands below
  const tail = source.gone(range[1])
    ? undefined
    : /^[^\S\n]*(#[^\r\n]*)/.exec(source.text.slice(start + written.length))?.[1]
  const body = [lines[0] ?? '', ...rest].map((line) => line.trimEnd())
  if (tail !== undefined && !/[|>][+-]?\d*$/.test(body[0] ?? '')) body.push(`${body.pop() ?? ''} ${tail}`)
  return [...comments, ...body].join('\n')
}

function commentsAbove(text: string, lineStart: number): string[] {
  const before = text.slice(0, lineStart).split('\n').slice(0, -1)
  const found: string[] = []
  for (let line = before.pop(); line !== undefined && /^\s*#/.test(line); line = before.pop())
    found.unshift(line.trim())
  return found
}

/** Nothing can be taken out of such a map line by line. */
function isInBraces(node: unknown): boolean {
  return isMap(node) && node.flow === true
}

function hasAlias(node: unknown): boolean {
  let found = false
  if (isMap(node) || isSeq(node)) {
    visit(node, {
      Alias: () => void (found = true),
      Pair: (_, { key }) => void (found ||= isScalar(key) && key.value === '<<'),
      Node: (_, each) => void (found ||= 'anchor' in each && each.anchor !== undefined),
    })
  }
  return found || isAlias(node)
}

/** The same as new text, with its key or as an item of a list. */
function rewritten(path: Path, document: Document, changes: Changes, keyed: boolean): string {
  const found: unknown = document.getIn(path)
  const value: unknown = isMap(found) || isSeq(found) || isAlias(found) ? found.toJS(document) : found
  const made = changed(value, path, changes)
  return stringify(keyed ? { [String(path.at(-1))]: made } : [made], { lineWidth: 0 }).trimEnd()
}

function changed(value: unknown, path: Path, changes: Changes): unknown {
  if (typeof value === 'string') {
    const condition = changes.conditions.find((each) => samePath(each.path, path))
    return condition?.text ?? changes.filled(value)
  }
  if (Array.isArray(value)) return value.map((each, index) => changed(each, [...path, index], changes))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !isRemoved([...path, key], changes))
      .map(([key, each]) => [key, changed(each, [...path, key], changes)]),
  )
}

function isRemoved(path: Path, changes: Changes): boolean {
  return changes.removed.some((each) => samePath(each, path))
}

/** Whether it is removed, or all that it holds. */
function isGone(value: unknown, path: Path, changes: Changes): boolean {
  if (isRemoved(path, changes)) return true
  return (
    isMap(value) && value.items.every(({ key }) => isScalar(key) && isRemoved([...path, String(key.value)], changes))
  )
}

function samePath(one: Path, other: Path): boolean {
  return one.length === other.length && one.every((part, index) => part === other[index])
}

function pairOf(map: YAMLMap, name: string): Pair | undefined {
  return map.items.find(({ key }) => isScalar(key) && key.value === name)
}

/** A text as a value on one line, quoted where it would be read as something else. */
function bare(text: string): string {
  return text.includes('\n')
    ? `'${text.replaceAll("'", "''")}'`
    : stringify(text, { lineWidth: 0, singleQuote: true }).trimEnd()
}

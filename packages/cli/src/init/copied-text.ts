import { isAlias, isMap, isScalar, isSeq, parseDocument, stringify, visit } from 'yaml'
import type { Document, Node, Scalar } from 'yaml'
import type { Leg } from '@upkeep/ci'

type MatrixLeg = Leg

/** The parts of one job as they stand in a workflow's text, to be copied into another one. */
export interface CopiedJob {
  /** The text of a step from its comments to its end, without indentation. */
  step(index: number): string
  /** The text of a key of the job (`env`, `defaults`, `services` …) with its value; null where it is absent. */
  key(name: string): string | null
  /** The same of the workflow itself. */
  top(name: string): string | null
  /** The values of one leg stand in place of `${{ matrix.… }}`; false: some expression is more than a name, and the leg stays a matrix. */
  literal: boolean
}

/** `${{ matrix.name }}` and nothing more. */
const SIMPLE = /\$\{\{\s*matrix\.([\w-]+)\s*\}\}/g

/**
 * Reads one job for copying. Comments stay with what they stand above; a step that needs anchors, or is written in one line, is
 * written anew.
 */
export function copiedJob(text: string, job: string, leg: MatrixLeg): CopiedJob {
  const document = parseDocument(text, { merge: true, uniqueKeys: false, keepSourceTokens: true })
  const body: unknown = document.getIn(['jobs', job], true)
  const steps: unknown = isMap(body) ? body.get('steps', true) : undefined
  const literal = isMap(body) && onlySimple(body, leg)
  const source = literal ? substituted(text, document, leg) : { text, at: (offset: number) => offset }
  const nodeText = (node: unknown, from: number, again: () => unknown, dash: boolean) =>
    blockText(source, node, from, again, dash)
  return {
    literal,
    step: (index) => {
      if (!isSeq(steps)) return ''
      const item = steps.items[index]
      const again = () => [document.getIn(['jobs', job, 'steps', index])]
      if (steps.flow === true || hasAlias(item)) return rewritten(again(), document, leg, literal)
      const start = dashBefore(text, (item as Node).range?.[0] ?? 0)
      return nodeText(item, start, again, true)
    },
    key: (name) => keyText(body, name, ['jobs', job, name]),
    top: (name) => keyText(document.contents, name, [name]),
  }

  function keyText(map: unknown, name: string, path: readonly (string | number)[]): string | null {
    if (!isMap(map)) return null
    const pair = map.items.find(({ key }) => isScalar(key) && key.value === name)
    if (pair === undefined) return null
    const again = () => ({ [name]: document.getIn(path) })
    if (map.flow === true || hasAlias(pair.value)) return rewritten(again(), document, leg, literal)
    return nodeText(pair.value, (pair.key as Scalar).range?.[0] ?? 0, again, false)
  }
}

/** Offsets of the original text in the text with the leg's values. */
interface Source {
  text: string
  at: (offset: number) => number
}

/** The lines of a node, from its first character (with the comments above it, for a step) to its last, moved to the left margin. */
function blockText(source: Source, node: unknown, from: number, again: () => unknown, dash: boolean): string {
  const range = (node as Node | null)?.range
  if (range === undefined || range === null) return stringify(again()).trimEnd()
  const start = source.at(from)
  const column = start - (source.text.lastIndexOf('\n', start - 1) + 1)
  const lines = source.text.slice(start, source.at(range[1])).trimEnd().split(/\r?\n/)
  const rest = lines
    .slice(1)
    .map((line) => (/^\s*$/.test(line.slice(0, column)) ? line.slice(column) : line.trimStart()))
  const above = dash ? commentsAbove(source.text, start - column) : []
  const tail = /^[^\S\n]*(#[^\n]*)/.exec(source.text.slice(source.at(range[1])))?.[1]
  const body = [lines[0] ?? '', ...rest].map((line) => line.trimEnd())
  if (tail !== undefined && !/[|>][+-]?\d*$/.test(body[0] ?? '')) body.push(`${body.pop() ?? ''} ${tail}`)
  return [...above, ...body].join('\n')
}

function commentsAbove(text: string, lineStart: number): string[] {
  const before = text.slice(0, lineStart).split('\n').slice(0, -1)
  const found: string[] = []
  for (let line = before.pop(); line !== undefined && /^\s*#/.test(line); line = before.pop())
    found.unshift(line.trim())
  return found
}

function dashBefore(text: string, start: number): number {
  return Math.max(text.lastIndexOf('-', start), 0)
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

function rewritten(value: unknown, document: Document, leg: MatrixLeg, literal: boolean): string {
  const plain: unknown = JSON.parse(JSON.stringify(value, (_, each: unknown) => toPlain(each, document)))
  const text = stringify(plain, { lineWidth: 0 }).trimEnd()
  return literal ? text.replace(SIMPLE, (whole, name: string) => String(leg[name] ?? whole)) : text
}

function toPlain(value: unknown, document: Document): unknown {
  return isMap(value) || isSeq(value) || isScalar(value) || isAlias(value) ? value.toJS(document) : value
}

function onlySimple(body: Node, leg: MatrixLeg): boolean {
  let simple = true
  visit(body, {
    Pair: (_, { key }) => (isScalar(key) && key.value === 'strategy' ? visit.SKIP : undefined),
    Scalar: (_, { value }) => {
      if (typeof value !== 'string') return
      const rest = value.replace(SIMPLE, (whole, name: string) => (name in leg ? '' : whole))
      if (/\bmatrix\b/.test(rest) && /\$\{\{[^}]*\bmatrix\b/.test(rest)) simple = false
      if (/^\s*matrix\.|[^\w.]matrix\./.test(rest) && !rest.includes('${{')) simple = false // an `if:` without braces
    },
  })
  return simple
}

/** The text with the leg's values in place, quoted where a bare value would become a number. */
function substituted(text: string, document: Document, leg: MatrixLeg): Source {
  const edits: { from: number; to: number; text: string }[] = []
  visit(document, {
    Scalar: (_, node) => {
      const [start, end] = node.range ?? [0, 0]
      const raw = text.slice(start, end)
      if (!raw.includes('matrix.')) return
      const value = raw.replace(SIMPLE, (whole, name: string) => (name in leg ? String(leg[name]) : whole))
      if (value === raw) return
      const bare = node.type === 'PLAIN'
      edits.push({ from: start, to: end, text: bare ? `'${value.replaceAll("'", "''")}'` : value })
    },
  })
  edits.sort((a, b) => a.from - b.from)
  const parts: string[] = []
  let end = 0
  for (const edit of edits) {
    parts.push(text.slice(end, edit.from), edit.text)
    end = edit.to
  }
  const shift = (offset: number) =>
    edits
      .filter(({ to }) => to <= offset)
      .reduce((sum, { from, to, text: made }) => sum + made.length - (to - from), offset)
  return { text: [...parts, text.slice(end)].join(''), at: shift }
}

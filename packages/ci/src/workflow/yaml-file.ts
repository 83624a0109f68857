import { LineCounter, isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml'
import type { Document, Node, Pair, YAMLMap } from 'yaml'

/** A YAML file with the line of each of its nodes. */
export interface YamlFile {
  value: unknown
  /** 1-based line of the value at a path of keys and indexes; 1 where there is none. */
  line(...path: readonly (string | number)[]): number
  /** `line:column message`. */
  errors: string[]
  document: Document
  lineCounter: LineCounter
}

/**
 * Never throws: what is broken is told in `errors`, and the rest is read as far as it goes.
 * @param tokens keeps the tokens of the source, which edits of the text need
 */
export function readYaml(text: string, { tokens = false } = {}): YamlFile {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, {
    lineCounter,
    merge: true,
    uniqueKeys: false,
    logLevel: 'error',
    keepSourceTokens: tokens,
  })
  const errors = document.errors.map((error) => {
    const { line, col } = lineCounter.linePos(error.pos[0])
    return `line ${line}, column ${col}: ${error.message.split('\n')[0] ?? ''}`
  })
  return {
    value: errors.length > 0 ? null : valueOf(document, errors),
    line: (...path) => lineCounter.linePos(startOf(document, path)).line || 1,
    errors,
    document,
    lineCounter,
  }
}

function valueOf(document: Document, errors: string[]): unknown {
  try {
    const value: unknown = document.toJS({ maxAliasCount: 1000 })
    if (!holdsItself(value, new Set(), new Set())) return value
    errors.push('an alias stands in what its anchor names')
    return null
  } catch (error) {
    errors.push(error instanceof Error ? error.message : String(error))
    return null
  }
}

/** Linear: what was looked at once is not looked at again. */
function holdsItself(value: unknown, above: Set<object>, done: Set<object>): boolean {
  if (typeof value !== 'object' || value === null || done.has(value)) return false
  if (above.has(value)) return true
  above.add(value)
  const found = Object.values(value).some((inner) => holdsItself(inner, above, done))
  above.delete(value)
  done.add(value)
  return found
}

function startOf(document: Document, path: readonly (string | number)[]): number {
  let node: unknown = document.contents
  let start = 0
  for (const key of path) {
    if (isAlias(node)) node = node.resolve(document)
    if (isMap(node)) {
      const pair = pairOf(node, key)
      if (pair === undefined) return start
      start = offsetOf(pair.key) ?? start
      node = pair.value
    } else if (isSeq(node) && typeof key === 'number') {
      node = node.items[key]
      start = offsetOf(node) ?? start
    } else return start
  }
  return start
}

const PAIRS = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>()

/** The pair of a map with a key; large maps are asked often. */
export function pairOf(map: YAMLMap, key: string | number): Pair | undefined {
  const pairs =
    PAIRS.get(map) ??
    new Map(
      map.items.toReversed().flatMap((pair) => (isScalar(pair.key) ? [[String(pair.key.value), pair] as const] : [])),
    )
  PAIRS.set(map, pairs)
  return pairs.get(String(key))
}

function offsetOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0]
}

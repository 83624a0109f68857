import { UserError } from '@upkeep/schema/errors'
import type { Document, LineCounter, Node } from 'yaml'

/** 1-based. */
export interface Place {
  file: string
  line: number
  column: number
}

export interface YamlEntry {
  key: string
  place: Place
  value: YamlValue
}

/** A piece of YAML with the place it stands at. The text of a scalar is what the file says: `1.10` stays `1.10`. */
export type YamlValue =
  | { kind: 'scalar'; text: string; type: 'text' | 'number' | 'boolean' | 'nothing'; place: Place }
  | { kind: 'list'; items: YamlValue[]; place: Place }
  | { kind: 'map'; entries: YamlEntry[]; place: Place }

export function wrong({ file, line, column }: Place, message: string, remedy: string): UserError {
  return new UserError(`${file}:${line}:${column}: ${message}`, { remedy })
}

/** Parses one YAML document; null where it holds nothing. Throws a UserError with line and column where it is broken. */
export async function parseYaml(text: string, file: string): Promise<YamlValue | null> {
  const yaml = await import('yaml') // loaded only where there is a file to read
  const lines = new yaml.LineCounter()
  const document = yaml.parseDocument(text, { lineCounter: lines, prettyErrors: false, strict: true, uniqueKeys: true })
  const [problem] = [...document.errors, ...document.warnings]
  if (problem !== undefined) {
    throw wrong(placeAt(problem.pos[0], lines, file), `This is not valid YAML: ${problem.message}.`, 'Mend the line.')
  }
  return document.contents === null ? null : read(document.contents, { yaml, document, lines, file })
}

interface Source {
  yaml: typeof import('yaml')
  document: Document
  lines: LineCounter
  file: string
}

function read(node: Node, source: Source): YamlValue {
  const { yaml, lines, file } = source
  const place = placeAt(node.range?.[0] ?? 0, lines, file)
  if (yaml.isMap(node)) {
    const entries = node.items.map(({ key, value }) => {
      if (!yaml.isScalar(key)) throw wrong(place, 'A key must be a plain word.', 'Write "name: value".')
      const at = placeAt(key.range?.[0] ?? 0, lines, file)
      const name = textOf(key)
      const inner: YamlValue = yaml.isNode(value)
        ? read(value, source)
        : { kind: 'scalar', text: '', type: 'nothing', place: at }
      return { key: name, place: at, value: inner }
    })
    return { kind: 'map', entries, place }
  }
  if (yaml.isSeq(node)) {
    return { kind: 'list', items: node.items.filter(yaml.isNode).map((item) => read(item, source)), place }
  }
  if (!yaml.isScalar(node)) throw wrong(place, 'Aliases (*name) are not understood here.', 'Write the value out.')
  return { kind: 'scalar', text: textOf(node), type: typeOf(node.value), place }
}

function textOf({ value, source }: { value: unknown; source?: string | undefined }): string {
  return typeof value === 'string' ? value : (source ?? String(value))
}

function typeOf(value: unknown): 'text' | 'number' | 'boolean' | 'nothing' {
  if (value === null || value === undefined) return 'nothing'
  if (typeof value === 'number' || typeof value === 'bigint') return 'number'
  return typeof value === 'boolean' ? 'boolean' : 'text'
}

function placeAt(offset: number, lines: LineCounter, file: string): Place {
  const { line, col } = lines.linePos(offset)
  return { file, line, column: col }
}

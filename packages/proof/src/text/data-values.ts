import { isDeepStrictEqual } from 'node:util'
import { parse as parseToml } from 'smol-toml'
import { parseAllDocuments } from 'yaml'

/** Whether two versions of a JSON, TOML or YAML file hold the same values in the same order: null, or what differs. */
export function dataDifference(path: string, before: string, after: string): string | null {
  const [first, second] = [valueOf(path, before), valueOf(path, after)]
  if (first === null || second === null) return 'it can not be read as data'
  const equal = isDeepStrictEqual(first, second) && inOrder(first) === inOrder(second)
  return equal ? null : 'a value changed'
}

function valueOf(path: string, text: string): { value: unknown } | null {
  try {
    if (path.endsWith('.json')) return { value: JSON.parse(text, exact as Reviver) }
    if (path.endsWith('.toml')) return { value: parseToml(text, { integersAsBigInt: true }) }
    return { value: VERSIONS.map((version) => yamlOf(text, version)) }
  } catch {
    return null
  }
}

/** Readers of either are about: `yes` is a word in 1.2 and a truth value in 1.1. */
const VERSIONS = ['1.1', '1.2'] as const

function yamlOf(text: string, version: (typeof VERSIONS)[number]): unknown[] {
  return [...parseAllDocuments(text, { version, intAsBigInt: true })].map((document) => {
    const [wrong] = [...document.errors, ...document.warnings]
    if (wrong !== undefined) throw wrong
    const value: unknown = document.toJS({ mapAsMap: true })
    return value
  })
}

/** TypeScript does not know the third argument yet (ECMAScript 2026, `JSON.parse` with source text). */
type Reviver = (key: string, value: unknown) => unknown

/** Whole numbers of any length; a number of JavaScript would be rounded. */
function exact(_key: string, value: unknown, { source = '' }: { source?: string }): unknown {
  return typeof value === 'number' && /^-?\d+$/.test(source) ? BigInt(source) : value
}

/** The keys of all maps, as they come. */
function inOrder(value: unknown): string {
  const keys: unknown[] = []
  const walk = (one: unknown) => {
    if (typeof one !== 'object' || one === null) return
    const entries = one instanceof Map ? [...one.entries()] : Object.entries(one)
    for (const [key, inner] of entries) {
      keys.push(key)
      walk(inner)
    }
  }
  walk(value)
  return keys.map(String).join('\n')
}

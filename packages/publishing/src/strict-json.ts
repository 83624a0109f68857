import { parse } from '@humanwhocodes/momoa'
import type { AnyNode } from '@humanwhocodes/momoa'
import { messageOf } from '@upkeep/schema'
import { LIMITS } from './limits.data.ts'
import { accepted, refused } from './refusal.ts'
import type { Refusable } from './refusal.ts'

/** Keys by which an object could change others in a program that merges carelessly. */
const PROTOTYPE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * JSON (RFC 8259) that says one thing only: UTF-8, of limited size and depth, without duplicate keys, which readers resolve
 * differently (RFC 8259 §4), and without keys that reach a prototype.
 */
export function parseStrictJson(bytes: Uint8Array, file: string): Refusable<unknown> {
  if (bytes.length > LIMITS.json) return refused('E_SCHEMA', file, `It is larger than ${LIMITS.json} bytes.`)
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    const value: unknown = JSON.parse(text) // cheap, and never deeper in our stack than the engine allows
    const fault = faultOf(parse(text, { mode: 'json' }).body)
    return fault === null ? accepted(value) : refused('E_SCHEMA', file, fault)
  } catch (error) {
    return refused('E_SCHEMA', file, `It is not valid JSON: ${messageOf(error).slice(0, 200)}.`)
  }
}

function faultOf(root: AnyNode): string | null {
  const open: { node: AnyNode; depth: number }[] = [{ node: root, depth: 1 }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, depth } = next
    if (depth > LIMITS.jsonDepth) return `It is nested deeper than ${LIMITS.jsonDepth} levels.`
    if (node.type === 'Array') open.push(...node.elements.map(({ value }) => ({ node: value, depth: depth + 1 })))
    if (node.type !== 'Object') continue
    const keys = new Set<string>()
    for (const { name, value } of node.members) {
      const key = name.type === 'String' ? name.value : name.name
      if (keys.has(key)) return `The key "${key.slice(0, 80)}" stands twice in one object.`
      if (PROTOTYPE_KEYS.has(key)) return `The key "${key}" is not allowed.`
      keys.add(key)
      open.push({ node: value, depth: depth + 1 })
    }
  }
  return null
}

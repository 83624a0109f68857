import * as z from 'zod/mini'
import type { Json } from './tool.ts'

/**
 * A stream of server-sent events with neighbouring pieces of one text made one piece. It says the same, is shorter, and a secret that
 * came in two pieces is one string again, which a redactor can find. What is no stream stays as it is.
 */
export function mergeDeltas(stream: string): string {
  const merged: Piece[] = []
  for (const block of stream.split('\n\n')) {
    const piece = pieceOf(block)
    const before = merged.at(-1)
    if (piece.shape !== null && before !== undefined && before.shape === piece.shape) before.text += piece.text
    else merged.push(piece)
  }
  return merged.map(written).join('\n\n')
}

/** One event; `shape` is all of it but the text of its delta, null where it has none. */
interface Piece {
  block: string
  shape: string | null
  text: string
}

/** Stands for the text in a shape. */
const HOLE = '\u0000text\u0000'

function pieceOf(block: string): Piece {
  const [head, json] = splitData(block)
  const event = json === null ? null : parsed(json)
  if (event === null) return { block, shape: null, text: '' }
  const found = { text: null as string | null }
  const { sequence_number: _, ...rest } = event
  const holed = typeof event['type'] === 'string' ? holedByType(rest, found) : holedChunk(rest, found)
  const text = found.text
  return text === null
    ? { block, shape: null, text: '' }
    : { block, shape: `${head}data: ${JSON.stringify(holed)}`, text }
}

function written({ block, shape, text }: Piece): string {
  return shape === null ? block : shape.replace(JSON.stringify(HOLE), () => JSON.stringify(text))
}

/** Messages: `delta` is an object with one text. Responses: `delta` is the text. */
function holedByType(event: Record<string, Json>, found: { text: string | null }): Json {
  const { type, delta } = event
  if (typeof type !== 'string' || !type.endsWith('delta') || type === 'message_delta') return event
  if (typeof delta === 'string') {
    found.text = delta
    return { ...event, delta: HOLE }
  }
  if (!isRecord(delta)) return event
  for (const key of ['text', 'thinking', 'partial_json', 'signature']) {
    const text = delta[key]
    if (typeof text !== 'string') continue
    found.text = text
    return { ...event, delta: { ...delta, [key]: HOLE } }
  }
  return event
}

/** Chat Completions: a chunk whose only choice adds to the text, the reasoning or the arguments of one call. */
function holedChunk(event: Record<string, Json>, found: { text: string | null }): Json {
  const choices = event['choices']
  const choice = Array.isArray(choices) && choices.length === 1 ? choices[0] : undefined
  if (!isRecord(choice) || !isRecord(choice['delta']) || (choice['finish_reason'] ?? null) !== null) return event
  const entries = Object.entries(choice['delta'])
  const [key, value] = entries[0] ?? []
  if (key === undefined || entries.length !== 1) return event
  if (typeof value === 'string' && key !== 'role') {
    found.text = value
    return { ...event, choices: [{ ...choice, delta: { [key]: HOLE } }] }
  }
  const call = key === 'tool_calls' && Array.isArray(value) && value.length === 1 ? value[0] : undefined
  const own = isRecord(call) ? call['function'] : undefined
  if (!isRecord(call) || 'id' in call || !isRecord(own) || 'name' in own || typeof own['arguments'] !== 'string')
    return event
  found.text = own['arguments']
  const holed = { ...call, function: { ...own, arguments: HOLE } }
  return { ...event, choices: [{ ...choice, delta: { tool_calls: [holed] } }] }
}

function splitData(block: string): [string, string | null] {
  const [, head = '', json] = /^((?:event: ?[^\n]*\n)?)data: ?([^\n]*)\n?$/.exec(block) ?? []
  return [head, json ?? null]
}

const Fields = z.record(z.string(), z.json())

function parsed(json: string): Record<string, Json> | null {
  try {
    return Fields.safeParse(JSON.parse(json)).data ?? null
  } catch {
    return null
  }
}

function isRecord(value: Json | undefined): value is Record<string, Json> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

import * as z from 'zod/mini'
import type { Block } from '@upkeep/schema'

/** A tool call from the text of its input. Only a whole JSON object is an input; anything else is kept as text and never run. */
export function toolCall(id: string, name: string, text: string): Extract<Block, { type: 'tool-call' }> {
  const input = parsed(text.trim() === '' ? '{}' : text)
  return input === null
    ? { type: 'tool-call', id, name, input: {}, malformed: text }
    : { type: 'tool-call', id, name, input, malformed: null }
}

const JsonObject = z.record(z.string(), z.json())

function parsed(text: string): z.infer<typeof JsonObject> | null {
  try {
    return JsonObject.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

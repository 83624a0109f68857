import * as z from 'zod/mini'

/**
 * A part of what a model said. `opaque` is what its provider wants back unchanged (a signature, encrypted reasoning), JSON text;
 * `malformed` is the text of a call whose input is no JSON object: it is answered, never executed.
 */
export const Block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string() }),
  z.strictObject({ type: z.literal('thinking'), text: z.string(), opaque: z.nullable(z.string()) }),
  z.strictObject({
    type: z.literal('tool-call'),
    id: z.string(),
    name: z.string(),
    input: z.json(),
    malformed: z.nullable(z.string()),
  }),
])
export type Block = z.infer<typeof Block>

/** The answer to one tool call. */
export const ToolResult = z.strictObject({ id: z.string(), name: z.string(), text: z.string(), isError: z.boolean() })
export type ToolResult = z.infer<typeof ToolResult>

/** One message of a conversation. The history only grows: what was said stays as it is, so that a prefix stays cached. */
export const Message = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('user'), text: z.string() }),
  z.strictObject({ role: z.literal('assistant'), content: z.array(Block) }),
  z.strictObject({ role: z.literal('tools'), results: z.array(ToolResult) }),
])
export type Message = z.infer<typeof Message>

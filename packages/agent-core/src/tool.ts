import type { Message } from '@upkeep/schema'
import * as z from 'zod/mini'

/** JSON values, as they travel. */
export type Json = z.infer<ReturnType<typeof z.json>>

/** What a model is told of a tool. */
export interface ToolSchema {
  name: string
  description: string
  /** JSON Schema of an object. */
  input: Readonly<Record<string, Json>>
}

export interface ToolOutput {
  text: string
  isError: boolean
}

/** What became of a call: refused before anything ran, done, or done and with it the attempt. */
export type ToolOutcome =
  ({ status: 'refused' | 'done' } & ToolOutput) | ({ status: 'submitted'; submitted: Json } & ToolOutput)

/** A tool as a value: agent-core knows no more of it. */
export interface Tool {
  readonly schema: ToolSchema
  /** It changes nothing, so calls of one reply may run side by side. */
  readonly readOnly: boolean
  /** Never rejects but for the signal: what goes wrong is told to the model. */
  call(input: unknown, signal: AbortSignal): Promise<ToolOutcome>
}

export interface ToolDefinition<T> {
  name: string
  description: string
  input: z.ZodMiniType<T>
  readOnly?: boolean
  run: (input: T, signal: AbortSignal) => Promise<ToolOutput>
}

/** A tool from its zod schema: input that does not fit is answered with the field's name, and nothing runs. */
export function defineTool<T>({ name, description, input, readOnly = false, run }: ToolDefinition<T>): Tool {
  return {
    schema: { name, description, input: jsonSchema(input) },
    readOnly,
    async call(given, signal) {
      const parsed = input.safeParse(given)
      if (!parsed.success) return refused(name, parsed.error)
      return { status: 'done', ...(await run(parsed.data, signal)) }
    },
  }
}

/** The tool that ends an attempt, with what the caller wants to be told. */
export function submitTool(input: z.ZodMiniType<Json>, description: string): Tool {
  return {
    schema: { name: 'submit', description, input: jsonSchema(input) },
    readOnly: false,
    call(given) {
      const parsed = input.safeParse(given)
      if (!parsed.success) return Promise.resolve(refused('submit', parsed.error))
      return Promise.resolve({ status: 'submitted', submitted: parsed.data, text: 'received', isError: false })
    },
  }
}

function refused(tool: string, { issues }: z.core.$ZodError): ToolOutcome {
  const complaints = issues.slice(0, 5).map((issue) => `${issue.path.join('.') || 'input'}: ${complaintOf(issue)}`)
  return { status: 'refused', text: `${tool} was not run. ${complaints.join('; ')}`, isError: true }
}

/** zod's small build knows no sentences. */
function complaintOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `there is no ${issue.keys.join(', ')}`
  if (issue.code === 'invalid_type') return `it has to be of the type ${issue.expected}`
  if (issue.code === 'invalid_value') return `it has to be one of ${issue.values.map(String).join(', ')}`
  if (issue.code === 'too_big') return `it may be ${issue.maximum} at most`
  if (issue.code === 'too_small') return `it has to be ${issue.minimum} at least`
  return issue.message
}

/** zod adds the dialect and the bounds of a safe integer, which say nothing to a model and cost tokens in every request. */
function jsonSchema(input: z.ZodMiniType): Record<string, Json> {
  const bare = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(bare)
    if (value === null || typeof value !== 'object') return value
    const kept = Object.entries(value).filter(
      ([key, own]) => key !== '$schema' && !(typeof own === 'number' && Math.abs(own) === Number.MAX_SAFE_INTEGER),
    )
    return Object.fromEntries(kept.map(([key, own]) => [key, bare(own)]))
  }
  const schema = bare(z.json().parse(z.toJSONSchema(input, { io: 'input' })))
  return schema !== null && typeof schema === 'object' && !Array.isArray(schema) ? schema : {}
}

/** The text of a request, for counting. */
export function textOf(messages: readonly Message[]): string {
  return messages
    .map((message) => {
      if (message.role === 'user') return message.text
      if (message.role === 'tools') return message.results.map(({ text }) => text).join('\n')
      return JSON.stringify(message.content)
    })
    .join('\n')
}

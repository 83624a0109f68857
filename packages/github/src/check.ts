import * as z from 'zod/mini'
import { Unanswered } from './errors.ts'

/** What GitHub answered, read by a schema of the fields in use. Throws `Unanswered` where they are not there. */
export function read<T>(schema: z.ZodMiniType<T>, value: unknown, what: string): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new Unanswered(`GitHub's answer on ${what} lacks ${issue?.path.join('.') ?? 'what it should hold'}`, null)
}

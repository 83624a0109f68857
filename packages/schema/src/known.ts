import * as z from 'zod/mini'
import { Id } from './primitives.ts'

/** What our markers on GitHub say of a finding: where it was proposed (an address), and what became of it. */
export const Known = z.strictObject({ id: Id, state: z.enum(['open', 'declined', 'merged']), where: z.string() })
export type Known = z.infer<typeof Known>

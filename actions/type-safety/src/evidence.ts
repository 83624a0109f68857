import * as z from 'zod/mini'

/** What one configuration of a checker said, by which command, and which checks of CI stand behind it. */
export const EvidenceData = z.strictObject({
  configuration: z.string(),
  command: z.string(),
  message: z.string(),
  checks: z.array(z.string()),
})

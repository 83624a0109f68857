import * as z from 'zod/mini'
import { GitHubError } from '../wire/errors.ts'
import type { GitHub } from '../wire/github.ts'
import { mutate, refused, repeat } from './once.ts'
import type { Written } from './once.ts'

const Minimized = z.object({
  minimizeComment: z.object({ minimizedComment: z.nullable(z.object({ isMinimized: z.boolean() })) }),
})

const MINIMIZE = `mutation MinimizeComment($id: ID!, $classifier: ReportedContentClassifiers!) {
  minimizeComment(input: { subjectId: $id, classifier: $classifier }) { minimizedComment { isMinimized } }
}` as const

/** Hides a comment or review of ours by its node id; doing it twice is harmless. */
export async function minimise(
  github: GitHub,
  { nodeId, why }: { nodeId: string; why: 'OUTDATED' | 'RESOLVED' | 'DUPLICATE' },
): Promise<Written<object>> {
  try {
    await repeat(github, () => mutate(github, MINIMIZE, { id: nodeId, classifier: why }, Minimized))
    return { done: 'updated' }
  } catch (error) {
    if (!(error instanceof GitHubError && error.type === 'NOT_FOUND')) throw error
    return refused('deleted', 'It has been deleted meanwhile.')
  }
}

import type { Context } from '@upkeep/pipeline'
import type { TypeFindings } from '../cast/detect-casts.ts'

export async function detectAnnotations(_: Context): Promise<TypeFindings> {
  return { findings: [], examined: [], left: [] }
}

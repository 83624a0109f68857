import type { ActionDetection, Context } from '@upkeep/pipeline'
import { detectAnnotations } from './annotation/detect-annotations.ts'
import { detectCasts } from './cast/detect-casts.ts'
import { detectSuppressions } from './detect-suppressions.ts'
import type { TypeSafetyData } from './payload.ts'

/** Suppressions, then casts, then missing annotations, as far as the inputs ask for them. Asks no model. */
export async function detect(context: Context): Promise<ActionDetection<TypeSafetyData>> {
  const { inputs } = context
  const suppressions = await detectSuppressions(context)
  const types = [
    ...(inputs['casts'] === 'redundant' || inputs['casts'] === 'needless' ? [await detectCasts(context)] : []),
    ...(inputs['annotations'] === undefined || inputs['annotations'] === 'off'
      ? []
      : [await detectAnnotations(context)]),
  ]
  const found = types.flatMap(({ findings }) => findings)
  const { reason, ...rest } = suppressions
  return {
    ...rest,
    findings: [...suppressions.findings, ...found],
    examined: [...new Set([...suppressions.examined, ...types.flatMap(({ examined }) => examined)])],
    left: [...suppressions.left, ...types.flatMap(({ left }) => left)],
    ...(reason === undefined || found.length > 0 ? {} : { reason }),
  }
}

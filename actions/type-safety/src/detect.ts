import type { ActionDetection, Context } from '@upkeep/pipeline'
import { detectAnnotations } from './annotation/detect-annotations.ts'
import { detectCasts } from './cast/detect-casts.ts'
import type { TypeFindings } from './cast/detect-casts.ts'
import { detectPythonCasts } from './cast/python-casts.ts'
import { detectLive } from './live/detect-live.ts'
import { detectSuppressions } from './detect-suppressions.ts'
import type { TypeSafetyData } from './payload.ts'
import { ProbeFailure } from './probe-run.ts'

/**
 * Suppressions, then casts, then missing annotations, as far as the inputs ask for them; where a model may be asked, also what the most
 * valuable live suppressions hide. Asks no model.
 */
export async function detect(context: Context): Promise<ActionDetection<TypeSafetyData>> {
  const { inputs } = context
  const { detection: suppressions, live } = await detectSuppressions(context)
  const wanted = [
    ...(inputs['casts'] === 'redundant' || inputs['casts'] === 'needless' ? [detectCasts, detectPythonCasts] : []),
    ...(inputs['annotations'] === 'ruff' || inputs['annotations'] === 'infer' ? [detectAnnotations] : []),
  ]
  const types: TypeFindings[] = []
  for (const detectTypes of wanted) types.push(await orLeft(detectTypes, context))
  const hidden = context.models.length > 0 ? await detectLive(live, context) : { findings: [], left: [] }
  const found = [...types.flatMap(({ findings }) => findings), ...hidden.findings]
  const { reason, ...rest } = suppressions
  const asked = new Map(hidden.findings.map(({ id, rule, data }) => [`${rule} ${data.path}:${data.line}`, id]))
  return {
    ...rest,
    findings: [...suppressions.findings, ...found],
    ranked: rest.ranked.map((one) => {
      const finding = asked.get(`${one.rule} ${one.path}:${one.line}`)
      return finding === undefined ? one : { ...one, finding }
    }),
    examined: [...new Set([...suppressions.examined, ...types.flatMap(({ examined }) => examined)])],
    left: [...suppressions.left, ...types.flatMap(({ left }) => left), ...hidden.left],
    ...(reason === undefined || found.length > 0 ? {} : { reason }),
  }
}

/** A tool that fails half-way costs what it was asked about, not the run. */
async function orLeft(
  detectTypes: (context: Context) => Promise<TypeFindings>,
  context: Context,
): Promise<TypeFindings> {
  try {
    return await detectTypes(context)
  } catch (error) {
    if (!(error instanceof ProbeFailure)) throw error
    const what = detectTypes === detectAnnotations ? 'missing annotations' : 'casts'
    return {
      findings: [],
      examined: [],
      left: [{ what, why: `a checker failed while they were tried: ${error.message}` }],
    }
  }
}

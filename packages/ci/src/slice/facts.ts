import type { CheckKind, Confidence, SourceLine } from '@upkeep/schema'
import type { ClassifiedJob, ClassifiedStep, ClassifiedWorkflow, Leg } from '../model.ts'
import { at, listAt, textAt, textsAt } from '../workflow/raw.ts'
import { referencesOf, textsOf } from '../workflow/references.ts'
import type { References } from '../workflow/references.ts'

/** A step of the file with everything that decides whether it stays. */
export interface StepFacts {
  index: number
  raw: unknown
  id: string | null
  /** On every leg, and of every member of a parallel group. */
  kinds: ReadonlySet<CheckKind>
  confidence: Confidence
  evidence: readonly SourceLine[]
  readings: readonly ClassifiedStep[]
  references: References
  /** It installs what later steps run. */
  installs: boolean
  /** It writes variables, paths or outputs for later steps. */
  handsOn: boolean
}

export interface JobFacts {
  id: string
  raw: unknown
  classified: ClassifiedJob
  needs: readonly string[]
  steps: readonly StepFacts[]
  /** The workflow that it calls, with the kinds of what is in there. */
  call: { uses: string; kinds: ReadonlySet<CheckKind>; readings: readonly ClassifiedStep[] } | null
  /** Of all that is written in it beside its steps. */
  references: References
  legs: readonly Leg[]
}

const INSTALLS =
  /^(?:npm (?:ci|i|install)|pnpm (?:i|install|add)|yarn(?: install)?$|yarn (?:install|add)|bun (?:i|install|add)|pip3? install|uv (?:sync|pip install|venv)|poetry install|pdm (?:install|sync)|pipenv install|hatch env|bundle install|composer (?:install|update|require)|apt(?:-get)? (?:-\S+ )*install|brew install|choco install|go (?:mod download|get|install)|cargo (?:fetch|install)|mix deps\.get|dotnet restore|gem install|conda |mamba |corepack |rustup (?:update|toolchain install|component add|target add))/

export function factsOf(workflow: ClassifiedWorkflow, value: unknown): JobFacts[] {
  return workflow.jobs.map((classified): JobFacts => {
    const raw = at(value, 'jobs', classified.id)
    const { uses } = classified
    const readings = [...classified.steps, ...classified.variants]
    const byIndex = Map.groupBy(readings, ({ index }) => index)
    const rest = typeof raw === 'object' && raw !== null ? { ...raw, steps: undefined, outputs: undefined } : {}
    return {
      id: classified.id,
      raw,
      classified,
      needs: textsAt(raw, 'needs'),
      steps:
        uses === null
          ? listAt(raw, 'steps').map((step, index) => stepFacts(step, index, byIndex.get(index) ?? []))
          : [],
      call:
        uses === null
          ? null
          : { uses, readings, kinds: new Set(readings.filter(mayRun).flatMap(({ kinds }) => kinds)) },
      references: referencesOf(rest),
      legs: classified.legs,
    }
  })
}

/** Left out by the inputs that the call gives, whatever the leg. */
function mayRun({ skipped, condition }: ClassifiedStep): boolean {
  return skipped === null || !/\binputs\b/.test(condition ?? '') || /\bmatrix\b/.test(condition ?? '')
}

function stepFacts(raw: unknown, index: number, readings: readonly ClassifiedStep[]): StepFacts {
  const kinds = new Set(readings.flatMap((step) => step.kinds))
  const direct = readings.flatMap(({ leaves }) => leaves).filter(({ trail }) => trail.length === 1)
  return {
    index,
    raw,
    id: textAt(raw, 'id'),
    kinds: kinds.size === 0 ? new Set<CheckKind>(['unknown']) : kinds,
    confidence: readings[0]?.confidence ?? 'guess',
    evidence: readings[0]?.evidence ?? [],
    readings,
    references: referencesOf(raw),
    installs: direct.some((leaf) => leaf.kinds.includes('setup') && INSTALLS.test(leaf.command)),
    handsOn: textsOf(raw).some((text) => /GITHUB_(?:ENV|PATH|OUTPUT)\b|::(?:set-output|set-env|add-path)\b/.test(text)),
  }
}

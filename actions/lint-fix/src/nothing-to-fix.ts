import type { Context } from '@upkeep/pipeline'
import type { Diagnostic, Finding, Reason } from '@upkeep/schema'
import type { FixedFiles } from './fix-files.ts'
import type { LintFixData } from './payload.ts'
import type { Observations } from './red-checks.ts'
import type { Scope } from './scope.ts'
import type { OtherVersions } from './versions.ts'

const SET_UP = 'Run the set-up steps of the job that owns these checks before this step.'

const NAME_IT = 'Name the command that failed in the input "checks", as it can be run here, or look at its log.'

/** Why nothing fails here; null where all is well. */
export function whyNotRed(
  { green, left, reported }: Observations,
  { differing }: Pick<OtherVersions, 'differing'>,
  { inputs, ...context }: Pick<Context, 'inputs' | 'job' | 'workspace'>,
): Reason | null {
  const absent = left.find(({ why }) => why.includes('installed'))
  const first = absent ?? left[0]
  if (green.length === 0 && first !== undefined) {
    const message = `No check could be run: ${first.what}: ${first.why}`
    return absent === undefined
      ? { code: 'not-reproduced', message, remedy: NAME_IT }
      : { code: 'not-set-up', message, remedy: SET_UP }
  }
  if (inputs['job-status'] !== 'failure') return whyNotAsReported({ green, left, reported })
  const [apart] = [...differing, ...left]
  const more = apart === undefined ? '' : ` ${apart.what}: ${apart.why}`
  const rewritten = whyRewritten(context)
  if (rewritten !== null) return { ...rewritten, message: `${rewritten.message}${more}` }
  return {
    code: 'not-reproduced',
    message: `The job failed, and no check of it that lints, formats or checks types fails here.${more}`,
    remedy:
      left.length > 0 ? NAME_IT : 'Look at the log of the job: what failed is something else, or fails now and then.',
  }
}

/** What failed in CI is what the run was asked for: where it does not fail here, nothing is fixed, and all is not well. */
function whyNotAsReported({ green, left, reported }: Pick<Observations, 'green' | 'left' | 'reported'>): Reason | null {
  const [first] = reported
  if (first === undefined) return null
  const passes = green.some(({ found }) => found === first.found)
  const why = first.why ?? (passes ? 'it passes here' : left.find(({ what }) => what === first.what)?.why)
  return {
    code: 'not-reproduced',
    message: `What failed was not found here: ${first.what}: ${why ?? 'it was not run'}`,
    remedy: passes ? 'Look at its log: it may fail now and then, or need what is only there in its own job.' : NAME_IT,
  }
}

/**
 * Why nothing of what fails can be fixed by tools; null where something can.
 * @param said what fails, as the tools left it
 */
export function whyNotFixed(
  findings: readonly Finding<LintFixData>[],
  { failed, said }: Pick<FixedFiles, 'failed'> & { said: readonly Diagnostic[] },
  scope: Scope,
  { models, ...context }: Pick<Context, 'models' | 'job' | 'workspace'>,
): Reason | null {
  if (findings.some(({ data }) => data.kind === 'fix')) return null
  const [first] = findings
  if (first === undefined) {
    const rewritten = whyRewritten(context)
    if (rewritten !== null) return rewritten
    const [tool] = failed
    if (tool !== undefined) {
      return {
        code: 'not-set-up',
        message: `The tool that fixes could not run: ${tool.what}: ${tool.why}`,
        remedy: SET_UP,
      }
    }
    return whyElsewhere(said, scope)
  }
  if (models.length > 0) {
    return {
      code: 'unproven',
      message: `No tool fixes what is left, and no model did. ${first.message}`,
      remedy: 'See the attempts in the report; it needs a person.',
    }
  }
  return {
    code: 'no-key',
    message: `No tool fixes what is left. ${first.message}`,
    remedy: 'It needs a person, or a model (the input "model" with a key).',
  }
}

/** What fails may be broken by the pull request all the same: users of what it changes lie in other files. */
function whyElsewhere(said: readonly Diagnostic[], scope: Scope): Reason {
  const paths = [...new Set(said.flatMap(({ path }) => path ?? []))]
  const more = paths.length > MOST_NAMED ? ` and ${paths.length - MOST_NAMED} more` : ''
  const of = paths.length === 0 ? '' : `, but of ${paths.slice(0, MOST_NAMED).join(', ')}${more}`
  return {
    code: 'baseline-red',
    message: `What fails says nothing of ${scope.what}${of}.`,
    remedy:
      paths.length === 0
        ? 'Fix it on the base branch, or set "scope: repo".'
        : 'Where it fails on the base branch as well, fix it there; where the pull request broke it, set "scope: repo", and these files may be changed.',
  }
}

/** Files that are named of those that steps before this one changed. */
const MOST_NAMED = 3

/** A check that rewrites what it judges (a hook, `gofmt -w`) has fixed the files of its own job: what it failed for is gone from here. */
function whyRewritten({ job, workspace }: Pick<Context, 'job' | 'workspace'>): Reason | null {
  const { dirty } = workspace.state
  if (job === null || dirty.length === 0) return null
  const more = dirty.length > MOST_NAMED ? ` and ${dirty.length - MOST_NAMED} more` : ''
  return {
    code: 'not-reproduced',
    message: `Steps before this one changed ${dirty.slice(0, MOST_NAMED).join(', ')}${more}, and what the job failed for is not found here.`,
    remedy: 'A check that rewrites files fixes them in its own job: put a step `run: git restore :/` before this one.',
  }
}

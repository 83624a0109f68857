import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runSlice } from '@upkeep/ci'
import type { ClassifiedWorkflow, Slice } from '@upkeep/ci'
import { childEnvironment, secretValues } from '@upkeep/entry'
import type { GivenByUser } from '@upkeep/entry'
import type { SliceRun } from '@upkeep/schema'
import type { Workspace } from '@upkeep/workspace'
import { listing } from './listing.ts'
import { masksOf } from './masks.ts'
import type { Terminal } from './terminal.ts'

/** A step of a slice may take this long, in seconds; GitHub would give it six hours. */
const SECONDS_PER_STEP = 3600

export interface SliceRunContext {
  workflow: ClassifiedWorkflow
  workspace: Workspace
  values: GivenByUser
  terminal: Terminal
}

/**
 * Runs a slice; one that fails is run once more with the steps that a wider one holds, before the code is blamed: what it left out may be
 * what it lacks.
 */
export async function runWidening(slice: Slice, wider: () => Slice, context: SliceRunContext): Promise<SliceRun> {
  const first = await runInPlace(slice, context)
  if (first.verdict !== 'fail') return first
  const wide = wider()
  const more = wide.steps.filter((step, index) => step.keep && slice.steps[index]?.keep !== true)
  if (more.length === 0 && wide.text === slice.text) return first
  context.terminal.err(`The slice fails; once more with ${more.length} of the steps that it left out.\n`)
  const again = await runInPlace(wide, context)
  // What it brought may fail by itself, or not be run here
  const own = again.steps.filter(({ job, step }) => !more.some((each) => each.job === job && each.step === step))
  const blamed = again.verdict === 'pass' || own.some(({ outcome }) => outcome === 'failure') ? again : first
  return { ...blamed, widened: more.map(({ job, step }) => ({ job, step })) }
}

/** Runs a slice on a copy of the tree: the user's own stays as it is. What its steps print goes to stderr, without secrets. */
async function runInPlace(
  slice: Slice,
  { workflow, workspace, values: { secrets, variables }, terminal }: SliceRunContext,
): Promise<SliceRun> {
  const temp = await realpath(await mkdtemp(join(tmpdir(), 'upkeep-slice-')))
  const masks = masksOf([...secretValues(), ...Object.values(secrets)])
  try {
    await using worktree = await workspace.open(undefined, { shared: [temp], git: 'own' })
    const run = await runSlice(slice, workflow, {
      worktree,
      secrets,
      variables,
      temp,
      env: childEnvironment([]),
      github: {
        sha: workspace.commit,
        repository: workspace.slug ?? '',
        ref: '',
        actor: '',
        token: secrets['GITHUB_TOKEN'] ?? '',
      },
      secondsPerStep: SECONDS_PER_STEP,
      signal: terminal.signal,
      masks,
      log: (line) => terminal.err(masks.redact(line)),
    })
    return run
  } finally {
    await rm(temp, { recursive: true, force: true })
  }
}

const SAID = {
  pass: 'The slice passes.',
  fail: 'The slice fails.',
  'not-run': 'A wanted step was not run, so the slice is not known to pass.',
  engine: 'It could not be run.',
}

/** How many of a step's diagnostics are shown. */
const SHOWN = 10

/** Set-up is taken as done, which it may not be. */
const REMEDY = 'Run the set-up of these jobs here first, or all of the slice by --engine act.'

/** What a run came to, with the steps by the names that they have in the workflow. */
export function runText(run: SliceRun, slice: Slice, width: number): string {
  const { engine, verdict, steps } = run
  const taken = steps.some(({ outcome }) => outcome === 'done')
  const remedy = engine === 'in-place' && verdict === 'not-run' && taken ? `${REMEDY}\n` : ''
  return `${stepsText(run, slice, width)}${SAID[verdict]}\n${remedy}`
}

/** The same without the verdict. */
export function stepsText({ steps, widened }: SliceRun, slice: Slice, width: number): string {
  const nameOf = (job: string, step: number) =>
    slice.steps.find((each) => each.job === job && each.step === step)?.evidence[0]?.text ?? ''
  const rows = steps
    .filter(({ outcome }) => outcome !== 'done')
    .map(({ job, step, outcome, seconds, why, leg }) => [
      `${job}/${step < 0 ? 'call' : step}${leg === undefined ? '' : ` (${leg})`}`,
      nameOf(job, step),
      outcome,
      outcome === 'not-run' || outcome === 'skipped' ? '' : `${seconds.toFixed(1)} s`,
      why ?? '',
    ])
  const done = steps.length - rows.length
  const table = [
    listing(rows, [0.2, 0.3, 0.12, 0.1], { width }),
    ...(done === 0 ? [] : [`${done} set-up ${done === 1 ? 'step was' : 'steps were'} taken as done.`]),
  ]
  const found = steps.flatMap(({ diagnostics = [] }) => [
    ...diagnostics.slice(0, SHOWN).map(({ path, range, severity, rule, message }) => {
      const place = path === null ? '' : `${path}${range === null ? '' : `:${range[0]}:${range[1]}`}: `
      return `  ${place}${severity}${rule === '' ? '' : ` ${rule}`}: ${message.split('\n')[0] ?? ''}`
    }),
    ...(diagnostics.length > SHOWN ? [`  … and ${diagnostics.length - SHOWN} more`] : []),
  ])
  const again =
    widened === undefined
      ? []
      : widened.length === 0
        ? ['It failed at first, and was run once more whole.']
        : [
            `It failed at first, and was run once more with ${widened.map(({ job, step }) => `${job}/${step}`).join(', ')}.`,
          ]
  const tolerated = steps.filter(({ outcome }) => outcome === 'tolerated').length
  const said = tolerated > 0 ? [`${tolerated} of its steps failed that may.`] : []
  return `${[...table, ...found, ...again, ...said].join('\n')}\n`
}

import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { classifyWorkflow, fileSource, installedIn, sliceWorkflow, unslice } from '@upkeep/ci'
import type { ClassifiedWorkflow, Slice, SliceOptions } from '@upkeep/ci'
import { childEnvironment } from '@upkeep/entry'
import { CHECK_KINDS, UserError } from '@upkeep/schema'
import type { CheckKind, SliceReport, SliceStep, Unresolved } from '@upkeep/schema'
import { printable } from '@upkeep/text'
import { openWorkspace } from '@upkeep/workspace'
import type { Workspace } from '@upkeep/workspace'
import type { ActFlags } from './act-mode.ts'
import { listing } from './listing.ts'
import { allGiven } from './given-values.ts'
import { withReviews } from './review.ts'
import { legsText } from './legs-text.ts'
import { pathInRepository, readText } from './named-file.ts'
import type { ReviewFlags } from './review-place.ts'
import { missingText, secretsText } from './secrets-text.ts'
import { actHere, runByAct } from './slice-by-act.ts'
import { runText, runWidening } from './slice-run.ts'
import type { Terminal } from './terminal.ts'

export interface SliceCommandOptions extends ReviewFlags, ActFlags {
  repo?: string
  for?: string
  matrix?: 'one' | 'all'
  narrow?: boolean
  text?: boolean
  write?: boolean
  undo?: boolean
  secretFile?: string
  run?: boolean
  engine?: 'in-place' | 'act'
  json?: boolean
}

const REMEDY = 'Name a workflow by its path from the repository, such as .github/workflows/ci.yml.'

/**
 * `upkeep slice FILE --for KIND[,KIND]`: which steps of a workflow matter to some kinds of checks, and the workflow with the rest
 * commented out. `--undo` gives the original back.
 */
export async function sliceCommand(file: string, options: SliceCommandOptions, terminal: Terminal): Promise<number> {
  const directory = resolve(options.repo ?? '.')
  const path = resolve(directory, file)
  const text = await readText(path, file, REMEDY)
  if (options.undo === true) return await put(unslice(text), path, options, terminal)
  const kinds = kindsIn(options.for)
  const values = await allGiven(options.secretFile)
  const given = { secrets: Object.keys(values.secrets), variables: Object.keys(values.variables) }
  const temp = join(tmpdir(), 'upkeep-worktrees')
  await using workspace = await openWorkspace({ directory, temp, sandbox: { env: childEnvironment([]) } })
  const { workflow, unresolved } = await reviewedWorkflow(path, text, workspace, options, terminal)
  const { matrix = 'one', narrow = false } = options
  const sliced = (more: Partial<SliceOptions>) =>
    sliceWorkflow(workflow, text, { for: kinds, matrix, narrow, given, ...more })
  const slice = sliced({})
  for (const { job, step, reason } of unresolved)
    terminal.err(`note: ${[file, job, step].filter((part) => part !== null).join(' / ')}: ${reason}\n`)
  if (options.run === true) terminal.err(`${legsText(slice)}${missingText(slice)}`)
  const run =
    options.run === true && slice.text !== ''
      ? options.engine === 'act'
        ? await runByAct(slice, workflow, await actHere(workspace, options, terminal), { workspace, values, terminal })
        : await runWidening(slice, () => sliced({ narrow: false, wide: true }), {
            workflow,
            workspace,
            values,
            terminal,
          })
      : undefined
  const report: SliceReport = {
    format: 'upkeep/slice@1',
    ...slice,
    for: [...slice.for],
    ...(run === undefined ? {} : { run }),
  }
  if (options.json === true) terminal.out(`${JSON.stringify(report, null, 2)}\n`)
  else if (options.text !== true) terminal.out(printable(sliceText(slice, terminal, run !== undefined)))
  if (run !== undefined) {
    if (options.json !== true) terminal.out(printable(`\n${runText(run, slice, terminal.width)}`))
    return run.verdict === 'pass' ? 0 : 1
  }
  if (slice.text === '') {
    terminal.err(`${file} holds no ${kinds.join(' or ')} step.\n`)
    return 0
  }
  return options.json === true && options.write !== true ? 0 : await put(slice.text, path, options, terminal)
}

/** One workflow with its review, as the work tree has both, and what could not be resolved in it. */
async function reviewedWorkflow(
  path: string,
  text: string,
  workspace: Workspace,
  options: SliceCommandOptions,
  terminal: Terminal,
): Promise<{ workflow: ClassifiedWorkflow; unresolved: readonly Unresolved[] }> {
  const { root } = workspace
  const files = fileSource(workspace)
  const own: Unresolved[] = []
  const installed = options.run === true ? { installed: installedIn(workspace, childEnvironment([])) } : {}
  const workflow = await classifyWorkflow(await pathInRepository(root, path), text, files, own, installed)
  const workflows = await files.list()
  const found = await withReviews(
    { workflows: [workflow], unresolved: own },
    { root, files, workflows, write: true },
    options,
    terminal,
  )
  return { workflow: found.workflows[0] ?? workflow, unresolved: found.unresolved }
}

/** With `--write` into the file itself, with `--text` or `--undo` to stdout. */
async function put(
  text: string,
  path: string,
  { write, text: print, undo, json }: SliceCommandOptions,
  terminal: Terminal,
): Promise<number> {
  if (write === true) {
    await writeFile(path, text)
    terminal.err(`Written to ${path}.\n`)
  } else if (print === true || (undo === true && json !== true)) terminal.out(text)
  return 0
}

function kindsIn(list: string | undefined): CheckKind[] {
  const words = (list ?? '').split(',').flatMap((word) => (word.trim() === '' ? [] : [word.trim()]))
  const kinds = CHECK_KINDS.filter((kind) => words.includes(kind))
  const unknown = words.find((word) => !CHECK_KINDS.some((kind) => kind === word))
  if (unknown !== undefined || kinds.length === 0)
    throw new UserError(unknown === undefined ? '--for names no kind of step' : `--for: there is no kind ${unknown}`, {
      remedy: `Kinds are ${CHECK_KINDS.join(', ')}.`,
    })
  return kinds
}

function sliceText(slice: Slice, { width }: Terminal, ran: boolean): string {
  const { workflow, steps, secrets, text } = slice
  const kept = steps.filter(({ keep }) => keep)
  const jobs = [...Map.groupBy(steps, ({ job }) => job)]
  const blocks = jobs
    .filter(([, own]) => own.some(({ keep }) => keep))
    .map(([job, own]) => `${job}\n${listing(own.map(sliceRow), [0.08, 0.06, 0.38, 0.16], { width, indent: '  ' })}`)
  const whole = jobs.flatMap(([job, own]) => (own.some(({ keep }) => keep) ? [] : [job]))
  return [
    `${workflow} for ${slice.for.join(', ')}: ${kept.length} of ${steps.length} steps are kept.`,
    ...blocks,
    ...(slice.legs.length > 0 ? [legsText(slice).trimEnd()] : []),
    ...(whole.length === 0 || kept.length === 0 ? [] : [`Jobs left out whole: ${whole.join(', ')}`]),
    ...(secrets.length > 0 ? [`Secrets and variables:\n${secretsText(secrets, width)}`] : []),
    ...(text === '' || ran
      ? []
      : ['--text prints the slice, --write puts it into the file, --run runs it on a copy of the tree.']),
  ]
    .map((part) => `${part}\n`)
    .join('\n')
}

function sliceRow({ step, kinds, keep, reason, derived, evidence }: SliceStep): string[] {
  return [
    keep ? 'kept' : '-',
    step < 0 ? '' : String(step),
    evidence[0]?.text ?? '',
    kinds.join(', '),
    derived === true ? `${reason} (narrowed)` : reason,
  ]
}

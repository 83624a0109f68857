import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { classify, fileSource, wholeCi, wholeVerdict } from '@upkeep/ci'
import type { WholeWorkflow } from '@upkeep/ci'
import { childEnvironment } from '@upkeep/entry'
import type { CiReport } from '@upkeep/schema'
import { printable } from '@upkeep/text'
import { openWorkspace } from '@upkeep/workspace'
import type { Workspace } from '@upkeep/workspace'
import type { ActFlags } from './act-mode.ts'
import { allGiven } from './given-values.ts'
import { listing } from './listing.ts'
import { pathInRepository } from './named-file.ts'
import { withKeptReviews } from './review.ts'
import { missingText } from './secrets-text.ts'
import { actHere, runByAct } from './slice-by-act.ts'
import { stepsText } from './slice-run.ts'
import type { Terminal } from './terminal.ts'

export interface CiCommandOptions extends ActFlags {
  repo?: string
  matrix?: 'one' | 'all'
  secretFile?: string
  json?: boolean
}

type Row = CiReport['workflows'][number]

/**
 * `upkeep ci [FILE…]`: all that the repository's workflows judge a change by, run by act on a clone of the tree, set-up included. What can
 * not be run here, and what never is, stands before the start.
 */
export async function ciCommand(
  only: readonly string[],
  options: CiCommandOptions,
  terminal: Terminal,
): Promise<number> {
  const temp = join(tmpdir(), 'upkeep-worktrees')
  const directory = resolve(options.repo ?? '.')
  await using workspace = await openWorkspace({ directory, temp, sandbox: { env: childEnvironment([]) } })
  const values = await allGiven(options.secretFile)
  const here = await actHere(workspace, options, terminal)
  const whole = wholeCi(await workflowsOf(workspace, terminal), {
    mode: here.mode.kind,
    matrix: options.matrix ?? 'all',
    given: { secrets: Object.keys(values.secrets), variables: Object.keys(values.variables) },
    only: await Promise.all(only.map((path) => pathInRepository(workspace.root, resolve(directory, path)))),
  })
  terminal.err(planText(whole))
  const rows: Row[] = []
  for (const each of whole) {
    const { workflow, slice, plan, call, lacks, invalid } = each
    const row = { path: workflow.path, by: call?.by ?? null, left: lacks }
    if (plan.text === '') {
      rows.push({ ...row, verdict: invalid ? 'engine' : 'left-out', run: null })
      continue
    }
    terminal.err(`\n${workflow.path}${call === null ? '' : `, called by ${call.by}`}\n`)
    const run = await runByAct(slice, workflow, here, {
      workspace,
      values,
      terminal,
      inputs: call?.inputs ?? {},
      said: lacks,
    })
    if (options.json !== true) terminal.out(printable(`${workflow.path}\n${stepsText(run, slice, terminal.width)}\n`))
    rows.push({ ...row, verdict: wholeVerdict(each, run), run })
  }
  const verdict = verdictOfAll(rows)
  const report: CiReport = { format: 'upkeep/ci@1', mode: here.mode.kind, verdict, workflows: rows }
  terminal.out(
    options.json === true ? `${JSON.stringify(report, null, 2)}\n` : printable(ciText(report, terminal.width)),
  )
  return verdict === 'pass' ? 0 : 1
}

async function workflowsOf(workspace: Workspace, terminal: Terminal) {
  const files = fileSource(workspace)
  return (await withKeptReviews(await classify(files), files, terminal)).workflows
}

/** Said before the start. */
function planText(whole: readonly WholeWorkflow[]): string {
  return whole
    .map(({ workflow, slice, plan, lacks }) => {
      const jobs = plan.jobs.filter(({ obstacle }) => obstacle === null)
      const named = jobs.map(({ id, legs }) => (legs === null || legs === 1 ? id : `${id} (${legs} legs)`))
      const lines = [`${workflow.path}: ${named.length === 0 ? 'nothing is run' : named.join(', ')}`]
      return `${[...lines, ...lacks.map((text) => `  ${text}`)].join('\n')}\n${missingText(slice)}`
    })
    .join('')
}

/** The worst of all; `pass` needs one that passes. */
export function verdictOfAll(rows: readonly Pick<Row, 'verdict'>[]): CiReport['verdict'] {
  const verdicts = new Set(rows.map(({ verdict }) => verdict))
  const worst = (['fail', 'engine', 'not-run'] as const).find((verdict) => verdicts.has(verdict))
  return worst ?? (verdicts.has('pass') ? 'pass' : 'not-run')
}

const SAID: Readonly<Record<CiReport['verdict'], string>> = {
  pass: 'All of CI that can be run here passes.',
  fail: 'CI fails.',
  'not-run': 'No step failed, but not all that was to be run was.',
  engine: 'It could not be run.',
}

function ciText({ workflows, verdict }: CiReport, width: number): string {
  const rows = workflows.map(({ path, by, verdict: own, left }) => [
    by === null ? path : `${path} (${by})`,
    own,
    left.join('\n'),
  ])
  return `${workflows.length === 0 ? 'No workflow judges a change.' : listing(rows, [0.35, 0.12], { width })}\n${SAID[verdict]}\n`
}

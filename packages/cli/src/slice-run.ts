import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Table from 'cli-table3'
import { runSlice } from '@upkeep/ci'
import type { ClassifiedWorkflow, Slice } from '@upkeep/ci'
import { childEnvironment, secretValues } from '@upkeep/entry'
import type { SliceRun } from '@upkeep/schema'
import type { Workspace } from '@upkeep/workspace'
import { columnWidths } from './checks-command.ts'
import type { GivenValues } from './given-values.ts'
import { masksOf } from './masks.ts'
import type { Terminal } from './terminal.ts'

/** A step of a slice may take this long, in seconds; GitHub would give it six hours. */
const SECONDS_PER_STEP = 3600

/** Runs a slice on a copy of the tree: the user's own stays as it is. What its steps print goes to stderr, without secrets. */
export async function runInPlace(
  slice: Slice,
  workflow: ClassifiedWorkflow,
  workspace: Workspace,
  { secrets, variables }: GivenValues,
  terminal: Terminal,
): Promise<SliceRun> {
  const temp = await realpath(await mkdtemp(join(tmpdir(), 'upkeep-slice-')))
  const masks = masksOf([...secretValues(), ...Object.values(secrets)])
  try {
    await using worktree = await workspace.open(undefined, { shared: [temp] })
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
  'not-run': 'A wanted step was not run: nothing is known.',
  engine: 'It could not be run.',
}

export function runText({ verdict, steps }: SliceRun, width: number): string {
  const table = new Table({
    head: ['job', 'step', 'outcome', 'seconds', 'why'],
    colWidths: columnWidths(width, [0.2, 0.08, 0.13, 0.12]),
    wordWrap: true,
    style: { head: [], border: [] },
  })
  for (const { job, step, outcome, seconds, why } of steps)
    table.push([job, String(step), outcome, seconds.toFixed(1), why ?? ''])
  return `${table.toString()}\n${SAID[verdict]}\n`
}

import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { classifyWorkflow, fileSource, findAct, runSlice, runSliceByAct, sliceWorkflow } from '@upkeep/ci'
import type { ActRunOptions, SliceOptions } from '@upkeep/ci'
import type { SliceRun } from '@upkeep/schema'
import { gitRepository, notRun, toolOnPath } from '@upkeep/testing'
import type { TestRepository } from '@upkeep/testing'
import { openWorkspace } from '@upkeep/workspace'
import type { Workspace } from '@upkeep/workspace'

export const WORKFLOW = '.github/workflows/ci.yml'

/** Whether act is here; says so where a suite can not be run without it. */
export function hasAct(what: string): boolean {
  if (toolOnPath('act')) return true
  notRun(what, 'no act on PATH')
  return false
}

export interface Ran extends SliceRun {
  log: string
  notes: string[]
  /** `job/step outcome`, in their order. */
  outcomes: string[]
}

export interface RunOptions extends Partial<ActRunOptions> {
  files?: Readonly<Record<string, string>>
  for?: SliceOptions['for']
  matrix?: SliceOptions['matrix']
  engine?: 'act' | 'in-place'
  /** In place of a repository of `files`. */
  directory?: string
  /** Before the workspace is opened. */
  prepare?: (repository: TestRepository) => Promise<void> | void
  /** While the worktree is there still. */
  after?: (places: { workspace: Workspace; temp: string }) => Promise<void> | void
}

/** A workflow of one job with these steps. */
export function jobOf(steps: string, job = ''): string {
  const indented = steps.trim().replaceAll(/^(?=.)/gm, '      ')
  return `on: push\njobs:\n  one:\n    runs-on: ubuntu-latest\n${job}    steps:\n${indented}\n`
}

/** Runs the slice of a workflow on a repository of these files. */
export async function ranBy(workflow: string, options: RunOptions = {}): Promise<Ran> {
  const { files = {}, directory, prepare, after, engine = 'act', ...rest } = options
  await using repository = await gitRepository({ [WORKFLOW]: workflow, ...files })
  await prepare?.(repository)
  const temp = mkdtempSync(join(realpathSync(tmpdir()), 'upkeep-act-'))
  try {
    const env = {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '/',
      ...rest.env,
    }
    const layers = join(temp, 'layers')
    await using workspace = await openWorkspace({
      directory: directory ?? repository.root,
      temp: layers,
      sandbox: { env },
    })
    const classified = await classifyWorkflow(WORKFLOW, workflow, fileSource(workspace), [])
    const slice = sliceWorkflow(classified, workflow, {
      for: rest.for ?? ['test'],
      matrix: rest.matrix ?? 'one',
      given: { secrets: Object.keys(rest.secrets ?? {}), variables: [] },
    })
    const shared = mkdtempSync(join(realpathSync(tmpdir()), 'upkeep-shared-'))
    try {
      await using worktree = await workspace.open(undefined, {
        shared: [shared],
        git: engine === 'act' ? 'read-only' : 'own',
      })
      let log = ''
      const notes: string[] = []
      const all: ActRunOptions = {
        worktree,
        act: engine === 'act' ? (rest.act ?? (await findAct(env.PATH))) : '',
        secrets: {},
        variables: {},
        github: { sha: workspace.commit },
        slug: workspace.slug,
        temp: shared,
        seconds: 60,
        secondsPerStep: 60,
        signal: new AbortController().signal,
        masks: { add: () => {}, redact: (text) => text },
        log: (text) => (log += text),
        note: (text) => notes.push(text),
        ...rest,
        env,
      }
      const run =
        engine === 'act' ? await runSliceByAct(slice, classified, all) : await runSlice(slice, classified, all)
      await after?.({ workspace, temp: shared })
      const outcomes = run.steps.map(({ job, step, outcome }) => `${job}/${step} ${outcome}`)
      return { ...run, log, notes, outcomes }
    } finally {
      rmSync(shared, { recursive: true, force: true })
    }
  } finally {
    rmSync(temp, { recursive: true, force: true })
  }
}

import { classifyWorkflow, fileSource } from '@upkeep/ci'
import type { ClassifiedStep } from '@upkeep/ci'
import { VERSION } from '@upkeep/entry'
import type { ActionOutput, Job } from '@upkeep/pipeline'
import { NO_USAGE } from '@upkeep/schema'
import type { Result } from '@upkeep/schema'
import { openWorkspace, readerOf } from '@upkeep/workspace'
import { join } from 'node:path'
import { isWanted } from './red-checks.ts'

/**
 * The end of a run behind checks that all succeeded, at once; null where there may be something to do. A job without such checks, which
 * is there for this action alone, always is as green as its set-up.
 */
export async function greenJob({ inputs, environment }: Job): Promise<ActionOutput | null> {
  const started = performance.now()
  const { onRunner, job, workflow, temp, workspace: directory } = environment
  if (!onRunner || inputs['job-status'] !== 'success' || job === null || workflow === null) return null
  const opened = async () => await openWorkspace({ directory, temp: join(temp, 'upkeep-worktrees'), isolation: 'copy' })
  // opened only where something is asked that the files alone don't tell
  const files = fileSource({
    read: readerOf(directory),
    async files() {
      await using workspace = await opened()
      return await workspace.files()
    },
  })
  const text = await files.read(workflow)
  const read = text === null ? null : await classifyWorkflow(workflow, text, files, [])
  const steps = read?.jobs.find(({ id }) => id === job)?.steps ?? []
  if (!steps.some(judges)) return null
  await using workspace = await opened()
  const { root, slug, commit } = workspace
  const seconds = Math.round(performance.now() - started) / 1000
  const result: Result = {
    format: 'upkeep/result@1',
    action: 'lint-fix',
    version: VERSION,
    result: 'clean',
    incomplete: null,
    reason: null,
    repository: { root, slug, commit, base: commit },
    findings: [],
    proposals: [],
    coverage: { examined: [`the steps of the job ${job}: all succeeded`], notExamined: [] },
    usage: NO_USAGE,
    checkerRuns: 0,
    seconds,
    out: null,
    published: [],
  }
  const summary = 'Every check of this job succeeded: nothing is to be fixed.\n'
  return {
    result,
    summary,
    patch: '',
    reportPath: null,
    hasPublication: false,
    annotations: [],
    terminal: () => summary,
  }
}

function judges(step: ClassifiedStep): boolean {
  return isWanted(step.kinds) || step.inner.some(judges)
}

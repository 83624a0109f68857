import { classify, failingCommandsOf, findChecks, readJobLog } from '@upkeep/ci'
import type { FailingCommand, FileSource, FoundCheck } from '@upkeep/ci'
import { runnerLog } from '@upkeep/testing'
import type { LoggedStep, RunnerLog } from '@upkeep/testing'

export const source = (files: Record<string, string>): FileSource => ({
  list: async () => await Promise.resolve(Object.keys(files)),
  read: async (path) => await Promise.resolve(files[path] ?? null),
})

/** The checks of one workflow, `ci.yml`, and of the other files that it leads to. */
export async function checksOf(workflow: string, files: Record<string, string> = {}): Promise<FoundCheck[]> {
  return findChecks(await classify(source({ '.github/workflows/ci.yml': workflow, ...files }))).checks
}

/** What failed in a job of that workflow whose steps these are. */
export async function failingIn(
  steps: readonly LoggedStep[],
  job = 'lint',
  spoil: (log: RunnerLog) => Partial<RunnerLog> = () => ({}),
): Promise<FailingCommand[]> {
  const written = runnerLog(steps)
  const { text, steps: told, annotations } = { ...written, ...spoil(written) }
  const finished = {
    workflow: '.github/workflows/ci.yml',
    name: job,
    steps: told.map(({ conclusion, ...step }) => ({ ...step, failed: conclusion === 'failure' })),
    annotations: annotations.map((one) => ({
      path: one.path,
      line: one.start_line,
      endLine: one.end_line,
      column: one.start_column ?? null,
      endColumn: one.end_column ?? null,
      level: one.annotation_level,
      title: one.title ?? null,
      message: one.message,
    })),
  }
  return failingCommandsOf(finished, await readJobLog(inPieces(text)))
}

/** As a network would bring it: cut anywhere. */
export async function* inPieces(text: string, size = 777): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text)
  for (let start = 0; start < bytes.length; start += size)
    yield await Promise.resolve(bytes.subarray(start, start + size))
}

import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { childEnvironment } from '@upkeep/entry'
import { executingTask, replay } from '@upkeep/pipeline'
import type { ReplayOptions, ReplayReport } from '@upkeep/pipeline'
import { UserError } from '@upkeep/schema'
import { printable } from '@upkeep/text'
import { openWorkspace } from '@upkeep/workspace'
import type { Terminal } from './terminal.ts'

export interface ReplayCommandOptions {
  repo?: string
  json?: boolean
  execute?: boolean
}

/** Differences that are printed; all are in the JSON. */
const MOST_SHOWN = 10

/** `upkeep replay OUT`: makes every decision of a recorded run again. Exit code 1 where one comes out differently. */
export async function replayCommand(out: string, options: ReplayCommandOptions, terminal: Terminal): Promise<number> {
  const report =
    options.execute === true
      ? await replayExecuting(resolve(out), options, terminal)
      : await replay(resolve(out), { signal: terminal.signal })
  terminal.out(options.json === true ? `${JSON.stringify(report, null, 2)}\n` : printable(replayText(report)))
  return report.differences.length + report.misses.length === 0 ? 0 : 1
}

async function replayExecuting(
  out: string,
  { repo }: ReplayCommandOptions,
  { signal }: Terminal,
): Promise<ReplayReport> {
  const temp = join(tmpdir(), 'upkeep-worktrees')
  const sandbox = { env: childEnvironment([]) }
  await using workspace = await openWorkspace({ directory: resolve(repo ?? '.'), temp, signal, sandbox })
  if (workspace.sandbox.level === 'none') {
    throw new UserError('The tools of a run can not run again here: there is no sandbox.', {
      remedy: 'Replay without --execute, or on Linux with user namespaces.',
      kind: 'state',
    })
  }
  const ports = { workspace, action: 'replay', env: childEnvironment([]), mayRun: true, signal }
  const execute: ReplayOptions['execute'] = {
    root: workspace.root,
    task: (recorded) => executingTask(recorded, ports),
  }
  return await replay(out, { execute, signal })
}

function replayText({
  climbs,
  attempts,
  decisions,
  differences,
  misses,
  seconds,
  recordedSeconds,
}: ReplayReport): string {
  const took = recordedSeconds === null ? '' : ` (the run took ${recordedSeconds.toFixed(1)} s)`
  const head = `${decisions} decisions of ${attempts} attempts on ${climbs} batches, made again in ${seconds.toFixed(2)} s${took}.`
  const shown = differences.slice(0, MOST_SHOWN).map(({ seq, kind, field, recorded, replayed }) => {
    const at = seq === null ? 'behind the record' : `event ${seq}`
    return `  ${at}, ${kind}, ${field}: ${brief(recorded)} was recorded, ${brief(replayed)} came out`
  })
  const more = differences.length > MOST_SHOWN ? [`  … and ${differences.length - MOST_SHOWN} more`] : []
  const verdict = differences.length === 0 ? 'All came out as recorded.' : `${differences.length} came out differently:`
  return `${[head, verdict, ...shown, ...more, ...misses.map((miss) => `  ${miss}`)].join('\n')}\n`
}

function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 120 ? `${text.slice(0, 120)}…` : text
}

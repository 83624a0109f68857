import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import Table from 'cli-table3'
import { classify, findChecks } from '@upkeep/ci'
import { fileSource } from '@upkeep/pipeline'
import type { ChecksReport } from '@upkeep/schema'
import { openWorkspace } from '@upkeep/workspace'
import { withReviews } from './review.ts'
import type { ReviewFlags } from './review.ts'
import type { Terminal } from './terminal.ts'

export interface ChecksCommandOptions extends ReviewFlags {
  repo?: string
  json?: boolean
  write?: boolean
}

/** `upkeep checks`: the checks that the repository's workflows hold, with where each was found, and what was not resolved. */
export async function checksCommand(options: ChecksCommandOptions, terminal: Terminal): Promise<number> {
  await using workspace = await openWorkspace({
    directory: resolve(options.repo ?? '.'),
    temp: join(tmpdir(), 'upkeep-worktrees'),
  })
  const files = fileSource(workspace)
  const classification = await classify(files)
  const { checks, unresolved } = findChecks(
    await withReviews(
      classification,
      { root: workspace.root, files, workflows: [], write: options.write === true },
      options,
      terminal,
    ),
  )
  const report: ChecksReport = { format: 'upkeep/checks@1', checks: checks.map(({ check }) => check), unresolved }
  terminal.out(options.json === true ? `${JSON.stringify(report, null, 2)}\n` : checksText(report, terminal.width))
  return 0
}

function checksText({ checks, unresolved }: ChecksReport, width: number): string {
  const table = new Table({
    head: ['check', 'kinds', 'runnable', 'command'],
    colWidths: columnWidths(width, [0.25, 0.15, 0.2]),
    wordWrap: true,
    wrapOnWordBoundary: false,
    style: { head: [], border: [] },
  })
  for (const { id, kinds, command, runnable, why } of checks)
    table.push([id, kinds.join(', '), runnable ? 'yes' : `no: ${why ?? ''}`, command])
  const found = checks.length === 0 ? 'No check was found in .github/workflows.' : table.toString()
  const left = unresolved.map(
    ({ workflow, job, step, reason }) =>
      `  ${[workflow, job, step].filter((part) => part !== null).join(' / ')}: ${reason}`,
  )
  return `${[found, ...(left.length > 0 ? ['', 'Not resolved:', ...left] : [])].join('\n')}\n`
}

/** @param parts of the room for each column but the last, which has the rest */
export function columnWidths(width: number, parts: readonly number[]): number[] {
  const room = Math.max(60, Math.min(width, 160)) - parts.length - 2
  const widths = parts.map((part) => Math.max(6, Math.floor(room * part)))
  return [...widths, room - widths.reduce((sum, each) => sum + each, 0)]
}

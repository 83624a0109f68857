import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as z from 'zod/mini'

/** What one package's suites came to. */
export interface PackageResults {
  package: string
  suites: number
  passed: number
  /** Failed tests, and suites that could not be run at all. */
  failed: number
  skipped: number
  /** Lines covered and lines, in percent; null where coverage was not measured. */
  coverage: number | null
  notRun: string[]
  /** Set where the task ended without results. */
  lost?: string
}

/** A task of the workspaces and where its suites leave their results. */
export const TASKS = {
  test: 'coverage',
  'test:bundle': 'coverage/bundle',
} as const
export type Task = keyof typeof TASKS

export function taskNamed(name: string): Task {
  if (name === 'test' || name === 'test:bundle') return name
  throw new Error(`"${name}" is no task with results; there are ${Object.keys(TASKS).join(', ')}`)
}

/** The results of every workspace that has the task, by folder name; a missing file counts as one failure. */
export function readResults(root: string, task: Task): PackageResults[] {
  const manifests = globSync('{packages,actions}/*/package.json', { cwd: root }).toSorted()
  return manifests
    .filter((manifest) => Manifest.parse(readJson(join(root, manifest))).scripts?.[task] !== undefined)
    .map((manifest) => resultsOf(root, dirname(manifest), TASKS[task]))
}

const Manifest = z.object({ scripts: z.optional(z.record(z.string(), z.string())) })
const JestResults = z.object({
  numTotalTestSuites: z.int(),
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  numRuntimeErrorTestSuites: z.int(),
})
/** Jest writes `Unknown` where a package has no lines to cover. */
const Coverage = z.object({
  total: z.object({ lines: z.object({ pct: z.union([z.number(), z.literal('Unknown')]) }) }),
})

function resultsOf(root: string, folder: string, coverage: string): PackageResults {
  const at = (name: string) => join(root, folder, coverage, name)
  const none = { package: folder, suites: 0, passed: 0, failed: 0, skipped: 0, coverage: null, notRun: [] }
  if (!existsSync(at('results.json'))) return { ...none, failed: 1, lost: 'ended without results' }
  const run = JestResults.parse(readJson(at('results.json')))
  const summary = at('coverage-summary.json')
  const lines = existsSync(summary) ? Coverage.parse(readJson(summary)).total.lines.pct : null
  const notRun = existsSync(at('not-run.txt')) ? readFileSync(at('not-run.txt'), 'utf8').split('\n') : []
  return {
    package: folder,
    suites: run.numTotalTestSuites,
    passed: run.numPassedTests,
    failed: run.numFailedTests + run.numRuntimeErrorTestSuites,
    skipped: run.numPendingTests + run.numTodoTests,
    coverage: typeof lines === 'number' ? lines : null,
    notRun: notRun.filter((line) => line !== ''),
  }
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}

/** The closing lines of `npm test`: a table, what was not run, and on the last line `N passed, N failed`. */
export function summaryOf(results: readonly PackageResults[]): { text: string; failed: number } {
  const sum = (key: 'suites' | 'passed' | 'failed' | 'skipped') => results.reduce((total, one) => total + one[key], 0)
  const rows = results.map((one) => [
    one.package,
    String(one.suites),
    String(one.passed),
    String(one.failed),
    String(one.skipped),
    one.lost ?? (one.coverage === null ? '' : `${one.coverage.toFixed(1)} %`),
  ])
  const total = ['', ...[sum('suites'), sum('passed'), sum('failed'), sum('skipped')].map(String), '']
  const table = columns([['package', 'suites', 'passed', 'failed', 'skipped', 'lines covered'], ...rows, total])
  const notRun = results.flatMap(({ package: name, notRun: lines }) => lines.map((line) => `${line} [${name}]`))
  const text = [
    table,
    ...(notRun.length > 0 ? ['', ...notRun] : []),
    '',
    `${sum('passed')} passed, ${sum('failed')} failed`,
  ]
  return { text: text.join('\n'), failed: sum('failed') }
}

/** Cells under each other; the first and the last column to the left, numbers to the right. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const pad = (cell: string, column: number, width: number) =>
    column === 0 || column === widths.length - 1 ? cell.padEnd(width) : cell.padStart(width)
  return rows
    .map((row) =>
      widths
        .map((width, column) => pad(row[column] ?? '', column, width))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod/mini'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const MAIN = join(root, 'packages', 'cli', 'bin', 'upkeep.mjs')

/** The environment in which a generated project finds the tools of this repository, as it would find its own after a set-up. */
export const TOOLS = { ...process.env, PATH: [join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter) }

/** What one run of the command line took. */
export interface Measured {
  /** Wall time of the whole process, in seconds. */
  seconds: number
  /** Seconds of it inside commands of the repository. */
  checkerSeconds: number
  checkerRuns: number
  /** Findings that were proposed, proven. */
  proposed: number
  result: string
  /** Peak resident memory of our own process, in MiB. */
  memory: number
}

const Result = z.object({
  result: z.string(),
  checkerRuns: z.number(),
  findings: z.array(z.object({ state: z.string() })),
})
const Event = z.object({ kind: z.string(), seconds: z.optional(z.number()), cached: z.optional(z.boolean()) })

/** Runs `upkeep type-safety` on a repository, as a user would. Throws with its stderr where it fails. */
export async function runTypeSafety(repository: string): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'upkeep-bench-'))
  const out = join(folder, 'out')
  const memory = join(folder, 'memory')
  // on the command line of our own process only, so that no child inherits it
  const hook = `process.on('exit', () => process.getBuiltinModule('fs').writeFileSync(${JSON.stringify(memory)}, String(process.resourceUsage().maxRSS)))`
  const args = [
    '--import',
    `data:text/javascript,${encodeURIComponent(hook)}`,
    MAIN,
    'type-safety',
    '--repo',
    repository,
  ]
  const started = performance.now()
  try {
    const stdout = await outputOf([...args, '--out', out, '--json'], TOOLS)
    const elapsed = (performance.now() - started) / 1000
    const { result, checkerRuns, findings } = Result.parse(JSON.parse(stdout))
    return {
      seconds: elapsed,
      checkerSeconds: secondsInCommands(join(out, 'record', 'events.jsonl')),
      checkerRuns,
      proposed: findings.filter(({ state }) => state === 'proposed').length,
      result,
      memory: Number(readFileSync(memory, 'utf8')) / 1024,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function secondsInCommands(file: string): number {
  const events = readFileSync(file, 'utf8').trim().split('\n')
  return events
    .map((line) => Event.parse(JSON.parse(line)))
    .filter(({ kind, cached }) => kind === 'check' && cached !== true)
    .reduce((total, event) => total + (event.seconds ?? 0), 0)
}

async function outputOf(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let [stdout, stderr] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const code = await new Promise((resolve) => child.on('close', resolve))
  if (code !== 0) throw new Error(`upkeep ended with ${String(code)}:\n${stderr}`)
  return stdout
}

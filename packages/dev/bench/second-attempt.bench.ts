import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as z from 'zod/mini'
import type { Bench, Row } from '@upkeep/testing/bench'

const MAIN = join(fileURLToPath(new URL('../../..', import.meta.url)), 'packages', 'cli', 'bin', 'upkeep.mjs')

/** Repositories with what they need installed, and all that their CI runs, as one would type it: `{directory, workflow, kind, ci, path?}`. */
const Repositories = z.array(
  z.object({
    directory: z.string(),
    workflow: z.string(),
    kind: z.string(),
    /** For bash, from a fresh clone on: installs too. */
    ci: z.string(),
    /** First on PATH. */
    path: z.optional(z.string()),
  }),
)

/** A second attempt on the slice of a lint or typecheck, as a whole process, against the whole CI by hand. */
export const bench: Bench = {
  name: 'second-attempt',
  async run(): Promise<Row[]> {
    const file = process.env['UPKEEP_BENCH_REPOSITORIES']
    if (file === undefined)
      return [{ what: 'UPKEEP_BENCH_REPOSITORIES names no file of repositories', value: 'not measured' }]
    const rows: Row[] = []
    for (const { directory, workflow, kind, ci, path } of Repositories.parse(JSON.parse(readFileSync(file, 'utf8')))) {
      const env = { ...process.env, PATH: `${path ?? ''}${path === undefined ? '' : ':'}${process.env['PATH'] ?? ''}` }
      const slice = [process.execPath, MAIN, 'slice', workflow, '--for', kind, '--run', '--json', '--repo', directory]
      await seconds(slice, directory, env)
      const again = await seconds(slice, directory, env)
      const script = `set -e; d=$(mktemp -d); trap 'rm -rf "$d"' EXIT; git clone -q "$PWD" "$d/clone"; cd "$d/clone"; ${ci}`
      const whole = await seconds(['bash', '-c', script], directory, env)
      rows.push({
        what: `${directory.split('/').at(-1) ?? ''}: ${kind}, second attempt`,
        value: `${again.toFixed(1)} s`,
        baseline: `all of CI by hand ${whole.toFixed(1)} s`,
        ratio: again / whole,
      })
    }
    return rows
  },
}

async function seconds(
  [command = '', ...args]: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const started = performance.now()
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr = (stderr + text).slice(-2000)))
  const code = await new Promise((resolve) => child.on('close', resolve))
  if (code !== 0) throw new Error(`${command} ended with ${String(code)}:\n${stderr}`)
  return (performance.now() - started) / 1000
}

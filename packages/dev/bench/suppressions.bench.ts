import { spawnSync } from 'node:child_process'
import { gitRepository, toolOnPath } from '@upkeep/testing'
import { pythonProject, typescriptProject } from './generated-projects.ts'
import type { Files, Size } from './generated-projects.ts'
import { TOOLS, runTypeSafety } from './product.ts'
import { seconds } from '@upkeep/testing/bench'
import type { Bench, Row } from '@upkeep/testing/bench'

const PROJECT = { modules: 300, functions: 10 }
const COUNTS = [1, 50, 500]

interface Language {
  name: string
  project: (size: Size) => Files
  /** One cold run of the checker, as CI calls it. */
  cold: readonly [command: string, ...args: string[]]
}

const LANGUAGES: readonly Language[] = [
  { name: 'TypeScript', project: typescriptProject, cold: ['tsc', '--project', 'tsconfig.json'] },
  { name: 'Python', project: pythonProject, cold: ['mypy', '--cache-dir=/dev/null'] },
]

/** Whether 500 dead suppressions cost more checker runs than one, and how a whole run compares with one run of the checker. */
export const bench: Bench = {
  name: 'suppressions',
  async run() {
    const rows: Row[] = []
    for (const language of LANGUAGES) {
      const [command] = language.cold
      if (command !== 'tsc' && !toolOnPath(command)) {
        rows.push({ what: language.name, value: `not run: no ${command} on PATH` })
        continue
      }
      for (const dead of COUNTS) rows.push(await measure(language, dead))
    }
    return rows
  },
}

async function measure({ name, project, cold }: Language, dead: number): Promise<Row> {
  await using repository = await gitRepository(project({ ...PROJECT, dead }))
  const baseline = coldRun(cold, repository.root)
  const run = await runTypeSafety(repository.root)
  if (run.proposed !== dead)
    throw new Error(`${name}: ${run.proposed} of ${dead} dead suppressions were proposed (${run.result})`)
  return {
    what: `${name}, ${PROJECT.modules} modules, ${dead} dead suppressions: ${run.checkerRuns} checker runs`,
    value: seconds(run.seconds),
    baseline: `one cold ${cold[0]} ${seconds(baseline)}`,
    ratio: run.seconds / baseline,
  }
}

function coldRun([command, ...args]: Language['cold'], cwd: string): number {
  const started = performance.now()
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, env: TOOLS, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} failed on the generated project:\n${stdout}${stderr}`)
  return (performance.now() - started) / 1000
}

import { gitRepository } from '@upkeep/testing'
import { typescriptProject } from './generated-projects.ts'
import { runTypeSafety } from './product.ts'
import { seconds } from '@upkeep/testing/bench'
import type { Bench } from '@upkeep/testing/bench'

const FILES = 100_000

/** What our own work costs on a repository of 100,000 tracked files: the whole run without its commands, and peak memory. */
export const bench: Bench = {
  name: 'large-repository',
  async run() {
    const files = typescriptProject({ modules: 100, functions: 5, dead: 10 })
    for (let index = Object.keys(files).length; index < FILES; index += 1)
      files[`assets/${Math.floor(index / 500)}/${index}.txt`] = `asset ${index}\n`
    await using repository = await gitRepository(files)
    const run = await runTypeSafety(repository.root)
    return [
      {
        what: `${FILES.toLocaleString('en')} files: our own time (${run.proposed} suppressions, ${run.checkerRuns} checker runs)`,
        value: seconds(run.seconds - run.checkerSeconds),
        baseline: `commands ${seconds(run.checkerSeconds)}`,
        ratio: (run.seconds - run.checkerSeconds) / run.checkerSeconds,
      },
      { what: 'peak memory of our process', value: `${run.memory.toFixed(0)} MiB` },
    ]
  },
}

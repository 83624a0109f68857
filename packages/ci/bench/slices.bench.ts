import { classifyWorkflow, sliceWorkflow } from '@upkeep/ci'
import { median } from '@upkeep/testing/bench'
import type { Row } from '@upkeep/testing/bench'

const FILES = {
  list: async () => await Promise.resolve(['package.json']),
  read: async (path: string) =>
    await Promise.resolve(
      path === 'package.json' ? JSON.stringify({ scripts: { lint: 'eslint .', test: 'vitest run' } }) : null,
    ),
}
const KINDS = ['lint', 'typecheck', 'test'] as const

/** A workflow of a size that repositories have: jobs of eight steps, with a matrix, outputs and secrets. */
function workflow(jobs: number, seed: number): string {
  const job = (index: number) => `  job${index}:
    name: Job ${index} of ${seed}
    needs: ${index === 0 ? '[]' : `job${index - 1}`}
    runs-on: \${{ matrix.os }}
    strategy:
      matrix:
        os: [ubuntu-latest, windows-latest]
        node: [20, 22, 24]
    steps:
      - uses: actions/checkout@v5
      - name: Set up Node
        uses: actions/setup-node@v5
        with:
          node-version: \${{ matrix.node }}
          cache: npm
      - run: npm ci
      - name: Lint
        run: npm run lint
      - name: Types
        run: npx tsc --noEmit
      - name: Test
        run: |
          npm test -- --shard=${seed % 7}
          npx playwright test
        env:
          TOKEN: \${{ secrets.TOKEN }}
      - uses: codecov/codecov-action@v5
      - name: Publish
        if: startsWith(github.ref, 'refs/tags/')
        run: npm publish
`
  return `name: CI\non: [push, pull_request]\njobs:\n${Array.from({ length: jobs }, (_, index) => job(index)).join('')}`
}

/** Of the processor: other work of the machine does not count. */
async function millisecondsFor(text: string, kind: (typeof KINDS)[number]): Promise<number> {
  const started = process.cpuUsage()
  sliceWorkflow(await classifyWorkflow('.github/workflows/ci.yml', text, FILES, []), text, { for: [kind] })
  const { user, system } = process.cpuUsage(started)
  return (user + system) / 1000
}

/** Classifying and slicing one workflow, and how that grows with its size. */
export const bench = {
  name: 'slices',
  async run(): Promise<Row[]> {
    const rows: Row[] = []
    const times: number[] = []
    for (let index = 0; index < 1000; index++)
      times.push(await millisecondsFor(workflow(1 + (index % 4), index), KINDS[index % 3] ?? 'test'))
    rows.push({
      what: 'classify and slice one of 1,000 workflows (35 to 130 lines), CPU time, median',
      value: `${median(times).toFixed(2)} ms`,
    })
    const perKilobyte: number[] = []
    for (const jobs of [10, 100, 1000]) {
      const text = workflow(jobs, 1)
      const taken = median([
        await millisecondsFor(text, 'test'),
        await millisecondsFor(text, 'lint'),
        await millisecondsFor(text, 'test'),
      ])
      perKilobyte.push(taken / (text.length / 1024))
      const first = perKilobyte[0] ?? Number.NaN
      rows.push({
        what: `${jobs} jobs, ${(text.length / 1024).toFixed(0)} kB`,
        value: `${taken.toFixed(0)} ms`,
        baseline: 'per kB as with 10 jobs',
        ratio: (perKilobyte.at(-1) ?? Number.NaN) / first,
      })
    }
    return rows
  },
}

import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { soakRun } from './soak.fixture.ts'
import type { SoakResult } from './soak.fixture.ts'

// npm run soak [-- --seeds 10000 --first 1]: one process for each processor, each with its own share of the seeds; prints what was
// broken, by seed, and a summary. Exits with 1 where anything was.
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '10000' },
    first: { type: 'string', default: '1' },
    step: { type: 'string', default: '0' },
  },
})
const [seeds, first, step] = [Number(values.seeds), Number(values.first), Number(values.step)]
const print = (line: string) => process.stdout.write(`${line}\n`)

if (step > 0) {
  for (let seed = first; seed < first + seeds; seed += step) print(JSON.stringify(await soakRun(seed)))
} else {
  const started = Date.now()
  const processes = availableParallelism()
  const results = (await Promise.all(Array.from({ length: processes }, (_, index) => share(index, processes)))).flat()
  const broken = results.filter((result) => result.broken.length > 0)
  const sum = (of: (result: SoakResult) => number) => results.reduce((total, result) => total + of(result), 0)
  print(
    `${results.length} publications, ${sum(({ runs }) => runs)} disturbed runs, ${sum(({ faults }) => faults)} faults, ` +
      `at most ${Math.max(...results.map(({ requests }) => requests))} requests a run: ${broken.length} broken ` +
      `(${Math.round((Date.now() - started) / 1000)} s)`,
  )
  process.exitCode = broken.length > 0 || results.length !== seeds ? 1 : 0
}

async function share(index: number, processes: number): Promise<SoakResult[]> {
  const range = ['--seeds', String(seeds - index), '--first', String(first + index), '--step', String(processes)]
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), ...range], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const results: SoakResult[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    const result = JSON.parse(line) as SoakResult
    results.push(result)
    for (const what of result.broken) print(`seed ${result.seed}, ${result.scenario}: ${what}`)
  }
  return results
}

// `npm run bench [-- NAME… [--repo DIR]]`: runs packages/*/bench/*.bench.ts and actions/*/bench/*.bench.ts and prints their figures.
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import * as z from 'zod/mini'
import { columns } from '../src/test-results.ts'
import type { Bench, Row } from '@upkeep/testing/bench'

const Module = z.object({ bench: z.custom<Bench>((value) => z.object({ name: z.string() }).safeParse(value).success) })

const root = fileURLToPath(new URL('../../..', import.meta.url))
const { positionals: wanted, values: options } = parseArgs({
  allowPositionals: true,
  options: { repo: { type: 'string' } },
})
const modules = globSync('{packages,actions}/*/bench/*.bench.ts', { cwd: root }).toSorted()
const benches = await Promise.all(
  modules.map(async (path) => Module.parse(await import(pathToFileURL(join(root, path)).href)).bench),
)
const unknown = wanted.filter((name) => !benches.some((bench) => bench.name === name))
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}. There is: ${benches.map(({ name }) => name).join(', ')}`)
  process.exit(2)
}
for (const bench of benches.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  console.log(`\n## ${bench.name}\n`)
  console.log(columns([['what', 'value', 'baseline', 'ratio'], ...(await bench.run(options)).map(cells)]))
}

function cells({ what, value, baseline, ratio }: Row): string[] {
  return [what, value, baseline ?? '', ratio === undefined ? '' : `${ratio.toFixed(2)} ×`]
}

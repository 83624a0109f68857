// Runs jest in the current package and keeps its results for the closing summary of `npm test`.
// `--bundle` runs the tests of the bundle in build/bundle instead (packages/dev/jest.bundle.js).
import { spawn } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const fromRoot = (path) => fileURLToPath(new URL(`../../../${path}`, import.meta.url))
const args = process.argv.slice(2)
const bundle = args[0] === '--bundle'
const coverage = bundle ? 'coverage/bundle' : 'coverage'
const flags = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  '--disable-warning=DeprecationWarning',
]
const record = ['--json', `--outputFile=${coverage}/results.json`, '--passWithNoTests']
const config = bundle ? ['--config', fromRoot('packages/dev/jest.bundle.js')] : ['--coverage']

mkdirSync(coverage, { recursive: true })
rmSync(join(coverage, 'results.json'), { force: true })
const jest = spawn(
  process.execPath,
  [...flags, fromRoot('node_modules/jest/bin/jest.js'), ...config, ...record, ...args.slice(bundle ? 1 : 0)],
  { stdio: ['inherit', 'ignore', 'pipe'] }, // the JSON goes to the file; the readable report to stderr
)
const notRun = new Set()
createInterface({ input: jest.stderr }).on('line', (line) => {
  const found = /not run: .+/.exec(line)
  if (found) notRun.add(found[0])
  process.stderr.write(`${line}\n`)
})
jest.on('close', (status) => {
  // written even when empty, so that a restored cache never leaves an old list behind
  writeFileSync(join(coverage, 'not-run.txt'), [...notRun].map((line) => `${line}\n`).join(''))
  process.exit(status ?? 1)
})

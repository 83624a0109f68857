// Runs jest in the current package and keeps its results for the closing summary of `npm test`.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const jest = fileURLToPath(new URL('../../../node_modules/jest/bin/jest.js', import.meta.url))
const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', '--disable-warning=DeprecationWarning']
const record = ['--coverage', '--json', '--outputFile=coverage/results.json', '--passWithNoTests']
const { status } = spawnSync(process.execPath, [...flags, jest, ...record, ...process.argv.slice(2)], {
  stdio: ['inherit', 'ignore', 'inherit'], // the JSON goes to the file; the readable report to stderr
})
process.exit(status ?? 1)

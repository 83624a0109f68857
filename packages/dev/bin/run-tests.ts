// `npm test`: every workspace's suites by turbo, to the end even where one fails, then the closing lines.
// `run-tests.ts test:bundle` does the same for the bundles' tests. Further arguments go to turbo.
import { spawnSync } from 'node:child_process'
import { globSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { TASKS, readResults, summaryOf, taskNamed } from '../src/test-results.ts'

const [name = 'test', ...args] = process.argv.slice(2)
const task = taskNamed(name)
const root = fileURLToPath(new URL('../../..', import.meta.url))
// a package that ends without results must not show those of the last run
for (const old of globSync(`{packages,actions}/*/${TASKS[task]}/results.json`, { cwd: root })) rmSync(join(root, old))
const turbo = ['run', task, '--continue', '--output-logs=errors-only', '--concurrency=100%', ...args]
const { status } = spawnSync('turbo', turbo, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
const { text, failed } = summaryOf(readResults(root, task))
console.log(`\n${text}`)
process.exitCode = status !== 0 || failed > 0 ? 1 : 0

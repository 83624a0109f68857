// Prints the closing lines of `npm test` from what the suites left under coverage/. `--task test:bundle` for the bundles' own.
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readResults, summaryOf, taskNamed } from '../src/test-results.ts'

const { values } = parseArgs({ options: { task: { type: 'string', default: 'test' } } })
const root = fileURLToPath(new URL('../../..', import.meta.url))
const { text, failed } = summaryOf(readResults(root, taskNamed(values.task)))
console.log(text)
process.exitCode = failed > 0 ? 1 : 0

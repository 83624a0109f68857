// `npm run scorecard`: what the tests of the last run proved, case by case, into docs/reference/scorecard.md.
// `--check` writes nothing and fails where the page says something else.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { format, resolveConfig } from 'prettier'
import { namedTests, scorecardPage, scored, totals } from '../src/scorecard.ts'

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
const root = fileURLToPath(new URL('../../..', import.meta.url))
const path = join(root, 'docs', 'reference', 'scorecard.md')
const cases = scored(namedTests(root))
const page = await format(scorecardPage(cases), { ...(await resolveConfig(path)), filepath: path })

for (const { group, passed, of } of totals(cases)) console.log(`${group}  ${String(passed).padStart(2)} of ${of}`)
const failed = cases.filter(({ status }) => status === 'fail')
for (const { id } of failed) console.log(`${id} fails`)
if (!values.check) writeFileSync(path, page)
else if (readFileSync(path, 'utf8') !== page) {
  console.log('docs/reference/scorecard.md says something else: run `npm run scorecard` after the tests and commit it.')
  process.exitCode = 1
}
if (failed.length > 0) process.exitCode = 1

import { expect, it } from '@jest/globals'
import { pullJob } from './job.fixture.ts'
import { BASE, workflow } from './repository.fixture.ts'

const LONG = 120_000
const UGLY = { 'src/b.ts': 'export   const b = 1\n' }

/** What a run on a badly laid out file says of its proof. */
async function proven(base: Readonly<Record<string, string>>) {
  await using at = await pullJob({ base: { ...BASE, ...base }, change: UGLY })
  const { outputs, result, log } = await at.step()
  const [proposal] = result?.proposals ?? []
  const rows = proposal?.checks.map(({ command, after, why }) => [command, after, why]) ?? []
  return { outputs, log, rows, refused: result?.findings.map(({ state, why }) => [state, why]) }
}

it(
  'A check that reads nothing of what changed is not run again, and the table says why',
  async () => {
    const { outputs, rows } = await proven({})
    expect(outputs).toMatchObject({ result: 'changed' })
    expect(rows).toContainEqual(['tsc --noEmit', 'not-run', 'a change of layout alone is nothing that tsc reads'])
  },
  LONG,
)

const CHANGING = `
export const languages = [{ name: 'script', parsers: ['script'], extensions: ['.ts'] }]
export const parsers = {
  script: { parse: (text) => ({ text }), astFormat: 'script', locStart: () => 0, locEnd: (node) => node.text.length },
}
export const printers = { script: { print: (path) => path.node.text.replace(/ {3}const b = 1/, ' const b = 2') } }
`

it(
  'A formatter that changes a value is judged by the types as well',
  async () => {
    const { outputs, refused } = await proven({
      'changing.mjs': CHANGING,
      'src/c.ts': "import { b } from './b'\nexport const one: 1 = b\n",
      '.github/workflows/ci.yml': workflow('prettier --plugin ./changing.mjs --check src/b.ts', 'tsc --noEmit'),
    })
    expect(outputs).toMatchObject({ result: 'skipped', reason: 'unproven' })
    expect(refused).toEqual([['refused', expect.stringContaining('tsc')]])
  },
  LONG,
)

const READS = `import { readFileSync } from 'node:fs'
if (!readFileSync('src/b.ts', 'utf8').startsWith('export   const')) throw new Error('src/b.ts: another head')
`

it(
  'A check of the repository’s own that reads sources is run, whatever changed',
  async () => {
    const { outputs, refused } = await proven({
      '.prettierignore': '.github\nlint-heads.mjs\n',
      'lint-heads.mjs': READS,
      '.github/workflows/ci.yml': workflow('prettier --check .', 'node lint-heads.mjs'),
    })
    expect(outputs).toMatchObject({ result: 'skipped', reason: 'unproven' })
    expect(refused).toEqual([['refused', expect.stringContaining('lint-heads.mjs')]])
  },
  LONG,
)

it(
  'Tests are run where one of them reads a changed file as a text, and not where they only import it',
  async () => {
    const base = {
      '.prettierignore': '.github\ntest\n',
      '.github/workflows/ci.yml': workflow('prettier --check .', 'node --test'),
    }
    const reading = await proven({ ...base, 'test/heads.test.mjs': READS })
    expect(reading.refused).toEqual([['refused', expect.stringContaining('node --test')]])
    const importing = await proven({ ...base, 'test/b.test.mjs': "import '../src/b.ts'\n" })
    expect(importing.rows).toContainEqual(['node --test', 'not-run', expect.stringContaining('no test check')])
  },
  LONG,
)

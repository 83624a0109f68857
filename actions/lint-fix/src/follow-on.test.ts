import { expect, it } from '@jest/globals'
import { modelServer } from '@upkeep/testing/model'
import type { Script } from '@upkeep/testing/model'
import { pullJob } from './job.fixture.ts'
import { BASE, workflow } from './repository.fixture.ts'

const LONG = 120_000

async function repaired(base: Record<string, string>, change: Record<string, string>, script: Script) {
  await using server = await modelServer(script)
  const checks = { '.github/workflows/ci.yml': workflow('tsc --noEmit') }
  await using at = await pullJob({ base: { ...BASE, ...checks, ...base }, change })
  const model = { model: 'openai-chat/scripted', 'base-url': server.openaiUrl, 'openai-api-key': 'key', 'max-usd': '1' }
  const step = await at.step({ inputs: model })
  const asked = server.requests.map(({ messages }) => messages[0]?.text ?? '')
  return { ...step, branch: at.branch(), written: at.written(), asked }
}

const edit = (path: string, old: string, text: string) => ({
  name: 'edit',
  input: { path, old_str: old, new_str: text },
})
const submit = (result: 'fixed' | 'cannot_fix') => ({ name: 'submit', input: { result, summary: 'done' } })

it(
  'What others follow from is asked first, and what is gone with it is not asked for',
  async () => {
    const base = { 'src/lib.ts': 'export const size: number = 1\n', 'src/a-use.ts': 'export {}\n' }
    const change = {
      'src/lib.ts': 'export const size: string = 1\n',
      'src/a-use.ts': "import { size } from './lib'\nexport const twice = size * 2\n",
    }
    const { branch, written, asked, log } = await repaired(base, change, [
      { calls: [edit('src/lib.ts', 'size: string', 'size: number'), submit('fixed')] },
    ])
    expect({ written, log }).toMatchObject({ written: [expect.any(String)] })
    expect(asked).toHaveLength(1)
    expect(asked[0]).toContain('src/lib.ts:1 tsc TS2322')
    expect(asked[0]).toContain('1 more message in src/a-use.ts (1) may have the same cause.')
    expect(branch['src/lib.ts']).toBe('export const size: number = 1\n')
    expect(written[0]).toMatch(
      /^fix tsc error TS2322 in src\/lib\.ts\n\n- src\/lib\.ts: TS2322 \(by a model\)\n- src\/a-use\.ts: TS2362 \(by a model\)\n/,
    )
  },
  LONG,
)

it(
  'What the pull request changed of what the messages are about is quoted, and how much is said of other files',
  async () => {
    const use = "import type { Row } from './types'\nexport const first = (row: Row) => row.id.trim()\n"
    const more = `${use}export const last = (row: Row) => row.id.at(-1)\n`
    const base = { 'src/types.ts': 'export interface Row {\n  id: string\n}\n', 'src/kept.ts': use, 'src/use.ts': use }
    const change = { 'src/types.ts': 'export interface Row {\n  id: number\n}\n', 'src/use.ts': more }
    const { asked } = await repaired(base, change, () => ({ calls: [submit('cannot_fix')] }))
    expect(asked[0]).toMatch(/^Change src\/use\.ts so that these 2 messages are gone/)
    expect(asked[0]).toContain('\n1 more message in src/kept.ts (1) may have the same cause.\n')
    expect(asked[0]).toMatch(
      /of="changed by the pull request">\nsrc\/types\.ts:2, of \w+, which \d of the messages involve\n- {2}id: string\n\+ {2}id: number\n/,
    )
  },
  LONG,
)

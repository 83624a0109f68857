import { describe, expect, it } from '@jest/globals'
import { modelServer } from '@upkeep/testing/model'
import type { Script } from '@upkeep/testing/model'
import { pullJob } from './job.fixture.ts'
import { BASE } from './repository.fixture.ts'

const LONG = 120_000

const CHANGE = { 'src/b.ts': "export   const b = 1\nexport const c: string = b\nexport const d = 'd'\n" }

/** Beside the checks of the others one whose tool is nowhere. */
const ABSENT = {
  'lint.sh': 'absent-linter src\n',
  '.github/workflows/ci.yml': `${BASE['.github/workflows/ci.yml']}      - run: sh lint.sh\n`,
}

async function repaired(script: Script, change: Record<string, string> = CHANGE) {
  await using server = await modelServer(script)
  await using at = await pullJob({ base: { ...BASE, ...ABSENT }, change })
  const inputs = {
    model: 'openai-chat/scripted',
    'base-url': server.openaiUrl,
    'openai-api-key': 'key',
    'max-usd': '1',
  }
  const step = await at.step({ inputs })
  return { ...step, branch: at.branch(), written: at.written(), requests: [...server.requests] }
}

const edit = (old: string, text: string) => ({ name: 'edit', input: { path: 'src/b.ts', old_str: old, new_str: text } })
const submit = (result: 'fixed' | 'cannot_fix') => ({ name: 'submit', input: { result, summary: 'done' } })

describe('what no tool fixes, and a model', () => {
  it(
    'is settled on top of what tools made of the file, in one commit with it',
    async () => {
      const typed = edit('const c: string = b', 'const c: number = b')
      const { outputs, log, branch, written, requests, result } = await repaired([{ calls: [typed, submit('fixed')] }])
      expect({ outputs, log }).toMatchObject({ outputs: { result: 'changed', published: '1' } })
      const left = result?.coverage.notExamined
      expect(left).toContainEqual({ what: '`sh lint.sh`', why: expect.stringContaining('is not installed') })
      expect(branch['src/b.ts']).toBe("export const b = 1\nexport const c: number = b\nexport const d = 'd'\n")
      expect(written).toHaveLength(1)
      expect(written[0]).toMatch(
        /^fix tsc error TS2322 in src\/b\.ts \(prettier\)\n\n- src\/b\.ts: prettier, TS2322 \(by a model\)\n/,
      )
      expect(requests[0]?.messages[0]?.text).toContain('export const b = 1')
      expect(requests[0]?.messages[0]?.text).toContain(
        'to be settled: `tsc --noEmit`\nnot to get worse: `oxlint`, `prettier --check .`\n</data',
      )
      expect(requests[0]?.messages[0]?.text).toContain("TS2322 Type 'number' is not assignable to type 'string'.")
    },
    LONG,
  )

  it.each([
    ['hides it', 'export const c: string = b', '// @ts-ignore\nexport const c: string = b'],
    ['changes something else', "'d'", "'e'"],
  ])(
    'stays where the model %s, and what tools fixed is committed all the same',
    async (_, old, text) => {
      const { branch, written, result } = await repaired(({ n }) =>
        n === 0 ? { calls: [edit(old, text), submit('fixed')] } : { calls: [submit('cannot_fix')] },
      )
      expect(branch['src/b.ts']).toBe("export const b = 1\nexport const c: string = b\nexport const d = 'd'\n")
      expect(written.map((message) => message.split('\n')[0])).toEqual(['format src/b.ts (prettier)'])
      expect(result?.findings.map(({ rule, state }) => [rule, state])).toEqual([
        ['prettier', 'proposed'],
        ['TS2322', 'refused'],
      ])
    },
    LONG,
  )
})

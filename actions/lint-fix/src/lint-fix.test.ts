import { describe, expect, it } from '@jest/globals'
import { pullJob } from './job.fixture.ts'

const workflow = (...steps: string[]) =>
  `on: pull_request\njobs:\n  check:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v5\n${steps.map((step) => `      - run: ${step}\n`).join('')}`

const base = {
  '.github/workflows/ci.yml': workflow('oxlint', 'prettier --check .', 'tsc --noEmit'),
  '.prettierrc': '{ "semi": false, "singleQuote": true }\n',
  '.prettierignore': '.github\n',
  '.oxlintrc.json': '{ "rules": { "no-var": "error", "eqeqeq": "error", "prefer-const": "error" } }\n',
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "noEmit": true, "types": [] }, "include": ["src"] }\n',
  'src/a.ts': "export const a = 'a'\n",
  'src/b.ts': 'export const b = 1\n',
}

const LONG = 120_000

describe('a pull request of the same repository', () => {
  it(
    'gets one commit that names the tools, and everything that failed passes on it',
    async () => {
      await using at = await pullJob({ base, change: { 'src/b.ts': 'export   const b = 1\nexport const c = "c";\n' } })
      const { status, result, log, outputs } = await at.step()
      expect({ status, outputs, log }).toMatchObject({ status: 0, outputs: { result: 'changed', published: '1' } })
      expect(at.branch()['src/b.ts']).toBe("export const b = 1\nexport const c = 'c'\n")
      expect(at.written()).toHaveLength(1)
      expect(at.written()[0]).toMatch(/^style: apply prettier\n\n- src\/b\.ts: [^\n]+\n\nProven by/)
      expect(result?.proposals.map(({ class: kind, verdict }) => [kind, verdict])).toEqual([['format', 'proven']])
      expect(at.fake.violations()).toEqual([])
    },
    LONG,
  )
})

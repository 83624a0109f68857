import { expect, it } from '@jest/globals'
import { notRun, notRunOptional, toolOnPath } from '@upkeep/testing'
import { pullJob } from './job.fixture.ts'
import type { PullJob } from './job.fixture.ts'
import { BASE, workflow } from './repository.fixture.ts'

const LONG = 120_000

it(
  'a fix that its tool calls unsafe is suggested where it is proven, never committed, and no part of the patch',
  async () => {
    if (!toolOnPath('ruff')) {
      notRun('unsafe fixes of ruff', 'ruff is not installed')
      return
    }
    const base = { '.github/workflows/ci.yml': workflow('ruff check --isolated src'), 'src/a.py': 'A = 1\n' }
    const change = { 'src/b.py': 'def f():\n    x = 1\n    return 2\n', 'src/c.py': 'import os\n' }
    await using at = await pullJob({ base, change })
    const { outputs, log, patch } = await at.step()
    expect({ outputs, log }).toMatchObject({ outputs: { result: 'changed', published: '2' } })
    expect(at.branch()).toMatchObject({ 'src/b.py': change['src/b.py'], 'src/c.py': '' })
    expect(at.written()).toHaveLength(1)
    expect(patch).not.toContain('src/b.py')
    expect(suggested(at)).toEqual([['src/b.py', 2, 'def f():']])
    const [comment] = at.fake.repository().memory().reviewComments.values()
    expect(comment?.body).toContain('ruff (unsafe)')
    const off = await at.step({ inputs: { 'unsafe-fixes': 'off' } })
    expect(off.result?.findings.map(({ batch }) => batch)).not.toContain('suggested')
  },
  LONG,
)

/** What is suggested, by path, line and the text in its place. */
function suggested(at: PullJob): unknown[] {
  const comments = [...at.fake.repository().memory().reviewComments.values()]
  return comments.map(({ path, line, body }) => [path, line, /```suggestion\n([^]*?)\n```/.exec(body)?.[1]])
}

it(
  'oxlint has suggestions that are suggested, laid out as the formatter of the repository lays them out',
  async () => {
    const text = 'export const b = (a: number): boolean =>\n  a == 1\n'
    await using at = await pullJob({ base: BASE, change: { 'src/b.ts': text.replace('\n ', '') } })
    const { outputs, log } = await at.step()
    expect({ outputs, log }).toMatchObject({ outputs: { result: 'changed', published: '1' } })
    expect(at.written()).toEqual([])
    expect(suggested(at)).toEqual([['src/b.ts', 1, 'export const b = (a: number): boolean => a === 1']])
  },
  LONG,
)

const BIOME = `{
  "linter": { "rules": { "style": { "useConst": "error", "useTemplate": "error" } } },
  "formatter": { "indentStyle": "space" }
}
`

it.each(['biome lint src', 'biome check src', 'biome ci src'])(
  'biome: its safe fixes are committed, and what it calls unsafe is suggested, by `%s`',
  async (command) => {
    if (!toolOnPath('biome')) {
      notRun('unsafe fixes of biome', 'biome is not installed')
      return
    }
    const base = {
      'biome.json': BIOME,
      '.github/workflows/ci.yml': workflow(command),
      'src/a.js': 'export const a = 1;\n',
    }
    const template = 'export function f(a) {\n  return "x" + a;\n}\n'
    await using at = await pullJob({
      base,
      change: { 'src/b.js': template, 'src/c.js': 'let c = 1;\n\nexport { c };\n' },
    })
    const { outputs, log, patch } = await at.step()
    expect({ outputs, log }).toMatchObject({ outputs: { result: 'changed', published: '2' } })
    expect(at.branch()).toMatchObject({ 'src/b.js': template, 'src/c.js': 'const c = 1;\n\nexport { c };\n' })
    expect(at.written()).toHaveLength(1)
    expect(patch).not.toContain('src/b.js')
    expect(suggested(at)).toEqual([['src/b.js', 2, '  return `x${a}`;']])
  },
  LONG,
)

it(
  'rubocop: what `-A` corrects and `-a` leaves is suggested',
  async () => {
    if (!toolOnPath('rubocop')) {
      notRunOptional('unsafe fixes of rubocop', 'rubocop is not installed')
      return
    }
    const base = {
      '.rubocop.yml':
        'AllCops:\n  DisabledByDefault: true\n  SuggestExtensions: false\nStyle/ZeroLengthPredicate:\n  Enabled: true\n',
      '.github/workflows/ci.yml': workflow('rubocop --cache false'),
      'a.rb': 'A = 1\n',
    }
    const change = { 'a.rb': "é = '😀'\r\nputs é if é.size == 0\r\n" }
    await using at = await pullJob({ base, change })
    const { outputs, log } = await at.step()
    expect({ outputs, log }).toMatchObject({ outputs: { result: 'changed' } })
    expect(suggested(at)).toEqual([['a.rb', 2, 'puts é if é.empty?\r']])
    expect(at.branch()).toMatchObject(change)
  },
  LONG,
)

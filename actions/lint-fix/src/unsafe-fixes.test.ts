import { expect, it } from '@jest/globals'
import { notRun, toolOnPath } from '@upkeep/testing'
import { pullJob } from './job.fixture.ts'
import { workflow } from './repository.fixture.ts'

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
    const comments = [...at.fake.repository().memory().reviewComments.values()]
    expect(comments.map(({ path, line, body }) => [path, line, /```suggestion\n([^]*?)\n```/.exec(body)?.[1]])).toEqual(
      [['src/b.py', 2, 'def f():']],
    )
    expect(comments[0]?.body).toContain('ruff (unsafe)')
    const off = await at.step({ inputs: { 'unsafe-fixes': 'off' } })
    expect(off.result?.findings.map(({ batch }) => batch)).not.toContain('suggested')
  },
  LONG,
)

import { describe, expect, it } from '@jest/globals'
import { openModel } from '@upkeep/agent-core'
import { notRun, toolOnPath } from '@upkeep/testing'
import { detect } from '../detect.ts'
import { openFixture } from '../fixture-repository.ts'

const source = `class Base:
    def load(self, name: str) -> int:
        return 1


class Store(Base):
    def load(self, name: int) -> int:  # type: ignore[override]
        return name


total: int = "1"  # type: ignore[assignment]
`

describe('what live suppressions hide', () => {
  it('is told with what the checker says to explain it, and once', async () => {
    if (!toolOnPath('mypy')) return notRun('what live suppressions of mypy hide', 'mypy is not installed')
    const files = { 'app.py': source }
    const options = { path: process.env['PATH'] ?? '', inputs: { 'max-findings': 10 } }
    await using fixture = await openFixture(files, [{ argv: ['mypy', 'app.py'] }], options)
    const keys = { anthropic: 'key', openai: 'key' }
    const model = openModel({
      name: 'openai-chat/none',
      keys,
      baseUrl: 'http://none.invalid',
      fetch,
      redact: (text) => text,
    })
    const { findings, ranked } = await detect({ ...fixture.context, models: [model] })
    const live = findings.flatMap(({ data }) => (data.kind === 'live' ? [data] : []))
    expect(live.map(({ line, hidden }) => [line, hidden.map(({ rule }) => rule)])).toEqual(
      expect.arrayContaining([
        [7, ['override']],
        [11, ['assignment']],
      ]),
    )
    const [hidden] = live.find(({ line }) => line === 7)?.hidden ?? []
    expect(hidden?.notes?.join('\n')).toMatch(/def load\(self, name: str\) -> int|Liskov/)
    expect(live.find(({ line }) => line === 11)?.hidden[0]?.notes).toBeUndefined()
    expect(live[0]?.evidence[0]?.configuration).toBe('mypy app.py')
    expect(ranked.every(({ finding }) => findings.some(({ id }) => id === finding))).toBe(true)
  })
})

import { execFileSync } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { openFixture } from './fixture-repository.ts'
import { ranked } from './rank.ts'
import { scriptSuppressions } from './source-file.ts'

const TEXT = [
  'export function seen() {',
  '  a() // eslint-disable-line',
  '  b() // eslint-disable-line no-var',
  '}',
  'function hidden() {',
  '  c() // eslint-disable-line no-var',
  '}',
  '',
]

describe('ranked', () => {
  it('puts first what is public, hides the most and changes the most', async () => {
    await using fixture = await openFixture({ 'a.ts': TEXT.join('\n'), 'b.ts': TEXT.join('\n') }, [], {
      path: process.env['PATH'] ?? '',
    })
    appendFileSync(join(fixture.root, 'b.ts'), 'd()\n')
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '-qam', 'more'], {
      cwd: fixture.root,
    })
    const live = ['a.ts', 'b.ts'].flatMap((path) => {
      const found = scriptSuppressions(path, TEXT.join('\n'))
      return typeof found === 'string'
        ? []
        : found.suppressions.map((suppression) => ({ suppression, why: 'it is needed in `eslint .`' }))
    })
    const list = await ranked(live, fixture.context)
    expect(list.map(({ path, line, score }) => [path, line, score])).toEqual([
      ['b.ts', 2, 10.34],
      ['a.ts', 2, 8],
      ['b.ts', 3, 5.17],
      ['a.ts', 3, 4],
      ['b.ts', 6, 2.58],
      ['a.ts', 6, 2],
    ])
    expect(list[0]?.message).toContain('`// eslint-disable-line`: it is needed in `eslint .`. To be rid of it: ')
  })
})

import { describe, expect, it } from '@jest/globals'
import { decide } from './decide.ts'
import type { ProbedTool } from './families.data.ts'
import { WHOLE } from './judgement.ts'
import type { Judgement, Unused } from './judgement.ts'
import { NO_READERS } from './other-readers.ts'
import { COMMENT_READERS } from './other-readers.data.ts'
import { pythonDirectives } from './python-directive.ts'
import { scriptSuppressions } from './source-file.ts'
import type { Suppression } from './suppression.ts'

const nobody = NO_READERS
const dead: Unused = { ...WHOLE, message: 'unused' }

function python(text: string): Suppression {
  const [directive] = pythonDirectives(text)
  if (directive === undefined) throw new Error('no directive')
  const comment = { start: 0, end: text.length, text, line: 1, column: 0, endLine: 1, container: null }
  return { ...directive, path: 'a.py', comment, line: 1, symbol: '', exported: true, guard: null }
}

function says(
  tool: ProbedTool,
  one: Suppression,
  said: { unused?: Unused; hides?: string[]; failure?: string; checks?: string[] } = {},
): Judgement {
  const { unused, hides, failure = null, checks = [tool] } = said
  return {
    tool,
    checks,
    configuration: tool,
    command: tool,
    covers: (path) => path === one.path,
    unused: new Map(unused === undefined ? [] : [[one, unused]]),
    hides: new Map(hides === undefined ? [] : [[one, hides]]),
    failure,
  }
}

describe('decide', () => {
  it('calls dead what every configuration that reads the file calls unneeded', () => {
    const one = python('# type: ignore')
    const elsewhere = { ...says('mypy', one), covers: () => false }
    expect(decide(one, [says('mypy', one, { unused: dead }), elsewhere], nobody)).toMatchObject({
      kind: 'dead',
      change: { kind: 'remove' },
    })
    expect(decide(one, [says('mypy', one, { unused: dead }), says('mypy', one)], nobody)).toMatchObject({
      kind: 'live',
    })
    expect(decide(one, [says('mypy', one, { unused: dead }), says('pyright', one)], nobody)).toMatchObject({
      kind: 'live',
    })
  })

  it('counts a configuration that could not be run as a vote against', () => {
    const one = python('# type: ignore')
    const votes = [says('mypy', one, { unused: dead }), says('mypy', one, { failure: 'mypy is not installed here' })]
    expect(decide(one, votes, nobody)).toEqual({
      kind: 'live',
      why: '`mypy` could not be asked: mypy is not installed here',
    })
  })

  it('leaves what only a configuration outside of CI reads', () => {
    const one = python('# type: ignore')
    expect(decide(one, [says('mypy', one, { unused: dead, checks: [] })], nobody)).toMatchObject({ kind: 'unread' })
    expect(decide(one, [], nobody)).toMatchObject({ kind: 'unread' })
  })

  it('drops the codes that no configuration needs, and only those', () => {
    const one = python('# type: ignore[a, b, c]')
    const votes = [
      says('mypy', one, { unused: { ...dead, codes: ['a', 'b'] } }),
      says('mypy', one, { unused: { ...dead, codes: ['b', 'c'] } }),
      says('pyright', one),
    ]
    expect(decide(one, votes, nobody)).toMatchObject({ kind: 'dead', dropped: ['b'], change: { codes: ['a', 'c'] } })
  })

  it('drops a code whose rule is off only where no other tool reads it', () => {
    const one = python('# noqa: F401, E501')
    const votes = [says('ruff', one, { unused: { ...dead, codes: ['F401'], disabled: ['E501'] } })]
    expect(decide(one, votes, nobody)).toMatchObject({ kind: 'dead', change: { kind: 'remove' } })
    expect(decide(one, votes, { noqa: [{ name: 'vulture', path: 'tox.ini' }], readers: [] })).toMatchObject({
      dropped: ['F401'],
      change: { codes: ['E501'] },
    })
  })

  it('narrows to the union of what the configurations need it for', () => {
    const one = python('# type: ignore')
    const votes = [
      says('mypy', one, { hides: ['b', 'a'] }),
      says('mypy', one, { hides: ['c'] }),
      says('mypy', one, { unused: dead }),
    ]
    expect(decide(one, votes, nobody)).toMatchObject({ kind: 'narrow', change: { codes: ['a', 'b', 'c'] } })
    expect(decide(one, [...votes, says('mypy', one)], nobody)).toMatchObject({ kind: 'live' })
  })

  it('replaces a code by the narrower one that was meant', () => {
    const one = python('# type: ignore[import, misc]')
    const unused: Unused = { codes: [], disabled: [], narrower: { import: ['import-untyped'] }, message: 'm' }
    expect(decide(one, [says('mypy', one, { unused })], nobody)).toMatchObject({
      kind: 'narrow',
      change: { codes: ['import-untyped', 'misc'] },
    })
  })

  it('leaves what depends on the platform or on what is installed', () => {
    const one = python('# type: ignore')
    const guarded = { ...one, guard: 'it stands under a test of the platform' }
    expect(decide(guarded, [says('mypy', guarded, { unused: dead })], nobody)).toEqual({
      kind: 'live',
      why: guarded.guard,
    })
  })

  it('holds back what a tool reads that was not asked, whatever the others say', () => {
    const one = python('# type: ignore')
    const reads = (name: string, unasked: boolean, folder = '') => ({
      noqa: [],
      readers: COMMENT_READERS.filter(({ names }) => names[0] === name).map((reader) => ({
        reader,
        label: name,
        folder,
        unasked,
        project: null,
        hook: null,
      })),
    })
    const votes = [says('pyright', one, { unused: dead })]
    expect(decide(one, votes, reads('mypy', false))).toMatchObject({ kind: 'held' })
    expect(decide(one, votes, reads('pyrefly', true))).toEqual({
      kind: 'held',
      why: 'pyrefly reads it as well, and it was not asked',
    })
    expect(decide(one, votes, reads('pyrefly', true, 'elsewhere')).kind).toBe('dead')
    expect(decide(one, votes, reads('flake8', true)).kind).toBe('dead')
    expect(decide(one, [...votes, says('mypy', one, { unused: dead })], reads('mypy', false)).kind).toBe('dead')
  })

  it('takes the answer of the compiler for that of a tool that runs it on the same project file', () => {
    const found = scriptSuppressions('web/a.ts', '// @ts-ignore\n')
    const [one] = typeof found === 'string' ? [] : found.suppressions
    const [reader] = COMMENT_READERS.filter(({ names }) => names[0] === 'vitest')
    if (one === undefined || reader === undefined) throw new Error('they are there')
    const vitest = { reader, label: 'vitest', folder: 'web', unasked: true, project: 'web/tsconfig.json', hook: null }
    const vote = says('tsc', one, { unused: dead })
    const kindBy = (project: string, folder = 'web') =>
      decide(one, [{ ...vote, projects: [project] }], { noqa: [], readers: [{ ...vitest, folder }] }).kind
    expect([kindBy('web/tsconfig.json'), kindBy('tsconfig.json')]).toEqual(['dead', 'held'])
  })

  it('never touches what silences a whole file without a tool that says so', () => {
    const found = scriptSuppressions('a.ts', '// @ts-nocheck\n')
    const [one] = typeof found === 'string' ? [] : found.suppressions
    expect(one && decide(one, [says('tsc', one, { unused: dead })], nobody).kind).toBe('live')
  })
})

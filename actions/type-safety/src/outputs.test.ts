import { describe, expect, it } from '@jest/globals'
import { readMypy } from './mypy-output.ts'
import { mypySection, mypyTargets } from './mypy-targets.ts'
import { readPyright } from './pyright-output.ts'
import { readRuff, unusedNoqa } from './ruff-output.ts'
import { readTsc } from './tsc-output.ts'

describe('readTsc', () => {
  it('reads both forms of the output, lists of files and errors of the configuration', () => {
    const printed = [
      "src/a.ts(3,1): error TS2578: Unused '@ts-expect-error' directive.",
      "../web/b.tsx:7:5 - error TS2578: Unused '@ts-expect-error' directive.\r",
      "src/c.ts(1,19): error TS2307: Cannot find module 'x' or its corresponding type declarations.",
      "error TS18003: No inputs were found in config file '/root/app/tsconfig.json'.",
      "tsconfig.json(2,3): error TS5023: Unknown compiler option 'x'.",
      '/root/app/src/a.ts',
      '/root/node_modules/typescript/lib/lib.es5.d.ts',
      '/elsewhere/lib.d.ts',
    ].join('\n')
    const facts = readTsc(printed, 'app', '/root')
    expect([...facts.unused]).toEqual(['app/src/a.ts:3', 'web/b.tsx:7'])
    expect([...facts.files]).toEqual(['app/src/a.ts'])
    expect(facts.general.map((line) => line.slice(0, 7))).toEqual(['TS18003', 'TS5023:'])
    expect([...facts.unresolved.keys()]).toEqual(['app/src/c.ts'])
  })
})

describe('readMypy', () => {
  it.each([
    ['a.py:4: error: Unused "type: ignore" comment  [unused-ignore]', 'all'],
    ["a.py:4: error: unused 'type: ignore' comment", 'all'],
    ['a.py:4:1: error: unused "type: ignore[a, b]" comment', ['a', 'b']],
    ['/root/a.py:4:-1: error: Unused "type: ignore[attr-defined]" comment  [unused-ignore]', ['attr-defined']],
  ])('understands %j', (line, codes) => {
    expect(readMypy(line, '.', '/root').unused.get('a.py:4')?.codes).toEqual(codes)
  })

  it('tells a code that is too wide from one that is unneeded', () => {
    const line =
      'p/a.py:9: error: Unused "type: ignore" comment, use narrower [import-untyped] instead of [import] code  [unused-ignore]'
    expect(readMypy(line, '.', '/root').unused.get('p/a.py:9')).toMatchObject({
      codes: [],
      narrower: { import: ['import-untyped'] },
    })
  })

  it('reads what a directive without codes hides, and which files mypy reports on', () => {
    const printed = [
      'a.py:5: error: "type: ignore" comment without error code (consider "type: ignore[b, a]" instead)  [ignore-without-code]',
      'c.py:15: note: Revealed type is "Literal[0]?"',
      'Found 1 error in 1 file (checked 2 source files)',
    ].join('\n')
    const facts = readMypy(printed, 'lib', '/root')
    expect([[...facts.hides], [...facts.files]]).toEqual([[['lib/a.py:5', ['a', 'b']]], ['lib/a.py', 'lib/c.py']])
  })
})

describe('mypyTargets', () => {
  const leaf = {
    argv: ['mypy'],
    wrapper: [],
    path: [],
    command: 'mypy',
    cwd: '.',
    env: {},
    invocation: null,
    kinds: [],
    trail: [],
    runnable: true,
    confidence: 'certain' as const,
  }
  const of = (legs: Record<string, string>[], argv = ['mypy'], pinned = { version: false, platform: false }) =>
    mypyTargets({ tool: 'mypy', checks: [], label: '', legs, leaf: { ...leaf, argv } }, pinned).map(
      ({ label }) => label,
    )

  it('are as it is, the oldest version and the newest, with the other platforms', () => {
    const legs = ['3.9', '3.10', '3.12'].flatMap((version) =>
      ['ubuntu-latest', 'windows-2022', 'macos-14'].map((os) => ({ version, os })),
    )
    expect(of(legs)).toEqual(['', '--python-version 3.9 --platform win32', '--python-version 3.12 --platform darwin'])
  })

  it('vary nothing that the call or the configuration pins', () => {
    const legs = [{ python: '3.9' }, { python: '3.12' }]
    expect([
      of(legs, ['mypy', '--python-version=3.9']),
      of(legs, ['mypy'], { version: true, platform: false }),
      of([]),
    ]).toEqual([[''], [''], ['']])
  })

  it('know where the section of mypy ends', () => {
    expect(mypySection('[tool.mypy]\nstrict = true\n[tool.x]\npython_version = "3.9"\n')).toBe('strict = true\n')
    expect(mypySection('[tool.black]\n')).toBeNull()
  })
})

const at = (line: number, character: number) => ({ start: { line, character }, end: { line, character } })

describe('readPyright', () => {
  it('reads comments and single rules, with 1-based lines', () => {
    const printed = JSON.stringify({
      generalDiagnostics: [
        {
          file: '/root/a.py',
          message: 'Unnecessary "# type: ignore" comment',
          range: at(3, 14),
          rule: 'reportUnnecessaryTypeIgnoreComment',
        },
        { file: '/root/a.py', message: 'Unnecessary "# pyright: ignore" rule: "reportCallIssue"', range: at(6, 25) },
        { file: '/root/b.py', message: 'Type of "0" is "Literal[0]"', range: at(0, 0) },
      ],
    })
    const facts = readPyright(`0 files\n${printed}`, '.', '/root')
    expect(facts?.comments.get('a.py:4')).toMatchObject([{ column: 14 }])
    expect(facts?.rules.get('a.py:7')?.names).toEqual(['reportCallIssue'])
    expect([...(facts?.files ?? [])]).toEqual(['a.py', 'b.py'])
    expect(readPyright('No configuration file found.', '.', '/root')).toBeNull()
  })
})

describe('readRuff', () => {
  it('reads messages with the line on which a noqa for them would stand', () => {
    const printed =
      '[{"code":"F401","message":"m","filename":"/root/p/a.py","location":{"row":2,"column":1},"noqa_row":4,"fix":null}]'
    expect(readRuff(printed, '.', '/root')).toEqual([
      { code: 'F401', path: 'p/a.py', line: 2, noqaLine: 4, message: 'm' },
    ])
    expect(readRuff('ruff failed', '.', '/root')).toBeNull()
  })

  it.each([
    ['Unused `noqa` directive (unused: `F401`)', ['F401'], { codes: 'all', disabled: [] }],
    [
      'Unused `noqa` directive (unused: `F401`; non-enabled: `E501`)',
      ['F401', 'E501'],
      { codes: ['F401'], disabled: ['E501'] },
    ],
    [
      'Unused `noqa` directive (unused: `F401`, `F811`; unknown: `X1`)',
      ['F401', 'F811', 'X1'],
      { codes: ['F401', 'F811'], disabled: [] },
    ],
    ['Unused blanket `noqa` directive', [], { codes: 'all', disabled: [] }],
    ['Unused blanket noqa directive', [], { codes: 'all', disabled: [] }],
  ])('understands %j', (message, codes, expected) => {
    expect(unusedNoqa(message, codes)).toMatchObject(expected)
  })

  it('leaves unknown and duplicated codes alone', () => {
    expect(unusedNoqa('Unused `noqa` directive (unknown: `X1`)', ['X1'])).toBeNull()
    expect(unusedNoqa('Unused `noqa` directive (duplicated: `F401`)', ['F401', 'F401'])).toBeNull()
  })
})

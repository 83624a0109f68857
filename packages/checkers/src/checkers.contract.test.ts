import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import type { CommandOutput } from './checker.ts'
import { checkers, parseOutput } from './registry.ts'

const here = (name: string) => new URL(name, import.meta.url)

/** A call that judges and writes nothing, of those that are told so by more than a path. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  ruff: ['ruff', 'check', '.'],
  ty: ['ty', 'check', '.'],
  biome: ['biome', 'check', '.'],
  oxfmt: ['oxfmt', '--check', '.'],
  black: ['black', '--check', '.'],
  isort: ['isort', '--check-only', '.'],
  'go-vet': ['go', 'vet', './...'],
  'golangci-lint': ['golangci-lint', 'run'],
  rustfmt: ['rustfmt', '--check', 'a.rs'],
  clippy: ['cargo', 'clippy'],
  taplo: ['taplo', 'fmt', '--check'],
  spotless: ['gradle', 'spotlessCheck'],
}

/** What turns on the slow paths of one checker or another, over and over. */
const HOSTILE = [
  'a',
  'a.ts(1,1): ',
  '{"',
  '[',
  '[]\n',
  '\u0000[[{',
  'x.py:1: error: \n',
  ' ',
  '\u001B]8;;x',
  'a.py:1:1 - error: x\n    y\n',
  'a/',
  'a.go:1:1: x ',
].map((piece) => ({
  stdout: piece.repeat(Math.floor((piece === 'a' ? 2_000_000 : 300_000) / piece.length)),
  stderr: `"filePath" "filename" "severity" "file" "generalDiagnostics" "FromLinter" "offenses" "compiler-message" "symbol"
Checking formatting... "number_of_files" "invalidOptionWarnings" "endColumn" "level" "errors" "rule"`,
}))

describe.each(checkers.map((checker) => [checker.name, checker] as const))('the checker %s', (name, checker) => {
  const command = COMMANDS[name] ?? [name, '.']
  const { unsafe } = checker
  const readers = [
    (output: CommandOutput) => checker.parse(output, '.', '/repo'),
    ...(unsafe !== undefined && 'read' in unsafe ? [(output: CommandOutput) => unsafe.read(output, '.', '/repo')] : []),
  ]

  it('has the same files as every other', () => {
    const files = readdirSync(here(`./${name}/`)).filter((file) => !file.endsWith('.test.ts') && file !== 'fixtures')
    const reads = readers.length > 1
    const own = ['fix.ts', 'index.ts', 'machine.ts', 'parse.ts', 'recognise.ts', ...(reads ? ['unsafe.ts'] : [])]
    expect(files.toSorted()).toEqual(own)
  })

  it('parses text and nothing else', () => {
    for (const file of ['parse.ts', 'unsafe.ts']
      .map((own) => here(`./${name}/${own}`))
      .filter((url) => existsSync(url)))
      expect(readFileSync(file, 'utf8')).not.toMatch(/node:fs|child_process/)
  })

  it('recognises its own name, not its version and not another tool', () => {
    expect(checker.recognise(command)).toMatchObject({ checker: name, writes: false })
    expect(checker.recognise([name, '--version'])).toBeNull()
    expect(checker.recognise([`${name}x`, '.'])).toBeNull()
  })

  it('recognises what it makes for machines and for fixing', () => {
    expect(checker.recognise(checker.machine(command))).toMatchObject({ writes: false })
    const fix = checker.fix(command)
    if (fix !== null) expect(checker.recognise(fix)).toMatchObject({ writes: true })
  })

  it('writes unsafe fixes only by a call that writes, and prints them by one that does not', () => {
    if (unsafe === undefined) return
    const call = 'write' in unsafe ? unsafe.write(command) : unsafe.print(command)
    expect(checker.recognise(call ?? [])).toMatchObject({ writes: 'write' in unsafe })
    expect(call).not.toEqual(checker.fix(command))
  })

  it('fixes single files by a call of the same kind that names them and nothing else', () => {
    const only = checker.fixOnly?.(command, ['src/some.py'])
    if (only === undefined || only === null) return
    expect(checker.recognise(only)).toMatchObject({ writes: true, kinds: checker.recognise(command)?.kinds })
    expect(only.at(-1)).toMatch(/^(?:\.\/)?src\/some\.py$/)
    expect(only).not.toContain('.')
  })

  it('judges single files by a call of the same kind that names them and nothing else', () => {
    const only = checker.checkOnly?.(command, ['src/some.py'])
    if (only === undefined || only === null) return
    expect(checker.recognise(only)).toMatchObject({ writes: false, kinds: checker.recognise(command)?.kinds })
    expect(only.at(-1)).toMatch(/^(?:\.\/)?src\/some\.py$/)
    expect(only).not.toContain('.')
  })

  it('survives anything, in linear time', () => {
    const started = process.cpuUsage()
    for (const output of HOSTILE) for (const read of readers) expect(() => read(output)).not.toThrow()
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(15)
  })

  it('survives JSON of another shape', () => {
    for (const value of [
      null,
      1,
      [null, [1], { filePath: 1, filename: [] }],
      { filePath: 'a', messages: [null, 1] },
      { file: 'a', line: 'x' },
    ]) {
      const stdout = `${JSON.stringify(value)}\n{"generalDiagnostics":[null,{"file":"/repo/a.py","message":"x"}],"severity":"filename"}`
      for (const read of readers) expect(() => read({ stdout, stderr: '' })).not.toThrow()
    }
  })
})

/** These say the same in the same words: the first that reads it has it. */
const ALIKE: Readonly<Record<string, string>> = {
  goimports: 'gofmt',
  'golangci-lint': 'gofmt',
  flake8: 'ruff',
  oxlint: 'eslint',
  oxfmt: 'oxlint',
}

describe.each(checkers.map(({ name }) => name))('the recordings of %s', (name) => {
  const folder = here(`./${name}/fixtures/`)
  const recordings = existsSync(folder) ? readdirSync(folder) : []

  it('are there, and no other checker takes them for its own', () => {
    const others = recordings.flatMap((file) => {
      const stdout = readFileSync(new URL(file, folder), 'utf8')
      const tools = parseOutput(null, { stdout, stderr: '' }, '.', '/repo').map(({ tool }) => tool)
      return [...new Set(tools)]
        .filter((tool) => tool !== name && tool !== ALIKE[name])
        .map((tool) => `${file}: ${tool}`)
    })
    expect(others).toEqual([])
    expect(recordings.length).toBeGreaterThan(0)
  })
})

describe('parseOutput', () => {
  it('finds the diagnostics of every tool in one log, each once', () => {
    const log = [
      '> app@1.0.0 test',
      "2026-11-21T00:00:00.0000000Z src/a.ts(3,5): error TS2578: Unused '@ts-expect-error' directive.",
      'app/b.py:4: error: Incompatible types  [assignment]',
      'app/c.py:1:8: F401 [*] `os` imported but unused',
    ].join('\r\n')
    const found = parseOutput(null, { stdout: log, stderr: log }, '.', '/repo')
    expect(found.map(({ tool, rule, path, range }) => [tool, rule, path, range?.[0]])).toEqual([
      ['tsc', 'TS2578', 'src/a.ts', 3],
      ['mypy', 'assignment', 'app/b.py', 4],
      ['ruff', 'F401', 'app/c.py', 1],
    ])
  })
})

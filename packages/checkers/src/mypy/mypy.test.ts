import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { mypy } from './index.ts'

const recorded = (name: string) => readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8')
const parseText = (stdout: string) => mypy.parse({ stdout, stderr: '' }, '.', '/repo')
const parse = (name: string) => parseText(recorded(name))
const lines = (name: string) => parse(name).map(({ range, ...one }) => ({ ...one, line: range?.[0] }))

describe('the output of mypy', () => {
  it('gives 1-based columns and an exclusive end', () => {
    expect(parse('mypy-2.4-json').slice(0, 4)).toMatchObject([
      { rule: 'arg-type', severity: 'error', path: 'app/a.py', range: [9, 5, 9, 8] },
      { rule: 'assignment', range: [10, 14, 10, 23] },
      { rule: 'list-item', range: [11, 21, 11, 24] },
      { rule: 'unused-ignore', range: [12, 1, 12, 1], message: 'Unused "type: ignore" comment' },
    ])
    expect(parse('mypy-2.4-columns')).toEqual(parse('mypy-2.4-json'))
  })

  it.each(['1.4', '1.11', '2.4'])('of %s has the same lines and codes, broken into lines or not', (version) => {
    const plain = lines(`mypy-${version}-plain`)
    expect(plain.filter(({ severity }) => severity === 'error')).toHaveLength(9)
    expect(lines(`mypy-${version}-pretty`)).toEqual(plain)
    expect(lines(`mypy-${version}-columns`)).toEqual(plain)
  })

  it.each(['1.11', '2.4'])('of %s says the same in JSON, hints as notes', (version) => {
    expect(lines(`mypy-${version}-json`)).toEqual(lines(`mypy-${version}-plain`))
  })

  it('is freed of its context and summary', () => {
    expect(parse('mypy-2.4-context')).toEqual(parse('mypy-2.4-plain'))
    expect(parse('mypy-2.4-syntax').map(({ rule }) => rule)).toEqual(['syntax', 'syntax'])
    expect(parse('dmypy-2.4-run')).toMatchObject([{ rule: 'name-defined', path: 'app/c.py' }])
  })

  it('may name no file or no line', () => {
    expect(parse('mypy-1.4-refused')).toMatchObject([{ path: null, message: 'unrecognized arguments: --output' }])
    expect(parse('mypy-2.4-missing')).toMatchObject([{ path: 'app/none.py', range: null, severity: 'error' }])
  })

  it('is not what a C compiler prints', () => {
    expect(parseText('src/a.c:3:5: error: expected expression\nsrc/a.c:3:5: warning: unused [-Wunused]')).toEqual([])
  })
})

describe('a command line of mypy', () => {
  it('is made to print one message a line with columns and codes', () => {
    const machine = mypy.machine(['mypy', '--pretty', '--output=json', '--install-types', '--strict', '--', 'src'])
    expect(machine.slice(0, 2)).toEqual(['mypy', '--strict'])
    expect(machine.slice(-2)).toEqual(['--', 'src'])
    expect(machine).toContain('--no-pretty')
    expect(machine).not.toContain('--output=json')
  })

  it('of the daemon is one of mypy', () => {
    const argv = ['.venv/bin/dmypy', 'run', '--timeout', '60', '--', '--strict', 'src']
    expect(mypy.recognise(argv)).toMatchObject({ argv: ['.venv/bin/mypy', '--strict', 'src'], writes: false })
    expect(mypy.machine(argv).slice(0, 3)).toEqual(['.venv/bin/mypy', '--strict', 'src'])
    expect(mypy.recognise(['dmypy', 'run', 'src'])?.argv).toEqual(['mypy', 'src'])
    expect(mypy.recognise(['dmypy', 'stop'])).toBeNull()
  })
})

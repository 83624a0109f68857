import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { tsc } from './index.ts'

const recorded = (name: string) => readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8')
const parse = (name: string, cwd = '.') => tsc.parse({ stdout: recorded(name), stderr: '' }, cwd, '/repo')

const kindsOf = (line: string) => tsc.recognise(line.split(' '))?.kinds

describe('the output of tsc', () => {
  it('gives paths, positions and rules, and joins the lines of one message', () => {
    const found = parse('tsc-7.0-plain')
    expect(found.map(({ path, rule, range }) => `${path}:${range?.[0]}:${range?.[1]} ${rule}`)).toEqual([
      'lib/c.ts:2:14 TS2322',
      'src/a.ts:1:1 TS2578',
      'src/a.ts:5:61 TS2322',
      'src/a.ts:10:6 TS2345',
      'src/b.ts:2:22 TS2307',
      'src/b.ts:6:6 TS2345',
      'src/b.ts:7:22 TS2304',
    ])
    expect(found[3]?.message).toMatch(
      /^Argument of type .* Types of property 'id' are incompatible\. Type 'number' is not/,
    )
  })

  it.each(['tsc-5.9-plain', 'tsc-6.0-plain', 'tsgo-plain', 'tsc-5.9-pretty', 'tsc-7.0-pretty'])(
    'is understood alike in %s',
    (name) => {
      expect(parse(name)).toEqual(parse('tsc-7.0-plain'))
    },
  )

  it('is relative to the folder that tsc ran in', () => {
    expect(parse('tsc-5.9-from-below', 'sub')).toEqual(parse('tsc-7.0-plain'))
  })

  it.each(['tsc-5.9-build', 'tsc-7.0-build'])('of several projects is read in %s', (name) => {
    expect(parse(name).map(({ path }) => path)).toEqual(['refs/core/core.ts', 'refs/app/app.ts'])
  })

  it.each(['tsc-5.9-global', 'tsc-7.0-global'])('may name no file, as in %s', (name) => {
    expect(parse(name)).toMatchObject([{ rule: 'TS18003', severity: 'error', path: null, range: null }])
  })

  it('of vue-tsc is read in both forms', () => {
    expect(parse('vue-tsc-3-plain').map(({ path, rule }) => [path, rule])).toEqual([
      ['src/Card.vue', 'TS2578'],
      ['src/Card.vue', 'TS2551'],
      ['src/page.ts', 'TS2322'],
    ])
    expect(parse('vue-tsc-3-pretty')).toEqual(parse('vue-tsc-3-plain'))
  })
})

describe('a command line of tsc', () => {
  it('builds where nothing forbids it', () => {
    expect(kindsOf('tsc')).toEqual(['typecheck', 'build'])
    expect(kindsOf('tsc --noEmit')).toEqual(['typecheck'])
    expect(kindsOf('tsc -NOEMIT -p .')).toEqual(['typecheck'])
    expect(kindsOf('tsc --noEmit false')).toEqual(['typecheck', 'build'])
    expect(kindsOf('tsc --noCheck')).toEqual(['build'])
  })

  it('is none where it watches, cleans, or prints something else', () => {
    for (const line of ['tsc -w', 'tsc -b --clean', 'tsc --showConfig', 'tsc --init', 'tsc -v'])
      expect(kindsOf(line)).toBeUndefined()
  })

  it('names its configuration', () => {
    expect(tsc.recognise(['vue-tsc', '-p', 'tsconfig.app.json'])?.config).toBe('tsconfig.app.json')
    expect(tsc.recognise(['npx/tsc.cmd', '-b', '--pretty', 'false', 'refs'])?.config).toBe('refs')
    expect(tsc.recognise(['tsc@5.9', '-b'])?.config).toBeNull()
  })

  it('loses --pretty only, with or without its value', () => {
    expect(tsc.machine(['tsc', '--pretty', '-p', '.'])).toEqual(['tsc', '-p', '.', '--pretty', 'false'])
    expect(tsc.machine(['tsc', '-b', '--pretty', 'true', 'refs'])).toEqual(['tsc', '-b', 'refs', '--pretty', 'false'])
  })
})

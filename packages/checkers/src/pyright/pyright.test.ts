import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { pyright } from './index.ts'

const recorded = (name: string) => readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8')
const parse = (name: string) => pyright.parse({ stdout: recorded(name), stderr: '' }, '.', '/repo')
const withoutEnd = (name: string) => parse(name).map((one) => ({ ...one, range: one.range?.slice(0, 2) }))

describe('the output of pyright', () => {
  it('gives 1-based positions, rules and whole messages', () => {
    const found = parse('pyright-1.1-json')
    expect(found).toHaveLength(14)
    expect(found[0]).toMatchObject({
      rule: 'reportArgumentType',
      severity: 'error',
      path: 'app/a.py',
      range: [9, 5, 9, 8],
    })
    expect(found[0]?.message).toMatch(/in function "add" "Literal\['1'\]" is not assignable to "int"$/)
    expect(found.filter(({ rule }) => rule === '')).toHaveLength(8)
  })

  it.each(['pyright-1.1', 'basedpyright-1.40'])('of %s is the same as text and as JSON', (name) => {
    expect(withoutEnd(`${name}-text`)).toEqual(withoutEnd(`${name}-json`))
  })
})

describe('a command line of pyright', () => {
  it('is made to print JSON and to keep its baseline', () => {
    expect(pyright.recognise(['basedpyright', '--writebaseline'])?.writes).toBe(true)
    expect(pyright.machine(['basedpyright', '--writebaseline', '-p', 'x'])).toEqual([
      'basedpyright',
      '-p',
      'x',
      '--outputjson',
    ])
  })
})

import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { stylelint } from './index.ts'

const recorded = (name: string) => readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8')
const parse = (name: string) => stylelint.parse({ stdout: recorded(name), stderr: '' }, '.', '/repo')

describe('the output of stylelint', () => {
  it('gives rules, severities and ranges', () => {
    expect(parse('stylelint-17-json')[0]).toEqual({
      tool: 'stylelint',
      rule: 'block-no-empty',
      severity: 'warning',
      path: 'src/style.css',
      range: [2, 3, 2, 6],
      message: 'Empty block',
    })
  })

  it('says for people what it says for machines', () => {
    const all = (name: string) =>
      parse(name)
        .map(({ range, ...one }) => JSON.stringify([one, range?.slice(0, 2)]))
        .toSorted()
    expect(all('stylelint-17-text')).toEqual(all('stylelint-17-json'))
    expect(all('stylelint-17-text')).toHaveLength(3)
  })
})

describe('a command line of stylelint', () => {
  it('is made to print JSON and to write nothing, and to fix', () => {
    const argv = ['stylelint', '--fix', '-f', 'verbose', '**/*.css']
    expect(stylelint.recognise(argv)?.writes).toBe(true)
    expect(stylelint.machine(argv)).toEqual(['stylelint', '**/*.css', '--formatter=json'])
    expect(stylelint.fix(['stylelint', 'a.css'])).toEqual(['stylelint', 'a.css', '--fix'])
  })
})

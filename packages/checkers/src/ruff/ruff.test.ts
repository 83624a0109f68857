import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { ruff } from './index.ts'

const recorded = (name: string) => readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8')
const parse = (name: string) => ruff.parse({ stdout: recorded(name), stderr: '' }, '.', '/repo')
const withoutEnd = (name: string) => parse(name).map((one) => ({ ...one, range: one.range?.slice(0, 2) }))

const writes = (line: string) => ruff.recognise(line.split(' '))?.writes

describe('the output of ruff', () => {
  it('gives rules, ranges and syntax errors', () => {
    expect(parse('ruff-0.17-json')[0]).toMatchObject({
      rule: 'F401',
      path: 'app/a.py',
      range: [1, 8, 1, 10],
      severity: 'error',
    })
    expect(parse('ruff-0.17-json')).toContainEqual(
      expect.objectContaining({ rule: 'invalid-syntax', path: 'app/bad.py', range: [1, 12, 1, 13] }),
    )
    expect(parse('ruff-0.17-json-lines')).toEqual(parse('ruff-0.17-json'))
  })

  it.each(['0.4', '0.9', '0.17'])('of %s says the same in every format', (version) => {
    const json = withoutEnd(`ruff-${version}-json`)
    expect(json.length).toBeGreaterThan(5)
    for (const format of ['concise', 'full', 'grouped']) expect(withoutEnd(`ruff-${version}-${format}`)).toEqual(json)
    const key = ({ rule, path, message }: (typeof json)[number]) => [rule, path, message] // of a notebook it gives 1:1
    expect(withoutEnd(`ruff-${version}-github`).map(key)).toEqual(json.map(key))
  })

  it.each(['0.4', '0.9', '0.17'])('of the formatter of %s names the files', (version) => {
    const files = parse(`ruff-${version}-format`).map(({ rule, path, message }) => [rule, path, message])
    expect(files).toContainEqual(['format', 'app/messy.py', 'File would be reformatted'])
    expect(files.filter(([rule]) => rule === 'invalid-syntax').map(([, path]) => path)).toContain('app/bad.py')
  })

  it('of the formatter names the files by their differences where it shows those, and those of fixes are none', () => {
    const text = recorded('ruff-0.17-diff')
    expect(parse('ruff-0.17-diff')).toEqual([
      {
        tool: 'ruff',
        rule: 'format',
        severity: 'error',
        path: 'app/messy.py',
        range: null,
        message: 'File would be reformatted',
      },
    ])
    const fixes = text.replace(/^1 file would.*/m, 'Would fix 1 error.')
    expect(ruff.parse({ stdout: fixes, stderr: '' }, '.', '/repo')).toEqual([])
  })
})

describe('a command line of ruff', () => {
  it('knows its subcommand behind options and before 0.5', () => {
    expect(ruff.recognise(['ruff', '--config', 'format', 'check', '.'])?.kinds).toEqual(['lint'])
    expect(ruff.recognise(['ruff', '.'])?.kinds).toEqual(['lint'])
    expect(ruff.recognise(['ruff', 'check', 'format'])?.kinds).toEqual(['lint'])
    expect(ruff.machine(['ruff', 'check', 'format'])).toEqual([
      'ruff',
      'check',
      'format',
      '--no-fix',
      '--output-format',
      'json',
    ])
    expect(ruff.recognise(['ruff', 'clean'])).toBeNull()
  })

  it('writes where it fixes and does not only show', () => {
    expect(writes('ruff check --fix')).toBe(true)
    expect(writes('ruff check --fix --diff')).toBe(false)
    expect(writes('ruff check')).toBe(false)
    expect(writes('ruff format')).toBe(true)
    expect(writes('ruff format --check .')).toBe(false)
    expect(writes('ruff format --diff .')).toBe(false)
  })

  it('is made to print and not to write', () => {
    const argv = ['ruff', 'check', '--fix', '-o', 'out.json', '--output-format=github', 'src']
    expect(ruff.machine(argv)).toEqual(['ruff', 'check', 'src', '--no-fix', '--output-format', 'json'])
    expect(ruff.machine(['ruff', 'format', '--diff', '.'])).toEqual(['ruff', 'format', '.', '--check'])
    expect(ruff.fix(['ruff', 'format', '--check', '.'])).toEqual(['ruff', 'format', '.'])
  })

  it('is made to format some files, which its configuration may still exclude', () => {
    const argv = 'ruff format --force-exclude --check --config x.toml src'.split(' ')
    expect(ruff.format?.(argv, ['a.py', 'b.md'])?.join(' ')).toBe('ruff format --config x.toml --force-exclude a.py')
    expect(ruff.format?.(['ruff', 'check', '.'], ['a.py'])).toBeNull()
  })
})

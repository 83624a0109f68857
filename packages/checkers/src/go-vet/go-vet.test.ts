import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { goVet } from './index.ts'
import { print, unsafeFixes } from './unsafe.ts'

const recorded = (name: string) => readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8')
const parse = (name: string) => goVet.parse({ stdout: recorded(name), stderr: '' }, '.', '/repo')

describe('the output of go vet', () => {
  it('gives messages and places', () => {
    expect(parse('go-vet-1.26-text')).toMatchObject([
      { path: 'b/b.go', range: [3, 9, 3, 9], message: "expected ')', found '{'" },
      { path: 'a.go', range: [7, 16, 7, 16], message: 'fmt.Printf format %d has arg "a" of wrong type string' },
      { path: 'a.go', range: [14, 2, 14, 2], message: 'unreachable code' },
    ])
  })
})

describe('a command line of go vet', () => {
  it('is the subcommand alone, and made to fail on what it finds', () => {
    expect(goVet.recognise(['go', 'build', './...'])).toBeNull()
    expect(goVet.machine(['go', 'vet', '-json', './...'])).toEqual(['go', 'vet', './...'])
  })
})

describe('what `go vet -fix` would write', () => {
  const read = (stdout: string) => unsafeFixes({ stdout, stderr: '' }, '.', '/repo')

  it('is told by `-json`, in bytes of the file, with the message as it is told without', () => {
    const json = recorded('go-vet-1.26-json')
    expect(read(json)).toEqual([
      {
        path: 'a.go',
        diagnostic: expect.objectContaining({ range: [12, 27, 12, 27], message: 'self-assignment of a' }),
        changes: [{ start: { bytes: 162 }, end: { bytes: 167 }, text: '', replaces: null }],
        source: null,
      },
      expect.objectContaining({
        changes: [{ start: { bytes: 132 }, end: { bytes: 132 }, text: '"%s", ', replaces: null }],
      }),
    ])
    expect(print(['go', 'vet', './...'])).toEqual(['go', 'vet', '-json', './...'])
  })

  it('is told once for a package and its tests, and not at all where there are several fixes, or one of two files', () => {
    const edit = { filename: '/repo/a.go', start: 0, end: 1, new: 'x' }
    const fix = { message: 'x', edits: [edit] }
    const told = (...fixes: object[]) => ({ x: [{ posn: '/repo/a.go:1:1', message: 'x', suggested_fixes: fixes }] })
    const text = (...packages: object[]) =>
      packages.map((one, at) => `# a\n${JSON.stringify({ [at]: one }, null, '\t')}\n`).join('')
    expect(read(text(told(fix), told(fix)))).toHaveLength(1)
    expect(read(text(told(fix, fix)))).toEqual([])
    expect(read(text(told({ ...fix, edits: [edit, { ...edit, filename: '/repo/b.go' }] })))).toEqual([])
    expect(read(text(told({ message: 'x', edits: [] })))).toEqual([])
  })
})

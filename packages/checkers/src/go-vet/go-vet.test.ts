import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { goVet } from './index.ts'

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

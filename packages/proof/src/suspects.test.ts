import { describe, expect, it } from '@jest/globals'
import type { Diagnostic, PatchProposal } from '@upkeep/schema'
import { suspectsOf } from './suspects.ts'

const before = Buffer.from(Array.from({ length: 100 }, (_, n) => `line ${n + 1}\n`).join(''))
const offsetOf = (line: number) => before.indexOf(`line ${line}\n`)

/** Removes whole lines of a.ts. */
const removes = (line: number): PatchProposal => ({
  kind: 'patch',
  id: line.toString(16).padStart(16, '0'),
  findings: [],
  data: null,
  edits: [{ path: 'a.ts', blob: null, start: offsetOf(line), end: offsetOf(line + 1), text: '' }],
})
const at = (path: string | null, line: number): Diagnostic => ({
  tool: 'tsc',
  rule: 'TS1',
  severity: 'error',
  message: '',
  path,
  range: [line, 1, line, 1],
})
const blame = (diagnostics: Diagnostic[], lines: number[]) =>
  suspectsOf(diagnostics, lines.map(removes), [{ path: 'a.ts', before, after: null }]).map((id) =>
    Number.parseInt(id, 16),
  )

describe('suspectsOf', () => {
  it('blames the edit nearest to the diagnostic, in lines of the patched file', () => {
    expect(blame([at('a.ts', 49)], [10, 30, 51])).toEqual([51]) // two lines above went away
  })

  it('blames all edits of the file where none is near', () => {
    expect(blame([at('a.ts', 90)], [10, 30])).toEqual([10, 30])
  })

  it('blames nobody for another file or a message without a place', () => {
    expect(blame([at('b.ts', 10), at(null, 1)], [10])).toEqual([])
  })
})

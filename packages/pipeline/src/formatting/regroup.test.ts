import { describe, expect, it } from '@jest/globals'
import { sha256 } from '@upkeep/schema'
import type { Edit, PatchProposal } from '@upkeep/schema'
import { regrouped } from './regroup.ts'

const BASE = Buffer.from('a(\n  // one\n  1,\n)\nkept()\n// two\nb()\nstill()\nc( // three\n)\n')
const blob = sha256(BASE)

/** A proposal that takes a text of the base away. */
function removal(id: string, text: string): PatchProposal {
  const start = BASE.indexOf(text)
  const edits: Edit[] = [{ path: 'a.ts', blob, start, end: start + text.length, text: '' }]
  return { kind: 'patch', id, findings: [id], data: null, edits }
}

const PROPOSALS = [removal('1', '  // one\n'), removal('2', '// two\n'), removal('3', ' // three')]

async function regroup(formatted: string, proposals = PROPOSALS) {
  const files = new Map([['a.ts', Buffer.from(formatted)]])
  const merge = (group: readonly PatchProposal[], edits: readonly Edit[]): PatchProposal => ({
    kind: 'patch',
    id: group.map(({ id }) => id).join('+'),
    findings: [],
    data: null,
    edits: [...edits],
  })
  const found = await regrouped(proposals, files, merge, async () => BASE)
  const edits = found.flatMap((one) => one.edits).toSorted((one, other) => other.start - one.start)
  const text = edits.reduce(
    (whole, { start, end, text: own }) =>
      Buffer.concat([whole.subarray(0, start), Buffer.from(own ?? ''), whole.subarray(end)]),
    BASE,
  )
  return {
    ids: found.map(({ id }) => id),
    kept: found.filter((one) => proposals.includes(one)).length,
    text: text.toString(),
  }
}

describe('regrouped', () => {
  it('leaves proposals as they are whose lines the formatter left as they made them', async () => {
    const formatted = 'a(1)\nkept()\nb()\nstill()\nc()\n'
    expect(await regroup(formatted)).toEqual({ ids: ['1', '2', '3'], kept: 1, text: formatted })
  })

  it('makes one of those that meet in the same lines', async () => {
    const formatted = 'a(1), kept(), b()\nstill()\nc()\n'
    expect(await regroup(formatted)).toMatchObject({ ids: ['1+2', '3'], text: formatted })
  })

  it('gives a change that nobody touches to its neighbour', async () => {
    const formatted = 'a(\n  1,\n)\nkept()\nb()\nstill()\nc(\n)\n\n// end\n'
    expect(await regroup(formatted, PROPOSALS.slice(2))).toMatchObject({ ids: ['3'], kept: 0, text: formatted })
  })
})

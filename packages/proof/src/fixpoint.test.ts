import { describe, expect, it } from '@jest/globals'
import { fixpoint } from './fixpoint.ts'

/** Edits are numbers, ten to a function; a message is the number of a bad edit. */
const scope = (edit: number) => String(Math.floor(edit / 10))
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index)

describe('fixpoint', () => {
  it('asks once where all edits stand', async () => {
    const found = await fixpoint(numbers(91), { check: async () => [], key: String, blame: () => [], scope })
    expect([found.kept.length, found.dropped.size, found.runs]).toEqual([91, 0, 1])
  })

  it('keeps all but the bad ones, where whole functions are blamed', async () => {
    const bad = new Set([3, 27, 28, 61])
    const found = await fixpoint<number, number>(numbers(70), {
      check: async (on) => on.filter((edit) => bad.has(edit)),
      key: String,
      blame: (message, on) => on.filter((edit) => scope(edit) === scope(message)),
      scope,
    })
    expect(found.kept).toEqual(numbers(70).filter((edit) => !bad.has(edit)))
    expect(new Set(found.dropped.keys())).toEqual(bad)
    expect(found.dropped.get(27)).toEqual([27])
  })

  it('finds the bad one by bisection where nobody is ever to blame', async () => {
    const found = await fixpoint(numbers(64), {
      check: async (on) => (on.includes(40) ? ['somewhere'] : []),
      key: String,
      blame: () => [],
      scope: String,
    })
    expect(found.kept).toEqual(numbers(64).filter((edit) => edit !== 40))
  })

  it('stops trying again at the limit of runs, and says what was not tried', async () => {
    const ports = {
      check: async (on: readonly number[]) => (on.includes(0) ? [0] : []),
      key: String,
      blame: (_: number, on: readonly number[]) => on,
      scope: () => 'one',
    }
    const found = await fixpoint(numbers(9), ports, 3)
    expect(found.runs).toBe(3)
    expect(found.untried.length).toBeGreaterThan(0)
    expect(found.kept.length + found.dropped.size).toBe(9)
  })

  it('keeps only what was checked together, where two edits clash', async () => {
    const asked: string[] = []
    const found = await fixpoint(numbers(6), {
      async check(on) {
        const clash = on.includes(1) && on.includes(4)
        if (!clash) asked.push(on.toSorted().join())
        return clash ? [1] : []
      },
      key: String,
      blame: () => [1],
      scope: String,
    })
    expect(found.kept).toEqual([0, 2, 3, 4, 5])
    expect(asked).toContain(found.kept.join())
  })

  it('takes back at once who was dropped for a message that stayed', async () => {
    const asked: string[] = []
    const found = await fixpoint(
      numbers(6),
      {
        async check(on) {
          asked.push(on.toSorted().join())
          return on.includes(5) ? ['5'] : []
        },
        key: String,
        blame: (_, on) => on.slice(0, 1), // always the wrong one first
        scope: () => 'one',
      },
      7,
    )
    expect(found.kept).toEqual([0, 1, 2, 3, 4])
    expect(asked.at(-1)).toBe('0,1,2,3,4')
  })
})

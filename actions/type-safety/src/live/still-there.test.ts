import { describe, expect, it } from '@jest/globals'
import type { LiveData } from './live.ts'
import { goneFrom } from './still-there.ts'

/** The lines (1-based) whose directives are gone from `after`, of all those that `before` has. */
async function goneLines(family: string, before: string, after: string): Promise<number[]> {
  const path = family.startsWith('ts-') ? 'a.ts' : 'a.py'
  const findings = [...before.matchAll(/(?:#|\/\/) *(?:type: ignore|@ts-ignore).*/g)].map(({ index, 0: quote }) => {
    const start = Buffer.byteLength(before.slice(0, index))
    return {
      at: { path, quote, start, end: start + Buffer.byteLength(quote) },
      line: before.slice(0, index).split('\n').length,
    }
  })
  const data: LiveData = { kind: 'live', family, path, line: 1, was: '', hidden: [], evidence: [] }
  const tree = { tree: 't', files: new Map([[path, Buffer.from(after)]]) }
  const read = () => Promise.resolve(Buffer.from(before))
  const gone = await goneFrom(tree, findings, () => data, { read })
  return gone.map(({ line }) => line)
}

describe('the suppressions that a change settles', () => {
  const script = "const é = '€'\n// @ts-ignore\nf(1)\n// @ts-ignore\ng(1)\n"
  const python = 'a = x()  # type: ignore\nb = y()  # type: ignore\nc = z()  # type: ignore\n'

  it.each([
    ['ts-ignore', script, script.replace('// @ts-ignore\nf(1)', 'f("1")'), [2]],
    ['ts-ignore', script, script.replace('// @ts-ignore\ng(1)', 'g("1")'), [4]],
    ['ts-ignore', script, script.replace('f(1)', 'f(2)'), []],
    ['ts-ignore', script, `// moved down\n\n${script}`, []],
    ['ts-ignore', script, '', [2, 4]],
    ['type-ignore', python, python.replace('y()  # type: ignore', 'y()'), [2]],
    ['type-ignore', python, python.replace('a = x()  # type: ignore', 'a: int = x()'), [1]],
    ['type-ignore', python, python.replace('y()  # type: ignore', 'yy()  # type: ignore[x]'), []],
    ['type-ignore', python, python.replaceAll('  # type: ignore', ''), [1, 2, 3]],
    ['type-ignore', python, `${python}d = w()  # type: ignore\n`.replace('y()  # type: ignore', 'y()'), []],
  ])('%s %#', async (family, before, after, lines) => {
    expect(await goneLines(family, before, after)).toEqual(lines)
  })
})

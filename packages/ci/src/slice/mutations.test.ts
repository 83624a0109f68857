import { describe, expect, it } from '@jest/globals'
import { classifyWorkflow, sliceWorkflow, unslice } from '@upkeep/ci'
import { parseDocument } from 'yaml'
import { WORKFLOWS } from '../fixtures/workflows.ts'

const FILES = { list: async () => await Promise.resolve([]), read: async () => await Promise.resolve(null) }
const KINDS = ['lint', 'typecheck', 'test'] as const
const SNIPPETS =
  '\t|{|}|[|]|&a |*a|"|\'|#|: |- |>|${{|}}|\u0000|é|%|@|!x |? |<<: *a|---|\ufeff|#~ | #~+|needs|\r'.split('|')

/** The same numbers in each run. */
function generator(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return (state >>> 8) % below
  }
}

/** One to three changes of lines or characters. */
function mutated(text: string, random: (below: number) => number): string {
  const lines = text.split('\n')
  for (let left = random(3); left >= 0 && lines.length > 0; left--) {
    const index = random(lines.length)
    const line = lines[index] ?? ''
    const place = random(line.length + 1)
    const changes: (() => unknown)[] = [
      () => lines.splice(index, 1),
      () => lines.splice(index, 0, lines[random(lines.length)] ?? ''),
      () => (lines[index] = ' '.repeat(random(5)) + line),
      () => (lines[index] = line.replace(/^ {1,2}/, '')),
      () => (lines[index] = line.slice(0, place)),
      () => (lines[index] = line.slice(0, place) + (SNIPPETS[random(SNIPPETS.length)] ?? '') + line.slice(place)),
      () => lines.splice(index, 0, ['', '# comment', '---', '...'][random(4)] ?? ''),
      () => (lines[index] = line.replace(/:.*/, ':')),
    ]
    changes[random(changes.length)]?.()
  }
  return lines.join('\n')
}

function jobsOf(text: string): Record<string, { steps?: unknown[] } | undefined> {
  const value: unknown = parseDocument(text, { merge: true, uniqueKeys: false, logLevel: 'error' }).toJS()
  return (value as { jobs: Record<string, { steps?: unknown[] }> }).jobs
}

describe('three thousand mutated workflows', () => {
  it('are sliced with their kept steps as they were, or refused with the place of what is wrong', async () => {
    const random = generator(20_261_121)
    const texts = Object.values(WORKFLOWS)
    const wrong: string[] = []
    let [sliced, refused] = [0, 0]
    for (let count = 0; count < 3000; count++) {
      const text = mutated(texts[count % texts.length] ?? '', random)
      const kind = KINDS[count % KINDS.length] ?? 'test'
      try {
        const found = sliceWorkflow(await classifyWorkflow('w.yml', text, FILES, []), text, { for: [kind] })
        if (found.text === '') continue
        sliced += 1
        if (unslice(found.text) !== text) wrong.push(`not restored: ${text}`)
        const [before, after] = [jobsOf(text), jobsOf(found.text)]
        for (const [id, job] of Object.entries(before)) {
          const staying = found.steps.filter(({ job: of, keep, step }) => of === id && keep && step >= 0)
          const same = JSON.stringify(staying.map(({ step }) => job?.steps?.[step]))
          if (staying.length > 0 && JSON.stringify(after[id]?.steps) !== same) wrong.push(`job ${id} differs: ${text}`)
        }
      } catch (error) {
        const { name, message } = error as Error
        if (name === 'UserError' && /^w\.yml(?::\d+)?:/.test(message)) refused += 1
        else wrong.push(`${name} ${message}: ${text}`)
      }
    }
    expect(wrong.slice(0, 3)).toEqual([])
    // Both happen often, else nothing was tried.
    expect(Math.min(sliced, refused)).toBeGreaterThan(300)
  }, 180_000)
})

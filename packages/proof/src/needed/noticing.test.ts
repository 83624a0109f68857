import { describe, expect, it } from '@jest/globals'
import { checksFromInput } from '@upkeep/ci'
import type { ProofClass } from '@upkeep/schema'
import { noticingLeaves } from './noticing.ts'

/** The commands of a script that may notice a patch. */
async function heard(script: string, proofClass: ProofClass, asText: string | null = null): Promise<string[]> {
  const files: Record<string, string> = { 'package.json': JSON.stringify({ scripts: { all: script } }) }
  const [found] = await checksFromInput(['npm run all'], {
    list: async () => await Promise.resolve(Object.keys(files)),
    read: async (path) => await Promise.resolve(files[path] ?? null),
  })
  if (found === undefined) throw new Error('no check')
  return noticingLeaves(found, proofClass, asText).map(({ command }) => command)
}

describe('of a check of several commands', () => {
  it('the tests notice no layout, whatever stands beside them', async () => {
    expect(await heard('tsc --noEmit && vitest run', 'format')).toEqual(['tsc --noEmit'])
    expect(await heard('vitest run && eslint . && tsc', 'comment')).toEqual(['eslint .', 'tsc'])
  })

  it('the tests notice what the program does, and what they read as a text', async () => {
    expect(await heard('tsc --noEmit && vitest run', 'behaviour')).toEqual(['tsc --noEmit', 'vitest run'])
    expect(await heard('tsc --noEmit && vitest run', 'format', 'test/a.test.ts')).toEqual([
      'tsc --noEmit',
      'vitest run',
    ])
  })

  it('what nobody knows may notice anything', async () => {
    expect(await heard('tsc --noEmit && node scripts/headers.mjs', 'format')).toEqual([
      'tsc --noEmit',
      'node scripts/headers.mjs',
    ])
  })
})

import { describe, expect, it } from '@jest/globals'
import { outputBuffer } from './output-buffer.ts'

describe('an output buffer', () => {
  it.each([7, 8, 9, 10, 11, 12])('keeps only whole characters beside its cut (limit of %d bytes)', (limit) => {
    const buffer = outputBuffer(limit)
    for (const byte of Buffer.from('aéaéaéaé€€😀😀')) buffer.push(Buffer.of(byte))
    expect(buffer.truncated).toBe(true)
    expect(buffer.text()).not.toContain('\uFFFD')
    expect(buffer.text()).toMatch(/^aé/)
  })
})

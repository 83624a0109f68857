import { describe, expect, it } from '@jest/globals'
import { toolOnPath } from './tool-on-path.ts'

describe('toolOnPath', () => {
  it('finds git, which every suite needs, and not a tool of no such name', () => {
    expect([toolOnPath('git'), toolOnPath('no-such-tool-of-upkeep')]).toEqual([true, false])
  })
})

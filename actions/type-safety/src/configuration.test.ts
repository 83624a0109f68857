import { describe, expect, it } from '@jest/globals'
import { checksFromInput } from '@upkeep/ci'
import { configurationsOf } from './configuration.ts'

const none = { list: async () => [], read: async () => null }
const of = async (lines: readonly string[]) =>
  configurationsOf(await checksFromInput(lines, none), 'eslint').map(
    ({ label, checks }) => `${label}: ${checks.join()}`,
  )

describe('configurationsOf', () => {
  it('takes a call that fixes and one that only judges for one configuration, which the latter stands for', async () => {
    expect(await of(['eslint . --fix', 'eslint .', 'eslint -f json .'])).toEqual(['eslint .: input/1,input/2,input/3'])
  })

  it('keeps calls apart that may judge otherwise', async () => {
    expect(await of(['eslint .', 'eslint src', 'eslint . --max-warnings 0'])).toHaveLength(3)
  })
})

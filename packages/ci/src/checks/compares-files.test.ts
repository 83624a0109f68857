import { expect, it } from '@jest/globals'
import { comparisonIn } from '@upkeep/ci'

it('Where a script begins to compare its files with what is committed is known in no time', () => {
  expect(comparisonIn('git --no-pager -C sub diff --exit-code')).toBe(0)
  const started = performance.now()
  for (const text of [`git ${'-a '.repeat(1000)}x`, 'git -a '.repeat(50_000), `git -a${' '.repeat(50_000)}`])
    expect(comparisonIn(text)).toBeNull()
  expect(performance.now() - started).toBeLessThan(5000)
})

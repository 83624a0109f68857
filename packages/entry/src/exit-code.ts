import type { Result } from '@upkeep/schema'

/** Design §9: 0 changed, clean or skipped, also when incomplete; 2 wrong usage or configuration; 1 any other failure. */
export function exitCode(result: Result): 0 | 1 | 2 {
  if (result.result !== 'failed') return 0
  const code = result.reason?.code
  return code === 'usage' || code === 'config' ? 2 : 1
}

import type { CheckKind } from '@upkeep/schema'

/** What judges the tree, the most telling first. */
export const JUDGING: readonly CheckKind[] = ['lint', 'format', 'typecheck', 'test', 'build', 'docs', 'security']

/** What does nothing but judge it. */
export const ONLY_JUDGING: ReadonlySet<CheckKind> = new Set(['lint', 'format', 'typecheck', 'test'])

/** What reaches the world outside: it is told whatever it is called, and never run, also when asked for. */
export const WORLDLY: ReadonlySet<CheckKind> = new Set(['publish', 'release', 'deploy', 'notify'])

/** What also serves to make a documentation. */
export const MEANS_OF_DOCS: ReadonlySet<CheckKind> = new Set(['lint', 'format', 'build'])

export { gitRepository } from './git-repository.ts'
export type { TestRepository } from './git-repository.ts'
export { notRun } from './not-run.ts'
export { treeFingerprint } from './tree-fingerprint.ts'

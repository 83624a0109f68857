export { runAction } from './run-action.ts'
export type { Job } from './run-action.ts'
export type { ActionOutput } from './write-out.ts'
export type {
  ActionDefinition,
  ActionDetection,
  ActionRepair,
  Context,
  Ending,
  OpenFinding,
  ProbeOptions,
  ProvenBatch,
  Ranked,
} from './definition.ts'
export { executingTask } from './repair/executing-task.ts'
export { replay } from './repair/replay.ts'
export type { ReplayOptions, ReplayReport } from './repair/replay.ts'
export type { Difference } from './repair/compare-events.ts'
export type { OutsidePort } from './ports/outside-port.ts'
export type { PullRequestFacts, PullRequestPort } from './ports/pull-request-port.ts'
export { readConfiguration } from './configuration.ts'
export { reviewClassification } from './review-classification.ts'
export type { ClassificationReview, ReviewOptions } from './review-classification.ts'
export { reformatted } from './formatting/reformat.ts'
export { runLeaf } from './run-leaf.ts'
export { hookLeaves, reachHooks } from './formatting/reach-hooks.ts'

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
export type { Recorder } from '@upkeep/schema'
export { climb } from './climb.ts'
export type { ClimbLimits, ClimbParts, Climbed } from './climb.ts'
export { foldRun } from './fold-run.ts'
export type { RunDocument } from './fold-run.ts'
export { readEvents } from './read-events.ts'
export type { ModelWishes } from './repair/model-budget.ts'
export { modelBudget } from './repair/model-budget.ts'
export { modelRungs } from './repair/model-rungs.ts'
export type { AttemptTask, ModelRungs, ModelRungsOptions } from './repair/model-rungs.ts'
export { modelsByRung, repair } from './repair/repair.ts'
export type { RepairRequest, Repaired } from './repair/repair.ts'
export { executingTask } from './repair/executing-task.ts'
export type { ExecutingPorts } from './repair/executing-task.ts'
export { recordRedactor, recordedModels } from './repair/recorded-models.ts'
export type { RecordedModelsOptions } from './repair/recorded-models.ts'
export { replay } from './repair/replay.ts'
export type { ReplayOptions, ReplayReport } from './repair/replay.ts'
export type { Difference } from './repair/compare-events.ts'
export { fileRecorder } from './recorder.ts'
export type { FileRecorder, RecorderOptions } from './recorder.ts'
export { repairTask } from './repair/repair-task.ts'
export type { RepairBrief, RepairTaskPorts } from './repair/repair-task.ts'
export type { OutsidePort } from './outside-port.ts'
export type { PullRequestFacts, PullRequestPort } from './pull-request-port.ts'
export { ACTION_NAMES, readConfiguration } from './configuration.ts'
export { reviewClassification } from './review-classification.ts'
export type { ClassificationReview, ReviewOptions } from './review-classification.ts'
export { reformatted } from './reformat.ts'
export { runLeaf } from './run-leaf.ts'
export { hookLeaves, reachHooks } from './reach-hooks.ts'

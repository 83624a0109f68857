export { runAction } from './run-action.ts'
export type { ActionOutput, Job } from './run-action.ts'
export type {
  ActionDefinition,
  ActionDetection,
  Context,
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
export { ACTION_NAMES, readConfiguration } from './configuration.ts'
export { fileSource } from './file-source.ts'
export { reformatted } from './reformat.ts'
export { runLeaf } from './run-leaf.ts'
export { hookLeaves, reachHooks } from './reach-hooks.ts'

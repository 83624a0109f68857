export { classify, classifyWorkflow } from './classify.ts'
export { findChecks } from './find-checks.ts'
export { checksFromInput } from './checks-from-input.ts'
export { hookProbe, readHookProbe } from './hook-probe.ts'
export type { HookCall } from './hook-probe.ts'
export { inPlaceRunner } from './in-place-runner.ts'
export type { CheckRunOptions, CheckRunner, InPlaceOptions } from './in-place-runner.ts'
export { sliceWorkflow } from './slice/slice.ts'
export type { Slice, SliceOptions } from './slice/slice.ts'
export { unslice } from './slice/marks.ts'
export type { GivenNames } from './slice/secrets.ts'
export { runSlice } from './run/run-slice.ts'
export type { SliceRunOptions } from './run/run-slice.ts'
export { failingCommandsOf } from './failing/failing-command.ts'
export type { FailingCommand, FinishedJob, JobAnnotation, JobStep, LoggedCommand } from './failing/failing-command.ts'
export { failingCommands } from './failing/failing-commands.ts'
export type { FailingCommands } from './failing/failing-commands.ts'
export { identify } from './failing/identify.ts'
export type { Identified, NotIdentified } from './failing/identify.ts'
export { readJobLog } from './failing/read-log.ts'
export type { JobLog, LogPart } from './failing/read-log.ts'
export { leafPath } from './resolve.ts'
export { quoteWords, readShell } from './shell.ts'
export type {
  Classification,
  ClassifiedJob,
  ClassifiedStep,
  ClassifiedWorkflow,
  FileSource,
  FoundCheck,
  HookLeaf,
  Leaf,
  Leg,
  MatrixValue,
  WrittenStep,
} from './model.ts'

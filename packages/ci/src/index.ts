export { classify, classifyWorkflow } from './classify/classify.ts'
export { findChecks } from './find-checks.ts'
export { checksFromInput } from './checks-from-input.ts'
export { hookProbe, readHookProbe } from './hook-probe.ts'
export type { HookCall } from './hook-probe.ts'
export { inPlaceRunner } from './in-place-runner.ts'
export type { CheckRunOptions, CheckRunner, InPlaceOptions } from './in-place-runner.ts'
export { sliceWorkflow } from './slice/slice.ts'
export type { Slice } from './slice/slice.ts'
export type { SliceOptions } from './slice/slice-options.ts'
export { unslice } from './slice/marks.ts'
export type { GivenNames } from './slice/secrets.ts'
export { REVIEW_LOCK, readReviewLock, writeReviewLock } from './review/lock-file.ts'
export type { KeptReview, ReadLock, ReviewChange, ReviewLock } from './review/lock-file.ts'
export { ReviewAnswer, reviewQuestion } from './review/question.ts'
export type { ReviewQuestion } from './review/question.ts'
export { keptReview, reviewed } from './review/reviewed.ts'
export type { Reviewed } from './review/reviewed.ts'
export { runSlice } from './run/run-slice.ts'
export type { Masks, SliceRunOptions } from './run/slice-run-options.ts'
export { ACT_VERSION, findAct } from './act/find-act.ts'
export { findContainerEngine } from './act/container-engine.ts'
export type { ActMode } from './act/container-engine.ts'
export { wholeCi, wholeVerdict } from './act/whole-ci.ts'
export type { WholeWorkflow } from './act/whole-ci.ts'
export { runSliceByAct } from './act/run-slice-by-act.ts'
export type { ActRunOptions } from './act/run-slice-by-act.ts'
export { TOOL_HOMES } from './act/tool-homes.data.ts'
export { failedChecks } from './failing/failed-checks.ts'
export type { FailedChecks } from './failing/failed-checks.ts'
export { failingCommandsOf } from './failing/failing-command.ts'
export type { FailingCommand, FinishedJob, JobAnnotation, JobStep, LoggedCommand } from './failing/failing-command.ts'
export { failingCommands } from './failing/failing-commands.ts'
export type { FailingCommands } from './failing/failing-commands.ts'
export { identify } from './failing/identify.ts'
export type { Identified, NotIdentified } from './failing/identify.ts'
export { readJobLog } from './failing/read-log.ts'
export type { JobLog, LogPart } from './failing/read-log.ts'
export { leafPath } from './resolve/resolve.ts'
export { quoteWords, readShell } from './resolve/shell.ts'
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

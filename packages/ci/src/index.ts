export { classify, classifyWorkflow } from './classify/classify.ts'
export { fileSource } from './file-source.ts'
export { installedIn } from './legs/installed-in.ts'
export { installedBy } from './legs/installed.ts'
export type { FindInstalled, Installed } from './legs/installed.ts'
export { findChecks } from './checks/find-checks.ts'
export type { FoundChecks } from './checks/find-checks.ts'
export { checksFromInput } from './checks/checks-from-input.ts'
export { NOTHING_GIVEN, isGivenSecrets, readValues, withGiven } from './checks/given-values.ts'
export type { GivenValues, ReadValue } from './checks/given-values.ts'
export { hookProbe, readHookProbe } from './resolve/resolvers/hook-probe.ts'
export type { HookCall } from './resolve/resolvers/hook-probe.ts'
export { inPlaceRunner } from './run/in-place-runner.ts'
export type { CheckRunOptions, CheckRunner, InPlaceOptions } from './run/in-place-runner.ts'
export { sliceWorkflow } from './slice/slice.ts'
export type { Slice } from './slice/slice.ts'
export type { SliceOptions } from './slice/slice-options.ts'
export { unslice } from './slice/marks.ts'
export type { GivenNames } from './slice/secrets.ts'
export { REVIEW_LOCK, readReviewLock, reviewHash, reviewId, writeReviewLock } from './review/lock-file.ts'
export type { KeptReview, ReadLock, ReviewChange, ReviewLock } from './review/lock-file.ts'
export { ReviewAnswer, reviewQuestion } from './review/question.ts'
export type { ReviewQuestion } from './review/question.ts'
export { keptReview, reviewed } from './review/reviewed.ts'
export type { Reviewed } from './review/reviewed.ts'
export { runSlice } from './run/run-slice.ts'
export type { Masks, SliceRunOptions } from './run/slice-run-options.ts'
export { ACT_VERSION, findAct } from './act/find-act.ts'
export { findContainerEngine } from './act/containers/container-engine.ts'
export type { ActMode } from './act/containers/container-engine.ts'
export { wholeCi, wholeVerdict } from './act/whole-ci.ts'
export type { WholeWorkflow } from './act/whole-ci.ts'
export { runSliceByAct } from './act/run-slice-by-act.ts'
export type { ActRunOptions } from './act/run-slice-by-act.ts'
export { TOOL_HOMES } from './act/tool-homes.data.ts'
export { withChangedFiles } from './changed/changed-values.ts'
export { failingCommandsOf } from './failing/failing-command.ts'
export type { FailingCommand, FinishedJob, JobAnnotation, JobStep, LoggedCommand } from './failing/failing-command.ts'
export { failingCommands } from './failing/failing-commands.ts'
export type { FailingCommands } from './failing/failing-commands.ts'
export { foldersUp } from './pinned/lock-files.ts'
export { commandCheck, wordsFor } from './checks/command-check.ts'
export { comparisonIn } from './checks/compares-files.ts'
export { isVersion, packageOf, pinnedVersion } from './pinned/pinned-version.ts'
export type { Pin } from './pinned/pinned-version.ts'
export { startableWorkflow } from './classify/startable-workflow.ts'
export { identify } from './failing/identify.ts'
export { withLoggedValues } from './failing/logged-values.ts'
export type { Identified, NotIdentified } from './failing/identify.ts'
export { readJobLog } from './failing/read-log.ts'
export type { JobLog, LogPart } from './failing/read-log.ts'
export { withoutPlaceholders } from './workflow/expressions.ts'
export { otherLegs } from './workflow/matrix.ts'
export { leafPath } from './resolve/resolve.ts'
export { quoteWords, readShell } from './workflow/shell.ts'
export { valueOnLeg } from './workflow/value-on-leg.ts'
export type {
  Classification,
  ClassifiedJob,
  ClassifiedStep,
  ClassifiedWorkflow,
  FileSource,
  FoundCheck,
  HandedValues,
  HookLeaf,
  Leaf,
  Leg,
  LegChoice,
  MatrixValue,
  WrittenStep,
} from './model.ts'

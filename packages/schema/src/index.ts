export { RepoPath, Id, Sha } from './primitives.ts'
export { SLUG } from './slug.data.ts'
export { CHECK_KINDS, INCOMPLETE, PROOF_CLASSES, REASONS, RESULTS, RUNG_LEVELS, SEVERITIES } from './words.data.ts'
export {
  Diagnostic,
  Range,
  Severity,
  diagnosticKey,
  distinctDiagnostics,
  isFewer,
  newDiagnostics,
} from './diagnostic.ts'
export {
  Check,
  CheckKind,
  CheckOutcome,
  CheckResult,
  CheckRow,
  ChecksReport,
  Confidence,
  SourceLine,
  Unresolved,
} from './check.ts'
export {
  AttemptStop,
  Coverage,
  Incomplete,
  ModelFailureKind,
  NO_USAGE,
  ProofClass,
  Reason,
  ReasonCode,
  RunResult,
  RungLevel,
  StopReason,
  Usage,
} from './run-words.ts'
export { CiReport, SliceLegs, SliceReport, SliceRun, SliceRunStep, SliceSecret, SliceStep } from './slice.ts'
export { Budget, Grant, Target, mayTouch, ownedBy, touchRefusal } from './grant.ts'
export { CI_LOCK } from './protected.data.ts'
export type { TouchRefusal } from './grant.ts'
export { directRefusal, grantOf } from './grant-of.ts'
export type { GrantTerms, GrantWishes, Trigger } from './grant-of.ts'
export { branchOf, operationMarker, readOperationMarker } from './operation-marker.ts'
export type { OperationSubject } from './operation-marker.ts'
export { Anchor, Edit, Slot } from './proposal.ts'
export { ours, theirs } from './slots.ts'
export { DISPATCH } from './dispatch.data.ts'
export type { Detection, Finding, PatchProposal, Proposal } from './proposal.ts'
export { Evidence, Skip, Verdict } from './verdict.ts'
export type { Attempt } from './verdict.ts'
export { Known } from './known.ts'
export { Operation, Publication } from './publication.ts'
export { Result, ResultFinding, ResultProposal } from './result.ts'
export { Block, Message, ToolResult } from './conversation.ts'
export { EventBody, EventEnvelope, LadderRung, RecordLevel } from './events.ts'
export type { RecordedEvent, Recorder } from './events.ts'
export { ExternalError, UserError, messageOf, systemCode } from './errors.ts'
export { findingId, sha256 } from './ids.ts'
export type { FindingIdentity } from './ids.ts'

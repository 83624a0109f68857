import type { Model, PackedDiagnostic } from '@upkeep/agent-core'
import type { CheckRunner, Classification, FileSource, FoundCheck } from '@upkeep/ci'
import type { InputDeclaration, InputValues, Log } from '@upkeep/entry'
import type { OutsidePort } from './ports/outside-port.ts'
import type { PullRequestPort } from './ports/pull-request-port.ts'
import type { Candidate, Judgement, JudgePorts, Verified } from '@upkeep/proof'
import type {
  Attempt,
  Check,
  Detection,
  Edit,
  Finding,
  Grant,
  Id,
  Known,
  Operation,
  PatchProposal,
  Reason,
  Recorder,
  RungLevel,
  Sha,
  Skip,
  Usage,
} from '@upkeep/schema'
import type { Redactor } from '@upkeep/text'
import type { Composition, ExecResult, Workspace, Worktree } from '@upkeep/workspace'

/** How a probe's command runs; `label` is what the log and the record call it. */
export interface ProbeOptions {
  cwd: string
  label: string
  env?: Readonly<Record<string, string>>
  seconds?: number
  stdin?: string
}

/** Every effect that a stage may have goes through here, so that a replay can swap it. */
export interface Context {
  grant: Grant
  /** The name of the event that started the run; `local` off a runner. */
  event: string
  /** The job that this run is a step of; null off a runner. */
  job: { id: string; workflow: string } | null
  /** Set on an event that brings text from outside: then nothing of the repository may be run. */
  outside: OutsidePort | null
  /** The pull request that the run is about; null where it is about none. */
  pull: PullRequestPort | null
  /** What our markers on GitHub say; empty off a runner. */
  known: readonly Known[]
  inputs: InputValues
  classification: Classification
  checks: readonly FoundCheck[]
  /** What else of CI judges the tree, and why it is never run here. */
  unchecked: readonly Check[]
  workspace: Workspace
  /** The base tree as text. */
  files: FileSource
  runner: CheckRunner
  /** What `judge` of `@upkeep/proof` needs. */
  judging: JudgePorts
  recorder: Recorder
  /** The environment that commands of the repository get. */
  env: Readonly<Record<string, string>>
  log: Log
  signal: AbortSignal
  /** Of secrets: what leaves this process goes through it. */
  redact: Redactor
  /** The models that may be asked, the first one first; empty for tools only. */
  models: readonly Model[]
  /** What models had taken before the first batch. */
  spent: Usage
  now(): number
  /** Runs a checker on a worktree outside a proof: counted in `checkerRuns`, recorded. */
  exec(worktree: Worktree, command: string, options: ProbeOptions): Promise<ExecResult>
}

/** A live finding that only a model or a person can settle, with its worth; listed, most valuable first. */
export interface Ranked {
  rule: string
  path: string
  /** 1-based. */
  line: number
  message: string
  score: number
  /** The finding that was made of it for a model; once that is proposed, this is left no more. */
  finding?: Id
}

export interface ActionDetection<X> extends Detection<X> {
  ranked: Ranked[]
  /** Set where nothing could be examined: why the run is skipped. */
  reason?: Reason
}

/** What is open for a rung: a finding with all that was tried on it. */
export interface OpenFinding<X, P extends PatchProposal<X>> {
  finding: Finding<X>
  attempts: Attempt<P>[]
}

/** A batch that stands, with its files as an operation lists them (by the SHA-256 of their contents). */
export interface ProvenBatch<P extends PatchProposal> {
  verified: Verified<P>
  files: { path: string; before: Sha | null; after: Sha | null }[]
}

/** Why a run ends before anything is prepared or run, and what is to be posted all the same. */
export interface Ending {
  reason: Reason
  operations: Operation[]
}

/** How an action has models repair what its tools left. All that it says is data; the loop, the budget and the judge are the pipeline's. */
export interface ActionRepair<X, P extends PatchProposal<X>> {
  /** The batches whose findings may be handed to a model. */
  batches: readonly string[]
  /** Behind the system prompt that all actions share; the same for every repository, so that it stays cached. */
  rules: string
  /** What is to be done with the findings of one attempt, and what the checkers say there. */
  brief: (
    findings: readonly Finding<X>[],
    context: Pick<Context, 'checks' | 'judging'>,
  ) => {
    task: string
    diagnostics: readonly PackedDiagnostic[]
    /** What compilers say elsewhere: it may be gone with these, or be behind them. */
    beside?: readonly PackedDiagnostic[]
    /** The checks that are to be settled, by their ids, and all that judge the change. */
    judges: { targets: readonly Id[]; checks: readonly FoundCheck[] }
    /** What tools made of the base before; the attempt goes on from there. */
    start?: readonly Edit[]
  }
  /** Whether a finding may be handed to a model at all. Absent: each may. */
  asks?: (finding: Finding<X>) => boolean
  /** Findings that others may be gone with are asked before these. Absent: all in their order. */
  rootsFirst?: true
  /** Of these findings, those that stand no more in a tree. */
  settled: (findings: readonly Finding<X>[], tree: Composition, context: Context) => Promise<readonly Finding<X>[]>
  /** The action's own proposal for these findings, of what an attempt left that did not give up; null where it is none. */
  proposal: (findings: readonly Finding<X>[], edits: readonly Edit[]) => P | null
}

/** What proves a batch. */
export type BatchStages<X, P extends PatchProposal<X>> = Pick<
  ActionDefinition<X, P>,
  'ladder' | 'propose' | 'verify' | 'repair'
>

/** One action: its data and its four stages. `detect` and `verify` ask no model. */
export interface ActionDefinition<X, P extends PatchProposal<X>> {
  name: string
  title: string
  description: string
  /** What one entry of `examined` is; a file unless told. */
  examines?: 'file' | 'command'
  inputs: readonly InputDeclaration[]
  owns: readonly string[]
  /** `files` and `lines` of one batch, and counts of the action's own. */
  limits: Readonly<Record<string, number>>
  /** The names of its batches: each is a branch under `upkeep/<action>/` once it is published. */
  batches: readonly string[]
  /** Batches that are only ever suggested: no part of the patch that `--apply` and `git apply` take. */
  suggested?: readonly string[]
  ladder: readonly RungLevel[]
  /** Null: the run goes on. Absent: it always does. */
  begin?(context: Context): Promise<Ending | null>
  /** The checks with what this action learns of them before anything is run. Absent: as the workflows declare them. */
  checks?(context: Context): Promise<readonly FoundCheck[]>
  detect(context: Context): Promise<ActionDetection<X>>
  /** Called with what is open until it yields nothing; then the next rung is climbed. */
  propose(open: readonly OpenFinding<X, P>[], rung: RungLevel, context: Context): AsyncIterable<P | Skip>
  verify(candidate: Candidate<P>, context: Context): Promise<Judgement>
  publish(batches: readonly ProvenBatch<P>[], context: Context): Operation[] | Promise<Operation[]>
  /** Absent: this action asks no model. */
  repair?: ActionRepair<X, P>
}

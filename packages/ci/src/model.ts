import type { Invocation, ProblemMatcher } from '@upkeep/checkers'
import type { Check, CheckKind, Confidence, SourceLine, Unresolved } from '@upkeep/schema'
import type { KnownContexts } from './workflow/expressions.ts'
import type { YamlFile } from './workflow/yaml-file.ts'
/** A value of a workflow's matrix. */
export type MatrixValue = string | number | boolean | null
export type Leg = Readonly<Record<string, MatrixValue>>
/** How the leg was chosen that stands for all. */
export interface LegChoice {
  /** Every version that its job sets up is installed. */
  met: boolean
  why: string
}
/** The base tree as text: `ci` never touches the disk itself. */
export interface FileSource {
  list(): Promise<readonly string[]>
  read(path: string): Promise<string | null>
}
/** One command of a tool, at the end of every script, target and environment that led to it. */
export interface Leaf {
  /** The tool first. */
  argv: readonly string[]
  /** What stands before the tool and is needed to run it: `uv run`, `yarn run`. */
  wrapper: readonly string[]
  /** Folders, relative to the root, that come first on PATH, as `npm run` would put them. */
  path: readonly string[]
  command: string
  /** Relative to the root; `.` for the root itself. */
  cwd: string
  env: Readonly<Record<string, string>>
  invocation: Invocation | null
  kinds: readonly CheckKind[]
  /** What the name of the script around it says that it is for. */
  purpose?: readonly CheckKind[]
  /** Every line that was followed, from the workflow down. */
  trail: readonly SourceLine[]
  runnable: boolean
  why?: string
  /** False: it is known to read nothing that a build writes. */
  readsBuild?: boolean
  /** Set where a hook manager calls it. */
  hook?: HookLeaf
}
/** Where a hook stands, and which parts of its leaf are not its entry's. */
export interface HookLeaf {
  runner: 'pre-commit' | 'prek'
  config: string
  /** `repository.hook`, both 0-based. */
  place: string
  /** Words at the end of the leaf's `argv` that are its configured arguments. */
  arguments: number
  /** What its configuration says of the files that it is given, as expressions of Python; null: nothing. */
  files: string | null
  exclude: string | null
  /** Words at the start of the leaf's `wrapper` that are the hook manager's own. */
  outer: number
}
export interface ClassifiedStep {
  /** 0-based, as in the file. */
  index: number
  id: string | null
  name: string | null
  uses: string | null
  run: string | null
  kinds: readonly CheckKind[]
  confidence: Confidence
  evidence: readonly SourceLine[]
  leaves: readonly Leaf[]
  /** 1-based. */
  line: number
  shell: Check['shell']
  cwd: string
  env: Readonly<Record<string, string>>
  condition: string | null
  /** Why it is left out on the chosen leg, or null. */
  skipped: string | null
  /** What is run, with what is known of its expressions; null: nothing. */
  command: string | null
  /** The same without what installs in the recipes that it calls; null: nothing, or it can not be left out. */
  judging: string | null
  /** The version of the tool that its action is told to bring; null: it is told none. */
  version: string | null
  /** Why that can not be run outside of its runner, or null. */
  obstacle: string | null
  /** What its command reads of secrets and variables; null: nothing that could be given. */
  handed: HandedValues | null
  /** What only a runner knows: the expressions of its command in their order, and its variables and those around it, as they are written. */
  open: { expressions: readonly string[]; variables: Readonly<Record<string, string>> }
  /** The leg on which it was read: the job's, or the best one on which its `if:` is not false. */
  leg: Leg
  /** The steps of a local composite action. */
  inner: readonly ClassifiedStep[]
}
export interface ClassifiedJob {
  id: string
  name: string
  runsOn: readonly string[]
  needs: readonly string[]
  legs: readonly Leg[]
  /** The leg that stands for all: newest versions, Linux. */
  leg: Leg
  /** Why this one, where versions decide and this machine was asked. */
  choice: LegChoice | null
  steps: readonly ClassifiedStep[]
  /** The same steps on further legs, where they run other commands: an axis of tasks. */
  variants: readonly ClassifiedStep[]
  /** A reusable workflow that it calls. */
  uses: string | null
  env: Readonly<Record<string, string>>
  line: number
  services: readonly string[]
  container: boolean
}
export interface ClassifiedWorkflow {
  path: string
  name: string
  events: readonly string[]
  jobs: readonly ClassifiedJob[]
  errors: readonly string[]
  /** Every file that this was resolved from, itself too, with its text. */
  sources: ReadonlyMap<string, string>
  /** As it was parsed. */
  yaml: YamlFile
}
/** Jobs × steps × kinds × evidence of every workflow (design §4). */
export interface Classification {
  workflows: readonly ClassifiedWorkflow[]
  unresolved: readonly Unresolved[]
}
/** What a command reads of secrets and variables, by the expressions of its workflow. Names are in upper case; values are nowhere here. */
export interface HandedValues {
  secrets: readonly string[]
  variables: readonly string[]
  /** Its variables that read any, as they are written. */
  env: Readonly<Record<string, string>>
  /** Its script reads some itself: it is a text with expressions. */
  open: boolean
  contexts: KnownContexts
}
/** A check with what is known beside its published fields. */
export interface FoundCheck {
  check: Check
  /** Its command as a reader knows it, where that which is run was put together here. */
  shown?: string
  /** The commands that judge. */
  leaves: readonly Leaf[]
  /** Those that install, in the scripts and recipes that it calls: they need a network. */
  installs?: readonly Leaf[]
  /** All legs of its job's matrix. */
  legs: readonly Leg[]
  /** The commands and actions that set its job up. */
  setup: readonly string[]
  /** Set where the action that it is brings its tool in a version that the workflow names. */
  brings?: { version: string; workflow: string }
  /** Problem matchers of the actions before it, and the files of such that steps before it add. */
  matchers?: { known: readonly ProblemMatcher[]; files: readonly string[] }
  /** True: a script that it leads to compares files with what is committed. */
  comparesFiles?: boolean
  /** Set where only values are missing that somebody can give; a check that has them all is runnable. */
  handed?: HandedValues
  /** Set where only values are missing that a runner put in as arguments. */
  openScript?: OpenScript
  /** The steps that it is the check of, as their workflows write them; missing: it is of no workflow. */
  written?: readonly WrittenStep[]
}

/** A script with placeholders for values that only a runner knows, each an argument of a command. */
export interface OpenScript {
  /** As its workflow has it: only expressions are open. */
  declared: string
  /** With variables open as well. */
  script: string
  /** For each placeholder of `script` the variable that it was, or null for an expression. */
  variables: readonly (string | null)[]
  /** For each the expression that gives its value; empty: it is more than one. */
  expressions: readonly string[]
}

/** What a finished job shows of a step, expressions not replaced. */
export interface WrittenStep {
  workflow: string
  /** The job's name, its id where it has none. */
  job: string
  /** The name that GitHub shows: its own, or `Run …`. Of a step in a composite action: that of the step that uses it. */
  step: string
  run: string | null
  uses: string | null
}

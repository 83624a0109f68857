import { quoteWords } from '../workflow/shell.ts'
import type { FoundCheck, Leaf, Leg, WrittenStep } from '../model.ts'
import type { FailingCommand, LoggedCommand } from './failing-command.ts'
import { bare, fits, fitsToTheEnd, openTemplateOf, templateOf } from './template.ts'
import { complainedOf, tellingLeaves } from './telling-leaves.ts'

/** A step that failed, as a check that the repository declares. */
export interface Identified {
  check: FoundCheck
  /** The tool that complained, by its checker's name or its own; null: nothing that is left of the output tells which one of the check's. */
  tool: string | null
  /** The command of that tool; the first of `leaves`. */
  leaf: Leaf | null
  /** All of the check's commands that complained, in the order of the check. */
  leaves: readonly Leaf[]
  /** The files that these complained of, as the log has them: no more than a hint. Empty where it does not tell. */
  files: readonly string[]
  /** What led to the check: the command that the log shows, the action that it shows, or only the step's name. */
  by: 'command' | 'action' | 'name'
  /** The leg of the matrix that ran it, where the check is the same on several; null: not told. */
  leg: Leg | null
  /** What it printed from there on. */
  excerpt: string
}

export interface NotIdentified {
  why: string
}

/**
 * Which declared check failed, and which of its tools. What runs afterwards is the check as its workflow declares it: no word of the
 * log becomes a part of it here. A command that no step of that name in that workflow declares is none of the repository's: it is said and left.
 * @param checks of a tree whose workflows may be run (design §5)
 */
export function identify(failing: FailingCommand, checks: readonly FoundCheck[]): Identified | NotIdentified {
  const declared = checks.flatMap((check) =>
    (check.written ?? []).filter((step) => isOf(failing, step)).map((step) => ({ check, step })),
  )
  if (declared.length === 0) return { why: whyNone(failing, checks) }
  for (const logged of failing.ran) {
    for (const exact of [true, false]) {
      const found = declared.find(({ check, step }) => isCommand(logged, step, check, exact))
      if (found !== undefined) return identified(failing, found.check, 'command', logged, found.step)
    }
    const found = declared.find(
      ({ step }) => step.uses !== null && step.uses === logged.title && logged.command === null,
    )
    if (found !== undefined) return identified(failing, found.check, 'action', logged, found.step)
  }
  const [first, ...others] = [...new Set(declared.map(({ check }) => check))]
  const shown = failing.ran.some(({ command }) => command !== null)
  if (first === undefined || others.length > 0 || shown || failing.step === null) return { why: whyOther(failing) }
  return identified(failing, first, 'name', null, declared[0]?.step ?? null)
}

/** Whether GitHub says of a step that a workflow writes that it failed. */
export function isOf({ workflow, job, step }: FailingCommand, written: WrittenStep): boolean {
  if (workflow !== null && workflow !== written.workflow) return false
  return isJob(job, written.job) && (step === null || fitsToTheEnd(step.name, openTemplateOf(written.step)))
}

/** GitHub puts the values of a matrix behind a job's name, and before it the job that called its workflow. */
function isJob(shown: string, written: string): boolean {
  const template = openTemplateOf(written)
  const [caller = ''] = shown.split(' / ')
  return [shown, caller].some(
    (name) => fits(name, template) || fits(name.replace(/ \([^()]*(?:\([^()]*\)[^()]*)*\)$/, ''), template),
  )
}

function isCommand({ command }: LoggedCommand, { run }: WrittenStep, found: FoundCheck, exact: boolean): boolean {
  if (command === null || run === null) return false
  return exact
    ? legOf(command, run, found, [found.check.matrix as Leg]) !== null
    : fitsToTheEnd(bare(command), openTemplateOf(bare(run)))
}

/** The first leg on which the step's command is this one. */
function legOf(command: string, run: string, { check }: FoundCheck, legs: readonly Leg[]): Leg | null {
  return legs.find((leg) => fits(bare(command), templateOf(run, leg, check.env))) ?? null
}

function identified(
  failing: FailingCommand,
  check: FoundCheck,
  by: Identified['by'],
  logged: LoggedCommand | null,
  step: WrittenStep | null,
): Identified {
  const excerpt = logged?.excerpt ?? failing.excerpt
  // What a tool reports by commands to the runner, the log has without the tool's name
  const texts = [excerpt, commandsOf(failing.annotations)]
  const told = texts.map((text) => ({ text, leaves: tellingLeaves(check, text, failing.root) }))
  const { text, leaves } = told.find((each) => each.leaves.length > 0) ?? { text: excerpt, leaves: [] }
  const [leaf = null] = leaves
  const run = step?.run ?? null
  const command = logged?.command ?? null
  const leg = run === null || command === null ? null : legOf(command, run, check, check.legs)
  const files = complainedOf(leaves, check, text, failing.root)
  return { check, tool: leaf === null ? null : toolOf(leaf), leaf, leaves, files, by, leg, excerpt }
}

function toolOf({ invocation, argv }: Leaf): string {
  return invocation?.checker ?? argv[0]?.split('/').at(-1) ?? ''
}

/** As a tool prints them that speaks to a runner: its parser wants the fields in its own order, of which there are two. */
function commandsOf(annotations: FailingCommand['annotations']): string {
  const failures = annotations.filter(({ level }) => level === 'failure')
  return failures
    .flatMap(({ title, message, ...at }) => {
      const place = `file=${at.path},line=${at.line},endLine=${at.endLine},col=${at.column ?? 1},endColumn=${at.endColumn ?? 1}`
      const text = escaped(message)
      return title === null
        ? [`::error ${place}::${text}`]
        : [`::error title=${escaped(title)},${place}::${text}`, `::error ${place},title=${escaped(title)}::${text}`]
    })
    .join('\n')
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function whyNone({ workflow, job, step }: FailingCommand, checks: readonly FoundCheck[]): string {
  const there = checks.some(({ written }) => written?.some((each) => each.workflow === workflow) === true)
  if (workflow !== null && !there) return `no check is found in ${workflow}`
  const where = workflow === null ? '' : ` in ${workflow}`
  return step === null
    ? `no check is found for the job "${legible(job)}"${where}`
    : `the step "${legible(step.name)}" of the job "${legible(job)}" is none of the checks that are found${where}`
}

function whyOther({ ran, step, job }: FailingCommand): string {
  const first = ran.find(({ command }) => command !== null)?.command ?? ran[0]?.title
  const place = step === null ? `the job "${legible(job)}"` : `the step "${legible(step.name)}"`
  if (first === undefined) return `the log doesn't show what ${place} ran, and several checks have its name`
  return `the log says that ${place} ran ${quoteWords([legible(first.split('\n')[0] ?? '')])}, which its workflow doesn't declare`
}

/** Of a text that anybody may have written what goes into a sentence: no control characters, and not much. */
function legible(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').slice(0, 200)
}

import type { Classification, ClassifiedWorkflow, FileSource } from '@upkeep/ci'
import { SLUG, UserError } from '@upkeep/schema'
import { chooseJobs } from './choose-job.ts'
import type { ChosenJob } from './choose-job.ts'
import { MANIFESTS, guess } from './guess.ts'
import type { Guess } from './guess.ts'
import { joinedJobs } from './joined-jobs.ts'
import type { Need } from './needs.data.ts'
import { recordIn } from './reading.ts'
import { workflowText } from './workflow-text.ts'
import type { When, WorkflowOptions } from './workflow-text.ts'

export interface Repository {
  classification: Classification
  files: FileSource
  /** Spreads schedules. */
  seed: string
}

/** A file that init would write. */
export interface Made {
  path: string
  text: string
  /** What somebody has to look at, in sentences. */
  notes: string[]
}

/** An action that has nothing to do in a repository, and why. */
export interface NotMade {
  action: string
  why: string
}

export interface WorkflowForm {
  when: When
  direct: boolean
  /** It was asked for by its name, and is written even where it would find nothing. */
  named: boolean
}

/** The workflow that runs an action in a repository, from the repository's own CI, or else from its manifests. */
export async function workflowFor(
  action: string,
  need: Need,
  { when, direct, named }: WorkflowForm,
  { classification, files, seed }: Repository,
): Promise<Made | NotMade> {
  const theirs = classification.workflows.filter((workflow) => !isOurs(workflow))
  const { jobs, notes } = chooseJobs(theirs, need)
  const path = `.github/workflows/upkeep-${action}.yml`
  const shared = { action, title: need.title, form: need.form, when, direct, seed }
  notes.push(...usedAlready(action, path, classification))
  const [best, ...others] = jobs
  if (best === undefined) {
    const text = guessedText(await guess(files), { ...shared, branches: ['main'] }, need, [...notes, ...unread(theirs)])
    return 'why' in text ? { action, why: text.why } : { path, text: text.text, notes: text.notes }
  }
  const asked = new Set(jobs.flatMap((job) => job.asked))
  const other = [...new Set(jobs.flatMap((job) => job.tools))]
  const guessed = asked.size > 0 ? null : await guess(files)
  if (asked.size === 0 && !named && (guessed === null ? other.length > 0 : !mayAsk(guessed, need)))
    return { action, why: `none of ${toolsOf(need)} checks this repository.` }
  const { setup, of } = joinedJobs([best, ...others], need.form === 'pull-request')
  const branches = branchesOf(best.workflow)
  const text = workflowText(setup, { ...shared, source: sourceOf(of), branches: branches ?? ['main'], inputs: {} })
  const unasked = asked.size > 0 ? [] : withoutTools(need, other, guessed)
  const taken = need.form === 'repository' && when === 'push' && branches === null
  return {
    path,
    text,
    notes: [
      ...new Set([...notes, ...unasked, ...setup.notes, ...(taken ? ['The default branch is taken to be main.'] : [])]),
    ],
  }
}

/** A workflow whose every job is there for an action of ours is no CI of the repository's. */
function isOurs({ jobs }: ClassifiedWorkflow): boolean {
  return jobs.length > 0 && jobs.every(({ steps }) => steps.some(({ uses }) => uses?.startsWith(`${SLUG}/`)))
}

function usedAlready(action: string, path: string, { workflows }: Classification): string[] {
  const uses = (workflow: ClassifiedWorkflow) =>
    workflow.jobs.some(({ steps }) => steps.some((step) => step.uses?.startsWith(`${SLUG}/actions/${action}@`)))
  return workflows
    .filter((workflow) => workflow.path !== path && uses(workflow))
    .map((workflow) => `${workflow.path} runs ${action} already: two of them do the same work twice.`)
}

/** `.github/workflows/ci.yml, jobs lint, types`, one such part for each workflow. */
function sourceOf(jobs: readonly ChosenJob[]): string {
  const byWorkflow = Map.groupBy(jobs, ({ workflow }) => workflow.path)
  const parts = [...byWorkflow].map(
    ([path, of]) => `${path}, ${of.length > 1 ? 'jobs' : 'job'} ${of.map(({ job }) => job.id).join(', ')}`,
  )
  return parts.join('; ')
}

/** What to do where no check is by a tool that the action can ask. */
function withoutTools(need: Need, other: readonly string[], guessed: Guess | null): string[] {
  const found = guessed !== null && mayAsk(guessed, need) ? guessed.checks.map(({ command }) => `\`${command}\``) : []
  const by = other.length > 0 ? `, only ${other.join(', ')}` : ''
  const remedy =
    found.length > 0 ? ` The manifests speak of ${found.join(', ')}: give what is right by the input \`checks\`.` : ''
  return [
    `As far as can be read, none of ${toolsOf(need)} runs in the workflows${by}: it finds nothing until one does.${remedy}`,
  ]
}

/** Workflows elsewhere, in which the checks may lie. */
function unread(workflows: readonly ClassifiedWorkflow[]): string[] {
  const called = workflows.flatMap(({ path, jobs }) =>
    jobs.flatMap(({ id, uses }) => (uses === null || uses.startsWith('./') ? [] : [`${path}, job ${id}: ${uses}`])),
  )
  return called.length === 0
    ? []
    : [`These are workflows of other repositories, which are not read: ${called.join('; ')}.`]
}

/** Whether a guess holds a check of a tool that the action can ask, or one of which the tool is not known. */
function mayAsk({ checks }: Guess, { tools }: Need): boolean {
  return (
    tools === null ||
    checks.some((check) => check.tools.length === 0 || check.tools.some((tool) => tools.includes(tool)))
  )
}

function guessedText(
  found: Guess | null,
  options: Omit<WorkflowOptions, 'source' | 'inputs'>,
  need: Need,
  open: readonly string[],
): { text: string; notes: string[] } | { why: string } {
  const none = `no workflow of this repository runs a ${oneOf(need.kinds)} check`
  if (found === null)
    throw new UserError(
      [`${none[0]?.toUpperCase() ?? ''}${none.slice(1)}, and no manifest says how one would be run.`, ...open].join(
        ' ',
      ),
      {
        remedy: `Upkeep proves changes by your own checks: add a workflow that runs one, or write one by hand (examples/workflows). Looked for: ${MANIFESTS}, at the root.`,
        kind: 'state',
      },
    )
  if (!mayAsk(found, need))
    return {
      why: `${none}, and none of ${toolsOf(need)} is what the manifests speak of.`,
    }
  const commands = found.checks.map(({ command }) => command)
  // On a pull request the checks are steps of the job, and what is red among them is what is mended.
  const runs =
    options.form === 'pull-request' ? commands.map((command) => ({ text: `- run: ${command}`, check: true })) : []
  const inputs: Record<string, string> = runs.length === 0 ? { checks: commands.join('\n') } : {}
  const setup = { ...found.setup, steps: [...found.setup.steps, ...runs] }
  const source = 'the manifests: A GUESS, no workflow runs such a check'
  return {
    text: workflowText(setup, { ...options, inputs, source }),
    notes: [
      `No workflow runs a ${oneOf(need.kinds)} check. Set-up and checks are a guess from the manifests: run them by hand once.`,
      ...open,
    ],
  }
}

/** The branches whose pushes start the workflow, where they are plain names. */
function branchesOf({ yaml }: ClassifiedWorkflow): string[] | null {
  const listed = recordIn(yaml.value, 'on', 'push')['branches']
  const names: unknown[] = Array.isArray(listed) ? listed : [listed]
  const plain = names.filter((name): name is string => typeof name === 'string' && /^[\w./-]+$/.test(name))
  return plain.length === 0 ? null : plain
}

const OR = new Intl.ListFormat('en', { type: 'disjunction' })

function oneOf(kinds: readonly string[]): string {
  return OR.format(kinds)
}

function toolsOf({ tools }: Need): string {
  return tools === null ? 'the tools that it knows' : `the tools that it asks (${tools.join(', ')})`
}

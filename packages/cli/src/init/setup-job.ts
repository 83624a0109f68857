import { parseDocument } from 'yaml'
import type { ChosenJob } from './choose-job.ts'
import { copiedJob } from './copied-text.ts'
import type { CopiedJob } from './copied-text.ts'
import { newest, pinned } from './pin.ts'

/** The set-up of a job as text at the left margin, ready to be put into another workflow. */
export interface SetupJob {
  /** `runs-on: ubuntu-latest` and further keys of the job that its steps need, one text each. */
  keys: string[]
  /** Keys of the whole workflow that its steps need. */
  top: string[]
  steps: string[]
  /** What somebody has to look at. */
  notes: string[]
}

/** Keys that change what steps do. Permissions, time limits and triggers are our own. */
const JOB_KEYS = ['container', 'services', 'env', 'defaults'] as const
const TOP_KEYS = ['env', 'defaults'] as const

export const CHECKOUT = [`- uses: ${newest('actions/checkout')}`, '  with:', '    persist-credentials: false'].join(
  '\n',
)

/**
 * Copies the set-up of a job: its text as it is, actions at commits, the checkout without a token in it.
 * @param withChecks its checks too, at their places
 */
export function setupJob(chosen: ChosenJob, withChecks: boolean): SetupJob {
  const { workflow, job, text: source, slice } = chosen
  const setup = withChecks ? [...new Set([...chosen.setup, ...chosen.checks])].toSorted((a, b) => a - b) : chosen.setup
  const copied = copiedJob(source, job.id, job.leg)
  const notes: string[] = []
  const { ours, foreign } = withoutArtifacts(setup.map((index) => copied.step(index)))
  if (foreign.length > 0)
    notes.push(
      `its set-up takes artifacts of other jobs, which do not run here: ${foreign.length} of its steps ${foreign.length === 1 ? 'is' : 'are'} left out. See that it is whole without.`,
    )
  const steps = ours.map((text) => {
    const { text: step, unpinned } = pinned(text)
    if (unpinned !== null) notes.push(`${unpinned} is not pinned to a commit: no release of it is known here.`)
    const free = withoutNeeds(step)
    if (free !== step) notes.push('a condition that reads other jobs is left out: its step always runs here.')
    return withoutCredentials(free)
  })
  if (!steps.some((step) => /^\s*(?:- +)?uses: *['"]?actions\/checkout@/m.test(step))) steps.unshift(CHECKOUT)
  const sliced = parseDocument(slice.text, { merge: true, uniqueKeys: false })
  const keys = [copied.key('runs-on') ?? 'runs-on: ubuntu-latest']
  if (!copied.literal) keys.push(oneLeg(job.leg))
  for (const name of JOB_KEYS) {
    const own = sliced.hasIn(['jobs', job.id, name]) ? copied.key(name) : null
    if (own !== null) keys.push(own)
  }
  notes.push(...notesOf(chosen, copied, [...keys, ...steps].join('\n'), withChecks))
  const top = TOP_KEYS.flatMap((name) => copied.top(name) ?? [])
  return { keys, top, steps, notes: notes.map((note) => note.replace(/^(?=[a-z])/, `${workflow.path}: `)) }
}

function oneLeg(leg: ChosenJob['job']['leg']): string {
  const values = Object.entries(leg).map(([name, value]) => `        ${name}: ${JSON.stringify(value)}`)
  return [
    'strategy:',
    '  matrix:',
    '    include:',
    ...values.map((line, at) => (at === 0 ? line.replace('        ', '      - ') : line)),
  ].join('\n')
}

/** Other jobs do not run here, so that what they say is empty and the step would never run. */
function withoutNeeds(step: string): string {
  return step.replace(/^- +if:[^\n]*\bneeds\.[^\n]*\n {2}/m, '- ').replace(/^ {2}if:[^\n]*\bneeds\.[^\n]*(?:\n|$)/m, '')
}

/** Steps that download what another job of the same run uploaded, and those that only unpack it from there, have nothing to work on. */
function withoutArtifacts(steps: readonly string[]): { ours: string[]; foreign: string[] } {
  const folders: string[] = []
  const isForeign = (step: string) => {
    if (/^(?:- +|  )uses: *['"]?actions\/download-artifact@/m.test(step) && !/^ *run-id:/m.test(step)) {
      const folder = /^ *path: *['"]?\.?\/?([\w./-]+?)\/?['"]? *(?:#.*)?$/m.exec(step)?.[1]
      if (folder !== undefined) folders.push(folder)
      return true
    }
    const run = /^(?:- +|  )run:/m.test(step) ? step : ''
    return folders.some((folder) => run.includes(` ${folder}/`) && /\b(?:tar|unzip)\b/.test(run))
  }
  const foreign = steps.filter(isForeign)
  return { ours: steps.filter((step) => !foreign.includes(step)), foreign }
}

/** The token that checkout would leave in .git/config is of no use to steps that only read. */
function withoutCredentials(step: string): string {
  if (!/^(?:- +|  )uses: *['"]?actions\/checkout@/m.test(step)) return step
  const kept = /^( *persist-credentials:).*$/m
  if (kept.test(step)) return step.replace(kept, '$1 false')
  const lines = step.split('\n')
  const at = lines.findIndex((line) => /^(?:- +|  )with:\s*(?:#.*)?$/.test(line))
  if (at === -1)
    return /\bwith: *\{/.test(step) ? step : [...lines, '  with:', '    persist-credentials: false'].join('\n')
  const indent = /^ */.exec(lines[at + 1] ?? '')?.[0] ?? '    '
  return [...lines.slice(0, at + 1), `${indent}persist-credentials: false`, ...lines.slice(at + 1)].join('\n')
}

/** What could not be known, or only partly taken over. */
function notesOf({ job, slice }: ChosenJob, { literal }: CopiedJob, text: string, onPullRequest: boolean): string[] {
  const notes: string[] = []
  if (!literal) notes.push('its matrix is kept with one leg, because expressions compare its values.')
  const secrets = slice.secrets.filter(({ references }) => references.some((each) => each.job === job.id))
  const read = secrets.filter(({ name }) => text.includes(name) && name !== 'GITHUB_TOKEN')
  if (read.length > 0)
    notes.push(
      `its set-up reads ${read.map(({ kind, name }) => `${kind} ${name}`).join(', ')}: they have to be there for this workflow too.`,
    )
  if (/\bneeds\./.test(text))
    notes.push(`its set-up reads outputs of the jobs ${job.needs.join(', ')}, which do not run here: replace them.`)
  if (!onPullRequest && /\bgithub\.(?:event|head_ref|base_ref)/.test(text))
    notes.push('a step reads the event that started it; here that is a schedule or a push, not a pull request.')
  if (job.runsOn.some((label) => label.includes('${{')))
    notes.push('what its job runs on is computed; check that it is right here.')
  return notes
}

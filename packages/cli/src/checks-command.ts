import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { classify, fileSource, findChecks, otherLegs, withGiven } from '@upkeep/ci'
import type { FoundChecks } from '@upkeep/ci'
import { givenValues } from '@upkeep/entry'
import type { Check, ChecksReport } from '@upkeep/schema'
import { printable } from '@upkeep/text'
import { openWorkspace } from '@upkeep/workspace'
import { listing } from './listing.ts'
import { withReviews } from './review.ts'
import type { ReviewFlags } from './review-place.ts'
import type { Terminal } from './terminal.ts'

export interface ChecksCommandOptions extends ReviewFlags {
  repo?: string
  json?: boolean
  write?: boolean
}

/** `upkeep checks`: what judges the tree in the repository's workflows, where each stands, and why some are never run here. */
export async function checksCommand(options: ChecksCommandOptions, terminal: Terminal): Promise<number> {
  await using workspace = await openWorkspace({
    directory: resolve(options.repo ?? '.'),
    temp: join(tmpdir(), 'upkeep-worktrees'),
  })
  const files = fileSource(workspace)
  const classification = await classify(files)
  const all = findChecks(
    await withReviews(
      classification,
      { root: workspace.root, files, workflows: [], write: options.write === true },
      options,
      terminal,
    ),
  )
  const found = { ...all, checks: withGiven(all.checks, givenValues(), null) }
  const checks = [...found.checks.map(({ check }) => check), ...found.unchecked]
  const report: ChecksReport = { format: 'upkeep/checks@1', checks, unresolved: found.unresolved }
  terminal.out(
    options.json === true ? `${JSON.stringify(report, null, 2)}\n` : printable(checksText(report, found, terminal)),
  )
  return 0
}

function checksText({ checks, unresolved }: ChecksReport, found: FoundChecks, terminal: Terminal): string {
  const { width } = terminal
  const legs = legsByCheck(found)
  const [run, others] = [checks.filter(({ runnable }) => runnable), checks.filter(({ runnable }) => !runnable)]
  const blocks = [...Map.groupBy(run, ({ workflow }) => workflow ?? '')].map(([workflow, own]) => {
    const rows = own.map((check) => [
      String(check.evidence[0]?.line ?? ''),
      check.kinds.join(', '),
      check.job ?? '',
      [shown(check), apart(check, own), legs.get(check) ?? ''].filter((part) => part !== '').join('\n'),
    ])
    return `${workflow}\n${listing(rows, [0.06, 0.18, 0.2], { width, indent: '  ' })}`
  })
  const reasons = [...Map.groupBy(others, ({ why }) => why ?? 'it can not be run here')].map(([why, own]) => {
    const rows = new Map(
      own.map((check) => {
        const row = [placeOf(check), check.kinds.join(', '), shown(check)]
        return [row.join('\n'), row]
      }),
    )
    return `  ${why}\n${listing([...rows.values()], [0.35, 0.15], { width, indent: '    ' })}`
  })
  const left = unresolved.map(({ workflow, job, step, reason }) => [
    [workflow.replace('.github/workflows/', ''), job, step].filter((part) => part !== null).join(' / '),
    reason,
  ])
  return [
    headline(run.length, others.length),
    ...blocks,
    ...(reasons.length === 0 ? [] : [`Not run here:\n${reasons.join('\n')}`]),
    ...(others.some(({ why }) => why?.startsWith('it needs the secret') === true) ? [HINT] : []),
    ...(left.length === 0 ? [] : [`Not resolved:\n${listing(left, [0.4], { width, indent: '  ' })}`]),
  ]
    .map((part) => `${part}\n`)
    .join('\n')
}

/** With the first check of each job, what all of its checks leave out. */
function legsByCheck({ checks }: FoundChecks): ReadonlyMap<Check, string> {
  const firsts = new Map(
    checks.toReversed().map(({ check, legs }) => [`${check.workflow} ${check.job}`, { check, legs }]),
  )
  return new Map(
    [...firsts.values()].flatMap(({ check, legs }) => {
      const others = otherLegs(legs)
      return others === null ? [] : [[check, others] as const]
    }),
  )
}

const HINT = 'A secret is given as UPKEEP_SECRET_<NAME>.'

function headline(run: number, others: number): string {
  if (run + others === 0) return 'No check was found in .github/workflows.'
  const more = others === 0 ? '' : `; ${others} more can not be run here`
  return `${run} ${run === 1 ? 'check' : 'checks'} of the workflows can be run here${more}.`
}

function placeOf({ workflow, evidence }: Check): string {
  return `${(workflow ?? '').replace('.github/workflows/', '')}:${evidence[0]?.line ?? ''}`
}

/** Its command where that is one line; of a longer one the name of its step, or how it begins. */
function shown({ command, evidence }: Check): string {
  const lines = command.split('\n').flatMap((line) => (/^\s*(?:#|$)/.test(line) ? [] : [line.trim()]))
  const [first = '', ...more] = lines
  if (more.length === 0) return first
  const named = evidence[0]?.text ?? ''
  return named !== '' && !command.includes(named) ? named : `${first} …`
}

/** The variables by which checks with one command differ: each is that of another leg. */
function apart(check: Check, all: readonly Check[]): string {
  const same = all.filter((each) => each.command === check.command && each.job === check.job)
  const telling = Object.entries(check.env).filter(([name, value]) => same.some(({ env }) => env[name] !== value))
  return telling.map(([name, value]) => `${name}=${value}`).join(' ')
}

import type { Leaf } from '@upkeep/ci'
import type { ActionDetection, Context } from '@upkeep/pipeline'
import type { Finding, Reason } from '@upkeep/schema'
import { configurationsOf } from './configuration.ts'
import type { Configuration } from './configuration.ts'
import { decide } from './decide.ts'
import type { Decision } from './decide.ts'
import { FAMILIES, PROBED } from './families.data.ts'
import type { ProbedTool } from './families.data.ts'
import { findingOf } from './finding.ts'
import type { SuppressionData } from './finding.ts'
import type { Judgement, Probed } from './judgement.ts'
import { hookedChecks, isSpokenFor } from './hook-votes.ts'
import { otherReaders } from './other-readers.ts'
import { probeEslint } from './probe-eslint.ts'
import { probeFlake8 } from './probe-flake8.ts'
import { probeMypy } from './probe-mypy.ts'
import { probePyright } from './probe-pyright.ts'
import { probeRuff } from './probe-ruff.ts'
import { probeTsc } from './probe-tsc.ts'
import { proofReaders } from './proof-readers.ts'
import { probeTy } from './probe-ty.ts'
import { ranked } from './rank.ts'
import { scan } from './scan.ts'
import { lineOf } from './source-file.ts'
import type { SourceFile, Suppression } from './suppression.ts'

type Probe = (
  configurations: readonly Configuration[],
  files: readonly SourceFile[],
  context: Context,
) => Promise<Probed>

const PROBES: Readonly<Record<ProbedTool, Probe>> = {
  tsc: probeTsc,
  eslint: probeEslint,
  mypy: probeMypy,
  pyright: probePyright,
  ty: probeTy,
  ruff: probeRuff,
  flake8: probeFlake8,
}

/** Which suppressions suppress nothing, which hide more than they need to, and which of the rest are worth a person's time. */
export async function detectSuppressions(context: Context): Promise<ActionDetection<SuppressionData>> {
  const { files, left } = await scan(context)
  const { judgements, left: unprobed, unasked } = await probeWithHooks(files, context)
  const readers = await otherReaders(context.files, context, unasked)
  const decided = files.flatMap((file) =>
    file.suppressions.map((suppression) => ({ file, suppression, decision: decide(suppression, judgements, readers) })),
  )
  const live = decided.flatMap(({ suppression, decision }) =>
    decision.kind === 'live' ? [{ suppression, why: decision.why }] : [],
  )
  const reason = reasonOf(decided, judgements)
  return {
    findings: settle(decided, judgements, context),
    examined: examinedOf(decided, judgements),
    left: [...left, ...unprobed, ...failures(judgements), ...passedOver(decided)],
    ranked: await ranked(live, context),
    ...(reason === null ? {} : { reason }),
  }
}

interface Decided {
  file: SourceFile
  suppression: Suppression
  decision: Decision
}

/** The checks of CI vote, and so do hooks that it does not run where they can be asked; those that can't are `unasked`. */
async function probeWithHooks(files: readonly SourceFile[], context: Context): Promise<Probed & { unasked: Leaf[] }> {
  const { checks, beside } = await hookedChecks(context)
  const probed = await probeAll(files, { ...context, checks })
  const asked = new Set(probed.judgements.filter(({ failure }) => failure === null).map(({ tool }) => tool))
  const unasked: Leaf[] = []
  for (const hook of beside) {
    const { judgements } = await probeAll(files, { ...context, checks: [hook] })
    const votes = judgements.filter(({ failure }) => failure === null)
    probed.judgements.push(...votes)
    if (votes.length === 0) unasked.push(...hook.leaves.filter((leaf) => !isSpokenFor(leaf, asked)))
  }
  return { ...probed, unasked }
}

async function probeAll(files: readonly SourceFile[], context: Context): Promise<Probed> {
  const all: Probed = { judgements: [], left: [] }
  for (const tool of PROBED) {
    const { judgements, left } = await PROBES[tool](configurationsOf(context.checks, tool), files, context)
    all.judgements.push(...judgements)
    all.left.push(...left)
  }
  return all
}

function settle(
  decided: readonly Decided[],
  judgements: readonly Judgement[],
  { checks }: Context,
): Finding<SuppressionData>[] {
  const ordinals = new Map<string, number>()
  const findings: Finding<SuppressionData>[] = []
  for (const { file, suppression, decision } of decided) {
    const { path, family, symbol, comment } = suppression
    const equal = JSON.stringify([path, family, symbol, lineOf(file.text, comment.start).replace(/\s+/g, ' ').trim()])
    const ordinal = ordinals.get(equal) ?? 0
    ordinals.set(equal, ordinal + 1)
    if (decision.kind === 'dead' || decision.kind === 'narrow')
      findings.push(
        findingOf(file, suppression, decision, { ordinal, readers: proofReaders(suppression, judgements, checks) }),
      )
  }
  return findings.toSorted((a, b) => ACTIONS.indexOf(a.data.action) - ACTIONS.indexOf(b.data.action))
}

/** What hid the most comes first. */
const ACTIONS: readonly SuppressionData['action'][] = ['remove', 'drop-codes', 'narrow']

function examinedOf(decided: readonly Decided[], judgements: readonly Judgement[]): string[] {
  const runs = judgements.filter(({ failure }) => failure === null).map(({ configuration }) => configuration)
  const files = decided.filter(({ decision }) => decision.kind !== 'unread').map(({ suppression }) => suppression.path)
  return [...new Set([...runs, ...files])]
}

function failures(judgements: readonly Judgement[]): { what: string; why: string }[] {
  return judgements.flatMap(({ configuration, failure }) =>
    failure === null ? [] : [{ what: configuration, why: failure }],
  )
}

/** What nobody could settle: per reason one line, however many files. */
function passedOver(decided: readonly Decided[]): { what: string; why: string }[] {
  const open = decided.flatMap(({ suppression, decision }) => {
    if (decision.kind !== 'unread' && decision.kind !== 'held') return []
    return [{ suppression, why: decision.kind === 'unread' ? unreadReason(suppression, decision.why) : decision.why }]
  })
  const byReason = Map.groupBy(open, ({ suppression, why }) => JSON.stringify([suppression.family, why]))
  return [...byReason.values()].map((group) => {
    const [first] = group
    const paths = [...new Set(group.map(({ suppression }) => suppression.path))]
    const shown = paths.length > 3 ? `${paths.slice(0, 3).join(', ')} and ${paths.length - 3} more` : paths.join(', ')
    return { what: `${group.length} × ${first?.suppression.family ?? ''} in ${shown}`, why: first?.why ?? '' }
  })
}

function unreadReason({ family }: Suppression, why: string): string {
  return `${why}; so nothing can prove that ${FAMILIES[family].judges.join(' or ')} does not need it`
}

/** Why the run could settle nothing at all, where that is so and there was something to settle. */
function reasonOf(decided: readonly Decided[], judgements: readonly Judgement[]): Reason | null {
  const open = decided.filter(({ suppression }) => FAMILIES[suppression.family].judges.length > 0)
  if (open.length === 0 || open.some(({ decision }) => decision.kind !== 'unread')) return null
  const failure = judgements.find(({ failure: why }) => why !== null)
  if (failure !== undefined) {
    return {
      code: 'not-set-up',
      message: `\`${failure.configuration}\` could not be run: ${failure.failure ?? ''}`,
      remedy: 'Put this step behind the set-up steps of the job that runs this check.',
    }
  }
  const languages = [...new Set(open.map(({ suppression }) => FAMILIES[suppression.family].language))].join(', ')
  return {
    code: 'no-check',
    message: `There are ${open.length} suppressions, but no check of this repository runs a tool that could judge them (${languages}).`,
    remedy: 'Add the checker to a workflow, or name its command in the input `checks`.',
  }
}

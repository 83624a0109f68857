import { randomBytes } from 'node:crypto'
import { readConventions } from '@upkeep/agent-core'
import type { AttemptTree } from '@upkeep/agent-core'
import type { FoundCheck } from '@upkeep/ci'
import { changedRuns } from '@upkeep/github'
import { takesPart } from '@upkeep/proof'
import type { Edit, Finding, Id, PatchProposal, Verdict } from '@upkeep/schema'
import type { ActionRepair, BatchStages, Context } from './definition.ts'
import { notedAsTools } from './made-by-tools.ts'
import { checkReport } from './repair/check-report.ts'
import type { Made } from './repair/check-report.ts'
import { laidOut } from './repair/laid-out.ts'
import { sourceReader } from './repair/read-source.ts'
import { findingsTogether } from './repair/together.ts'
import { rootsFirst } from './repair/roots-first.ts'
import { repair } from './repair/repair.ts'
import type { Repaired } from './repair/repair.ts'
import { repairTask } from './repair/repair-task.ts'
import type { RepairBrief } from './repair/repair-task.ts'

/** Seconds that one answer of a model may take, where the inputs do not say. */
const SECONDS_PER_CALL = 300

/** Hands the findings of a batch to the models of the run, each attempt on a tree of its own, judged by the action's own `verify`. */
export async function repairBatch<X, P extends PatchProposal<X>>(
  action: BatchStages<X, P>,
  own: ActionRepair<X, P>,
  batch: string,
  all: readonly Finding<X>[],
  context: Context,
  judgeSubset: (subset: readonly P[], depth: 'probe' | 'proof') => Promise<Verdict>,
): Promise<Repaired<P>> {
  const { workspace, grant, env, inputs, signal, recorder, redact, models, log, spent } = context
  const { rules } = own
  const brief = (asked: readonly Finding<X>[]) => own.brief(asked, context)
  const conventions = await readConventions((commit, path) => workspace.readAt(commit, path), grant.target.base)
  const sourceOf = sourceReader()
  const handed = all.filter((finding) => own.asks?.(finding) ?? true)
  const facts = (await context.pull?.facts()) ?? null
  const changed = (facts?.files ?? []).flatMap(({ path, patch }) => changedRuns(patch).map((run) => ({ path, ...run })))
  const findings =
    own.rootsFirst === true
      ? [
          ...all.filter((finding) => !handed.includes(finding)),
          ...(await rootsFirst(handed, brief, facts?.paths ?? null, workspace, sourceOf)),
        ]
      : all
  const mayRun = workspace.sandbox.modelCode !== 'refused'
  if (!mayRun)
    log.info('What a model writes is not run here, because commands can not be kept in a sandbox; it is only judged.')
  const repaired = await repair<X, P>({
    batch,
    findings,
    models,
    limits: {
      usd: Math.max(0, grant.budget.usd - spent.usd),
      seconds: grant.budget.seconds,
      turns: grant.budget.turns,
      findings: numberOf(inputs['max-findings']),
      files: grant.limits['files'] ?? Number.MAX_SAFE_INTEGER,
      secondsPerCall: timeoutOf(inputs['model-timeout']),
    },
    tools: (open) => notedAsTools(action.propose(open, 'L0', context)),
    prover: judgeSubset,
    together: await findingsTogether(handed, brief, workspace, sourceOf),
    ...(own.asks === undefined ? {} : { asks: own.asks }),
    proposal: async (asked, edits) => (await proposalOf(own, findings, asked, edits, context)).made,
    task: async (open, rung, gaveUp) => {
      const asked = open.map(({ finding }) => finding)
      for (const { message } of asked) log.info(`${rung}: ${message.slice(0, 200)}`)
      const words = brief(asked)
      const proposed = (edits: readonly Edit[]) => proposalOf(own, findings, asked, edits, context)
      const check = (tree: AttemptTree) =>
        checkReport(action, { diagnostics: words.diagnostics, proposed }, tree, context)
      const attempts = [...new Set(open.flatMap(({ attempts: tried }) => tried))]
      const judges = judgesOf(words.judges, context.judging)
      const told = { ...words, judges, rung, attempts, gaveUp }
      const ports = { workspace, grant, env, mayRun, rules, conventions, changed, check, sourceOf, signal }
      const task = await repairTask(told, { ...ports, nonce: () => randomBytes(8).toString('hex') })
      return { ...task, edits: async () => await laidOut(await task.edits(), context) }
    },
    recorder,
    redact,
    now: () => performance.now(),
    signal,
  })
  if (repaired.word !== null) log.info(repaired.word)
  return repaired
}

/** The proposal that an attempt's edits make: for all findings of the batch that they settle; where they settle none, for what was asked. */
async function proposalOf<X, P extends PatchProposal<X>>(
  { settled, proposal }: ActionRepair<X, P>,
  all: readonly Finding<X>[],
  asked: readonly Finding<X>[],
  edits: readonly Edit[],
  context: Context,
): Promise<Made<X, P>> {
  const tree = await context.workspace.compose(edits)
  const gone = 'conflict' in tree ? [] : await settled(all, tree, context)
  const own = asked.filter((finding) => gone.includes(finding))
  const others = gone.filter((finding) => !asked.includes(finding))
  const made = proposal(own.length === 0 ? asked : [...own, ...others], edits)
  return { made, kept: asked.filter((finding) => !gone.includes(finding)) }
}

/** The commands of the checks that will be asked, once each: what is to be settled stands in the order of CI, and so does the rest. */
function judgesOf(
  { targets, checks }: { targets: readonly Id[]; checks: readonly FoundCheck[] },
  ports: Context['judging'],
): RepairBrief['judges'] {
  const asked = new Map<string, boolean | 'perhaps'>()
  const own = new Set<string>()
  for (const found of checks) {
    const { check, shown } = found
    const command = shown ?? check.command
    if (targets.includes(check.id)) own.add(command)
    else if (asked.get(command) !== true) asked.set(command, takesPart(found, ports))
  }
  const others = (part: boolean | 'perhaps') =>
    [...asked].flatMap(([one, is]) => (is === part && !own.has(one) ? [one] : []))
  return { targets: [...own], others: others(true), perhaps: others('perhaps') }
}

function timeoutOf(value: unknown): number {
  return numberOf(value) === 0 ? SECONDS_PER_CALL : numberOf(value)
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0
}

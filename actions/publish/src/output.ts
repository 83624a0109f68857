import { VERSION } from '@upkeep/entry'
import type { ActionJob, RunOutput } from '@upkeep/entry'
import type { PublishOutcome } from '@upkeep/publishing'
import { NO_USAGE } from '@upkeep/schema'
import type { Publication, Result } from '@upkeep/schema'
import { codeBlock, codeSpan, escapeMarkdown, markdownTable } from '@upkeep/text'

/** What the step sets and shows. */
export function publishOutput(
  job: ActionJob,
  outcome: PublishOutcome,
  publication: Publication | null,
  seconds: number,
): RunOutput {
  const { environment } = job
  const result: Result = {
    format: 'upkeep/result@1',
    action: 'publish',
    version: VERSION,
    result: outcome.result,
    incomplete: outcome.incomplete,
    reason: outcome.reason,
    repository: {
      root: environment.workspace,
      slug: environment.repository,
      commit: environment.sha,
      base: environment.sha,
    },
    findings: [],
    proposals: [],
    coverage: { examined: [], notExamined: outcome.withheld.map(({ what, why }) => ({ what, why })) },
    usage: publication?.usage ?? NO_USAGE,
    checkerRuns: 0,
    seconds: Math.round(seconds * 100) / 100,
    out: null,
    published: outcome.posted.map(({ op, url }) => ({ op, url })),
  }
  return { result, summary: summaryOf(job, outcome, publication), reportPath: null, hasPublication: false }
}

function summaryOf({ inputs }: ActionJob, outcome: PublishOutcome, publication: Publication | null): string {
  const { posted, withheld, refusal, reason, plan } = outcome
  const of = publication === null ? '' : ` of ${escapeMarkdown(publication.action)}`
  const parts = [`## Publish${of}: ${headline(outcome)}`]
  for (const { url, wrote } of posted) parts.push(`- ${url}${wrote ? '' : ' (nothing new to write)'}`)
  if (refusal !== null) {
    parts.push(`**${refusal.code}** ${codeSpan(refusal.where)}: ${escapeMarkdown(refusal.message)}`)
    const id = String(inputs['artifact-id'])
    if (refusal.code === 'E_STALE' && id !== '')
      parts.push('To apply the patch by hand, in a clone of the repository:', codeBlock(applyCommand(id), 'sh'))
  }
  if (reason !== null) parts.push(escapeMarkdown(reason.remedy))
  if (plan.length > 0) parts.push('Would be written:', plan.map((line) => `- ${escapeMarkdown(line)}`).join('\n'))
  if (withheld.length > 0) {
    const rows = withheld.map(({ what, why }) => [escapeMarkdown(what), escapeMarkdown(why)])
    parts.push(markdownTable(['Not posted', 'Why'], rows))
  }
  return `${parts.join('\n\n')}\n`
}

function headline({ posted, refusal, result, plan }: PublishOutcome): string {
  if (refusal !== null) return 'refused, nothing was written'
  if (posted.some(({ wrote }) => wrote)) return 'posted'
  if (plan.length > 0) return 'a dry run'
  return result === 'skipped' ? 'nothing was posted' : 'everything is posted already'
}

function applyCommand(id: string): string {
  return `gh api "repos/{owner}/{repo}/actions/artifacts/${id}/zip" > upkeep.zip && unzip -p upkeep.zip patch.diff | git apply --3way`
}

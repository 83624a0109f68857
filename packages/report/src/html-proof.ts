import type { CheckRow } from '@upkeep/schema'
import { escapeHtml as e } from '@upkeep/text'
import type { ReportData } from './data.ts'
import { badge, section, table } from './html-parts.ts'
import type { Tone } from './html-parts.ts'
import { count, duration, proofParts } from './wording.ts'

const TONES: Readonly<Record<CheckRow['after'], Tone>> = {
  pass: 'good',
  fail: 'bad',
  flaky: 'warn',
  'not-run': 'calm',
  'not-needed': 'calm',
}

/** Every check of CI: as run before and after, or not run and why. */
export function proofSection({ proof }: ReportData): string {
  const { run, others } = proofParts(proof)
  const rows = run.map(({ command, kind, before, after, new: fresh, fixed, seconds, why }) => {
    return [
      `<code>${e(command)}</code>${why === undefined ? '' : `<p class="why">${e(why)}</p>`}`,
      e(kind),
      badge(TONES[before], words(before)),
      badge(TONES[after], words(after)),
      String(fresh),
      String(fixed),
      duration(seconds),
    ]
  })
  const left = others.flatMap((each) =>
    each.rows.map(({ command, kind }) => [`<code>${e(command)}</code>`, e(kind), e(each.why)]),
  )
  const parts = [
    section(
      'Proof',
      `${count(run.length, 'check')} of the repository`,
      table(['Check', 'Kind', 'Before', 'After', 'New', 'Fixed', 'Time'], rows, [4, 5, 6]),
    ),
    section('Not checked', count(left.length, 'check'), table(['Check', 'Kind', 'Why'], left)),
  ]
  return parts.filter((part) => part !== '').join('\n')
}

function words(outcome: CheckRow['after']): string {
  return outcome.replace('-', ' ')
}

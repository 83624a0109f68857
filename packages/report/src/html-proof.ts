import type { CheckRow } from '@upkeep/schema'
import { escapeHtml as e } from '@upkeep/text'
import type { ReportData } from './data.ts'
import { badge, section, table } from './html-parts.ts'
import type { Tone } from './html-parts.ts'
import { count, duration, wasRun } from './wording.ts'

const TONES: Readonly<Record<CheckRow['after'], Tone>> = {
  pass: 'good',
  fail: 'bad',
  flaky: 'warn',
  'not-run': 'calm',
  'not-needed': 'calm',
}

/** Every check of CI: as run before and after, or not run and why. */
export function proofSection({ proof }: ReportData): string {
  const rows = proof.map((row) => {
    const { command, kind, before, after, new: fresh, fixed, seconds, why } = row
    return [
      `<code>${e(command)}</code>${why === undefined ? '' : `<p class="why">${e(why)}</p>`}`,
      e(kind),
      badge(TONES[before], words(before)),
      badge(TONES[after], words(after)),
      String(fresh),
      String(fixed),
      wasRun(row) ? duration(seconds) : '–',
    ]
  })
  const body = table(['Check', 'Kind', 'Before', 'After', 'New', 'Fixed', 'Time'], rows, [4, 5, 6])
  return section('Proof', count(proof.length, 'check') + ' of the repository', body)
}

function words(outcome: CheckRow['after']): string {
  return outcome.replace('-', ' ')
}

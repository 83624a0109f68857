import type { ResultFinding } from '@upkeep/schema'
import { escapeHtml as e } from '@upkeep/text'
import type { ReportData } from './data.ts'
import { badge, pathCode, prose, section } from './html-parts.ts'
import { count } from './wording.ts'

const TONES = { proposed: 'good', refused: 'warn', left: 'calm' } as const

/** Findings beyond this many are counted, not shown: result.json has them all. */
const MOST = 2000

/** Files with more findings than the reader sees at a glance begin folded. */
const OPEN_FILES = 12

/** The findings, grouped by file. */
export function findingsSection({ result: { findings } }: ReportData): string {
  const groups = [...Map.groupBy(findings.slice(0, MOST), ({ path }) => path ?? '')]
  const cards = groups.map(([path, group], index) => {
    const title = path === '' ? 'The repository' : pathCode(path)
    const open = index < OPEN_FILES ? ' open' : ''
    return `<details class="card"${open}><summary>${title} <small>${e(count(group.length, 'finding'))}</small></summary><ul class="findings">${group.map(item).join('')}</ul></details>`
  })
  const hidden = findings.length - MOST
  if (hidden > 0) cards.push(`<p class="empty">${e(count(hidden, 'further finding'))}: see result.json.</p>`)
  const body = cards.length === 0 ? '<p class="empty">There is none.</p>' : cards.join('\n')
  return section('Findings', findings.length === 0 ? '' : `${findings.length} in ${count(groups.length, 'file')}`, body)
}

function item({ state, message, why, rule, range, id }: ResultFinding): string {
  const place = range === null ? '' : `line ${range[0]} · `
  const reason = why === undefined ? '' : `<p class="meta">${e(why)}</p>`
  return `<li><div>${badge(TONES[state], state)}</div><div><p>${prose(message)}</p>${reason}<p class="meta">${place}<code>${e(rule)}</code> · <code>${e(id)}</code></p></div></li>`
}

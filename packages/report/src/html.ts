import { escapeHtml as e } from '@upkeep/text'
import type { ReportData } from './data.ts'
import { diffSection } from './html-diff.ts'
import { findingsSection } from './html-findings.ts'
import { modelSection } from './html-model.ts'
import { badge, pathCode, prose, section, table } from './html-parts.ts'
import { STYLE } from './html-style.data.ts'
import { proofSection } from './html-proof.ts'
import { count, duration, examined, headline, inState, muteExample, nounFor, reproduceCommand } from './wording.ts'

const POLICY = "default-src 'none'; style-src 'unsafe-inline'"

/** One HTML file that holds everything and asks for nothing: no script, no font, no image, no address. */
export function reportHtml(data: ReportData): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${e(data.title)}: ${e(data.result.result)}</title>
<style>${STYLE}</style>
</head>
<body>
${verdict(data)}
<main>
${[findingsSection(data), diffSection(data.patch), proofSection(data), modelSection(data), left(data), skipped(data), notExamined(data), how(data)].join('\n')}
<footer>Upkeep ${e(data.result.version)}. This file is complete in itself and loads nothing.</footer>
</main>
</body>
</html>
`
}

function verdict(data: ReportData): string {
  const { result, coverage, repository, reason, incomplete, seconds } = data.result
  const tone = ({ changed: 'good', clean: 'good', skipped: 'warn', failed: 'bad' } as const)[result]
  const place = [repository.slug, repository.commit?.slice(0, 12)].filter((part) => typeof part === 'string')
  const figures = [
    [String(inState(data, 'proposed').length), 'proposed and proven'],
    [String(inState(data, 'refused').length), 'refused by a check or guard'],
    [String(inState(data, 'left').length), 'left as they are'],
    [String(coverage.examined.length), `${nounFor(coverage.examined.length, examined(data))} examined`],
    [duration(seconds), 'in all'],
  ] as const
  const notes = [
    incomplete === null ? '' : `<p>Cut short by ${e(incomplete)}: what was proven by then stands.</p>`,
    reason === null ? '' : `<p>${prose(reason.message)}</p><p><b>What to do:</b> ${prose(reason.remedy)}</p>`,
  ].join('')
  return `<header><div>
<p class="brand">Upkeep · ${e(data.title)}</p>
${badge(tone, result)}
<h1>${e(headline(data))}</h1>
<p class="meta">${place.map((part) => `<span class="mono">${e(part)}</span>`).join(' at ')}</p>
<ul class="figures">${figures.map(([figure, what]) => `<li><b>${e(figure)}</b><span>${e(what)}</span></li>`).join('')}</ul>
${notes === '' ? '' : `<div class="note">${notes}</div>`}
</div></header>`
}

function left({ left: items }: ReportData): string {
  const rows = items.map((item) => [
    `${pathCode(`${item.path}:${item.line}`)}<p class="why">${prose(item.message)}</p>`,
    `<code>${e(item.rule)}</code>`,
    String(Math.round(item.score * 10) / 10),
  ])
  return section(
    'What is left, most valuable first',
    count(items.length, 'place'),
    table(['Where', 'Rule', 'Worth'], rows, [2]),
  )
}

function skipped({ skips }: ReportData): string {
  return section(
    'Skipped',
    '',
    table(
      ['Reason', 'Code'],
      skips.map(({ code, reason }) => [e(reason), `<code>${e(code)}</code>`]),
    ),
  )
}

function notExamined({ result: { coverage } }: ReportData): string {
  const rows = coverage.notExamined.map(({ what, why }) => [pathCode(what), e(why)])
  return section(
    'Not examined',
    rows.length === 0 ? 'nothing was left out' : count(rows.length, 'entry').replace('entrys', 'entries'),
    table(['What', 'Why'], rows),
  )
}

function how(data: ReportData): string {
  const { usage, checkerRuns, seconds } = data.result
  const model =
    usage.turns === 0
      ? 'No model was asked'
      : `${count(usage.turns, 'turn')}, ${usage.input + usage.cacheRead + usage.cacheWrite} tokens read, ${usage.output} written, $${usage.usd.toFixed(2)}`
  const facts = [
    ['Isolation', data.isolation],
    ['Model', model],
    ['Checkers', `${count(checkerRuns, 'run')}, ${duration(seconds)} in all`],
  ] as const
  const list = `<dl>${facts.map(([name, value]) => `<dt>${e(name)}</dt><dd>${e(value)}</dd>`).join('')}</dl>`
  const commands = `<details class="card"><summary>Mute a finding or a rule</summary><pre tabindex="0">${e(muteExample(data))}</pre></details>
<details class="card"><summary>Run it again in a clone</summary><pre tabindex="0">${e(reproduceCommand(data))}</pre></details>`
  return `${section('How it was done', '', `<div class="card">${list}</div>`)}\n${commands}`
}

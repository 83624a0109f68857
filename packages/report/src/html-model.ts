import { escapeHtml as e } from '@upkeep/text'
import type { ReportData } from './data.ts'
import { badge, pathCode, section, table } from './html-parts.ts'
import { count } from './wording.ts'

/** What models were asked, in the order in which they were: where, on which rung, what it took and how it ended; and what guards refused. */
export function modelSection({ attempts, guards }: ReportData): string {
  const rows = attempts.map(({ place, rung, model, turns, tools, read, written, usd, end, proven }) => [
    pathCode(place),
    e(rung),
    `<code>${e(model)}</code>`,
    `${turns}`,
    `${tools}`,
    `${read}`,
    `${written}`,
    usd.toFixed(3),
    proven ? badge('good', 'proven') : badge('calm', end.replaceAll('-', ' ')),
  ])
  const head = ['Where', 'Rung', 'Model', 'Turns', 'Tool calls', 'Tokens read', 'Tokens written', 'USD', 'End']
  const refused = guards.map(({ guard, path, refusal }) => [`<code>${e(guard)}</code>`, pathCode(path), e(refusal)])
  return [
    section(
      'What models were asked',
      attempts.length === 0 ? '' : count(attempts.length, 'attempt'),
      table(head, rows, [3, 4, 5, 6, 7]),
    ),
    section('What guards refused', '', table(['Guard', 'Where', 'Why'], refused)),
  ].join('\n')
}

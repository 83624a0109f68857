import type { Slice } from '@upkeep/ci'

/** Left legs that are named; more are counted. */
const NAMED = 4

/** Which legs of its matrices a slice has, and why; the legs that are not run. A line each. */
export function legsText({ legs }: Slice): string {
  return legs
    .map(({ job, kept, left, met, why }) => {
      const more = left.length > NAMED ? ` and ${left.length - NAMED} more` : ''
      const others = left.length === 0 ? '' : `; not run: ${left.slice(0, NAMED).map(nameOf).join(' | ')}${more}`
      const named = left.length === 0 ? 'as it is' : kept.map(nameOf).join(' | ')
      return `${met === false ? 'warning: ' : ''}job ${job}: ${named} (${why})${others}\n`
    })
    .join('')
}

function nameOf(leg: Slice['legs'][number]['kept'][number]): string {
  const parts = Object.entries(leg).flatMap(([name, value]) => (value === null ? [] : [`${name} ${quoteless(value)}`]))
  return parts.length === 0 ? 'one leg' : parts.join(', ')
}

function quoteless(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

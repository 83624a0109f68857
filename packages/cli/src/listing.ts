import Table from 'cli-table3'

const NO_LINES = Object.fromEntries(
  'top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right left left-mid mid mid-mid right right-mid middle'
    .split(' ')
    .map((place) => [place, '']),
)

/** Columns between two cells. */
const GAP = 2

/**
 * Rows in columns without lines around them. Each column but the last is as wide as what stands in it, up to its share of the width; the
 * last one has the rest. What is longer is wrapped at its words.
 * @param shares of the width, one for each column but the last
 */
export function listing(
  rows: readonly (readonly string[])[],
  shares: readonly number[],
  { width, indent = '' }: { width: number; indent?: string },
): string {
  if (rows.length === 0) return ''
  const room = Math.max(60, Math.min(width, 160)) - indent.length
  const widths = shares.map((share, column) => {
    const longest = Math.max(...rows.map((row) => row[column]?.length ?? 0))
    return Math.min(longest, Math.max(6, Math.floor(room * share))) + GAP
  })
  const rest = room - widths.reduce((sum, each) => sum + each, 0)
  const table = new Table({
    chars: NO_LINES,
    colWidths: [...widths, rest],
    wordWrap: true,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': GAP },
  })
  for (const row of rows) table.push([...row])
  return table.toString().replaceAll(/^/gm, indent).replaceAll(/ +$/gm, '')
}

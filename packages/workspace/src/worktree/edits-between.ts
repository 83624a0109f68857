import { diffArrays } from 'diff'
import { sha256 } from '@upkeep/schema'
import type { Edit } from '@upkeep/schema'
import { decodeText } from '../text-encoding.ts'

/** A larger file is replaced between its first and its last difference. */
const MOST_LINES = 20_000

/**
 * The edits that turn one content of a file into another, one for each run of changed lines; null is a file that is not there.
 * Applied to `before` they give `after`, byte for byte.
 * @returns null where an edit can not say it: a binary file, or text that the encoding of the file lacks.
 */
export function editsBetween(path: string, before: Uint8Array | null, after: Uint8Array | null): Edit[] | null {
  if (before === null) return after === null ? [] : created(path, after)
  const blob = sha256(before)
  if (after === null) return [{ path, blob, start: 0, end: 0, text: null }]
  const encoding = decodeText(before)?.encoding
  if (encoding === undefined) return null
  const [old, fresh] = [linesOf(before), linesOf(after)]
  const runs = old.length + fresh.length > MOST_LINES ? between(old, fresh) : changedRuns(old, fresh)
  const edits: Edit[] = []
  for (const { start, end, text } of runs) {
    const written = Buffer.from(text, 'latin1').toString(encoding)
    if (!Buffer.from(written, encoding).equals(Buffer.from(text, 'latin1'))) return null
    edits.push({ path, blob, start, end, text: written })
  }
  return edits
}

function created(path: string, after: Uint8Array): Edit[] | null {
  const text = Buffer.from(after).toString('utf8')
  return Buffer.from(text).equals(Buffer.from(after)) ? [{ path, blob: null, start: 0, end: 0, text }] : null
}

/** Byte ranges of the old contents with their new text, in which a character is a byte. */
interface Run {
  start: number
  end: number
  text: string
}

/** Lines with their ends; a character of these strings is a byte, so that offsets count bytes. */
function linesOf(bytes: Uint8Array): string[] {
  return (
    Buffer.from(bytes)
      .toString('latin1')
      .match(/[^\n]*\n|[^\n]+$/g) ?? []
  )
}

function changedRuns(old: readonly string[], fresh: readonly string[]): Run[] {
  const runs: Run[] = []
  let at = 0
  let open: Run | null = null
  for (const { added, removed, value } of diffArrays([...old], [...fresh])) {
    const text = value.join('')
    if (!added && !removed) {
      open = null
      at += text.length
      continue
    }
    if (open === null) runs.push((open = { start: at, end: at, text: '' }))
    if (added) open.text += text
    else at = open.end += text.length
  }
  return runs
}

function between(old: readonly string[], fresh: readonly string[]): Run[] {
  const shared = Math.min(old.length, fresh.length)
  let head = 0
  while (head < shared && old[head] === fresh[head]) head += 1
  let tail = 0
  while (tail < shared - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail += 1
  if (head === old.length && head === fresh.length) return []
  const start = old.slice(0, head).join('').length
  const end = start + old.slice(head, old.length - tail).join('').length
  return [{ start, end, text: fresh.slice(head, fresh.length - tail).join('') }]
}

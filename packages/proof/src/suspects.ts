import type { Diagnostic, Edit, Id, PatchProposal } from '@upkeep/schema'
import { decodeText } from '@upkeep/workspace'
import type { FileChange } from './change.ts'

/** How far below or above an edit a tool may report what it caused: a directive speaks about the next line of code. */
const NEAR_LINES = 3

/**
 * Whom new diagnostics blame: per diagnostic the proposals with an edit near its line in the patched file, else all that touch
 * its file, else nobody (the caller bisects).
 */
export function suspectsOf(
  introduced: readonly Diagnostic[],
  proposals: readonly PatchProposal[],
  changes: readonly FileChange[],
): Id[] {
  const byPath = Map.groupBy(
    proposals.flatMap(({ id, edits }) => edits.map((edit) => ({ id, edit }))),
    ({ edit }) => edit.path,
  )
  const blamed = new Set<Id>()
  for (const { path, range } of introduced) {
    const there = path === null ? [] : (byPath.get(path) ?? [])
    const before = changes.find((change) => change.path === path)?.before ?? null
    const near = range === null || before === null ? [] : nearest(there, range[0], before)
    for (const { id } of near.length > 0 ? near : there) blamed.add(id)
  }
  return [...blamed]
}

interface Placed {
  id: Id
  edit: Edit
}

function nearest(placed: readonly Placed[], line: number, before: Uint8Array): Placed[] {
  const lines = patchedLines(placed, before)
  const distances = placed.map((_, index) => Math.abs((lines[index] ?? Infinity) - line))
  const least = Math.min(...distances)
  return least > NEAR_LINES ? [] : placed.filter((_, index) => distances[index] === least)
}

/** The line, in the patched file, where each edit begins. */
function patchedLines(placed: readonly Placed[], before: Uint8Array): number[] {
  const inOrder = [...placed.entries()].toSorted(([, a], [, b]) => a.edit.start - b.edit.start)
  const lines: number[] = []
  let [offset, line] = [0, 1]
  for (const [index, { edit }] of inOrder) {
    line += lineBreaks(before.subarray(offset, edit.start))
    lines[index] = line
    line += newlines(edit.text ?? '')
    offset = Math.max(offset, edit.end)
  }
  return lines
}

function lineBreaks(bytes: Uint8Array): number {
  return newlines(decodeText(bytes)?.text ?? '')
}

function newlines(text: string): number {
  return text.split('\n').length - 1
}

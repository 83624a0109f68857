import type { Place, TextChange, UnsafeFix } from '@upkeep/checkers'
import { sha256 } from '@upkeep/schema'
import type { Edit } from '@upkeep/schema'
import { byteOffset, decodeText } from '@upkeep/workspace'
import type { DecodedText } from '@upkeep/workspace'

/**
 * Makes fixes edits of one file, in order, with its own ends of lines. Null where a fix does not fit these contents: the tool read others,
 * or names a place that leads into the middle of a character.
 */
export function editsIn(bytes: Uint8Array): (fix: UnsafeFix) => Edit[] | null {
  const decoded = decodeText(bytes)
  if (decoded?.encoding !== 'utf-8') return () => null // tools read other characters there than we do
  const offset = offsetsIn(decoded, bytes)
  const blob = sha256(bytes)
  const editOf = (path: string, change: TextChange): Edit | null => {
    const [start, end] = [offset(change.start), offset(change.end)]
    if (start === null || end === null || start > end) return null
    const there = Buffer.from(bytes.subarray(start, end)).toString()
    if (change.replaces !== null && withLf(change.replaces) !== withLf(there)) return null
    const text = decoded.eol === '\r\n' ? withLf(change.text).replaceAll('\n', '\r\n') : change.text
    return { path, blob, start, end, text }
  }
  return ({ path, changes, source }) => {
    if (source !== null && source.replace(/^\uFEFF/, '') !== decoded.text) return null
    const edits = changes.flatMap((change) => editOf(path, change) ?? [])
    edits.sort((one, other) => one.start - other.start)
    const apart = edits.every((edit, index) => index === 0 || isBehind(edit, edits[index - 1]))
    return edits.length > 0 && edits.length === changes.length && apart ? edits : null
  }
}

/** Whether both can be applied: one that begins where the other one does is in its place. */
export function isBehind(edit: { start: number }, other: { start: number; end: number } | undefined): boolean {
  return other === undefined || (edit.start >= other.end && edit.start > other.start)
}

function withLf(text: string): string {
  return text.replaceAll('\r\n', '\n')
}

/** Bytes of a file by the place that a tool names; null where there is no such place. */
function offsetsIn({ text, encoding, bom }: DecodedText, bytes: Uint8Array): (place: Place) => number | null {
  const lines = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]
  const atIndex = (index: number) =>
    index < 0 || index > text.length || isInside(text, index) ? null : byteOffset(text, index, encoding, bom)
  return (place) => {
    if ('units' in place) return atIndex(place.units)
    if ('bytes' in place) {
      const isBoundary = place.bytes === bytes.length || ((bytes[place.bytes] ?? 0x80) & 0xc0) !== 0x80
      return place.bytes >= 0 && isBoundary ? place.bytes : null
    }
    const [from, behind] = [lines[place.line - 1], lines[place.line] ?? text.length + 1]
    if (from === undefined || place.column < 1) return null
    const characters = Array.from(text.slice(from, behind - 1))
    if (place.column > characters.length + 1) return null
    return atIndex(from + characters.slice(0, place.column - 1).join('').length)
  }
}

/** Between the two halves of one character. */
function isInside(text: string, index: number): boolean {
  return /^[\uDC00-\uDFFF]/.test(text.charAt(index)) && /[\uD800-\uDBFF]$/.test(text.charAt(index - 1))
}

import { createHash } from 'node:crypto'
import { ownedBy, readOperationMarker, touchRefusal } from '@upkeep/schema'
import { hiddenCharacters } from '@upkeep/text'
import type { Candidate, FileChange } from './candidate.ts'
import { changedFiles, treeChanges } from './candidate.ts'
import { LIMITS } from './limits.data.ts'
import { refusal } from './refusal.ts'
import type { Refusal } from './refusal.ts'

const CODES = { path: 'E_PATH', protected: 'E_PROTECTED', 'not-owned': 'E_PROTECTED' } as const

/** Every path is one that the action may change, and stands once, also where case makes no difference. */
export function checkPaths(candidate: Candidate): Refusal | null {
  for (const { files, marker } of treeChanges(candidate)) {
    const owns = ownedBy(candidate.grant, readOperationMarker(marker)?.batch ?? '')
    const seen = new Set<string>()
    for (const { path } of files) {
      const found = touchRefusal({ ...candidate.grant, owns }, path)
      if (found !== null) return refusal(CODES[found.kind], printable(path), `${found.sentence}.`)
      const folded = path.toLowerCase()
      if (seen.has(folded)) return refusal('E_PATH', path, 'It stands twice.')
      seen.add(folded)
    }
  }
  return null
}

/** Number and size of files, by the smaller of our limits and the action's own. */
export function checkSizes(candidate: Candidate): Refusal | null {
  const most = Math.min(LIMITS.files, candidate.grant.limits['files'] ?? Infinity)
  let total = 0
  for (const { files, branch } of treeChanges(candidate)) {
    if (files.length > most) return refusal('E_SIZE', branch, `It changes ${files.length} files; ${most} are allowed.`)
    for (const { path, after } of files) {
      if (after === null) continue
      const bytes = candidate.blobs.get(after)
      if (bytes === undefined) return refusal('E_ARTIFACT', path, 'Its contents are not in the artifact.')
      if (bytes.length > LIMITS.file) return refusal('E_SIZE', path, `It is larger than ${LIMITS.file} bytes.`)
      total += bytes.length
    }
  }
  return total > LIMITS.total
    ? refusal('E_SIZE', 'blobs', `Together they are larger than ${LIMITS.total} bytes.`)
    : null
}

/** New contents are UTF-8 text, and what they replace is a plain file. */
export async function checkEncodings(candidate: Candidate): Promise<Refusal | null> {
  const changes = changedFiles(candidate)
  for (const { path, after } of changes) {
    const bytes = after === null ? null : candidate.blobs.get(after)
    if (bytes === null || bytes === undefined) continue
    if (bytes.subarray(0, 8192).includes(0)) return refusal('E_BINARY', path, 'It holds a NUL byte.')
    if (textOf(bytes) === null) return refusal('E_BINARY', path, 'It is not UTF-8.')
  }
  if (changes.length === 0) return null
  const base = await candidate.baseFiles()
  for (const { path } of changes) {
    const file = base.get(path) ?? null
    const mode = file?.mode
    if (mode === '120000') return refusal('E_MODE', path, 'It is a link.')
    if (mode === '160000') return refusal('E_MODE', path, 'It is a submodule.')
    if (mode !== undefined && mode !== '100644' && mode !== '100755')
      return refusal('E_MODE', path, `Its mode is ${mode}: no plain file.`)
    if (file !== null && file.bytes === null)
      return refusal('E_SIZE', path, 'The file that it replaces is too large to read.')
  }
  return null
}

/** Nothing that nobody can see is added; what a file held before may stay. */
export async function checkHidden(candidate: Candidate): Promise<Refusal | null> {
  const changes = changedFiles(candidate)
  if (changes.length === 0) return null
  const base = await candidate.baseFiles()
  for (const { path, after } of changes) {
    const [now, was] = [contentOf(after, candidate), base.get(path)?.bytes ?? new Uint8Array()]
    const [found] = hiddenCharacters(textOf(was) ?? '', now)
    if (found === undefined) continue
    const line = now.slice(0, found.at).split('\n').length
    return refusal('E_HIDDEN', `${path}:${line}`, `The added text holds ${found.code}.`)
  }
  return null
}

/** Every file is what the proof began with: nothing that somebody else wrote meanwhile is overwritten. */
export async function checkBase(candidate: Candidate): Promise<Refusal | null> {
  const changes = changedFiles(candidate)
  if (changes.length === 0) return null
  const base = await candidate.baseFiles()
  for (const change of changes) {
    const fault = staleness(change, base.get(change.path)?.bytes ?? null)
    if (fault !== null) return refusal('E_STALE', change.path, fault)
  }
  return null
}

/** Why a file is not as it was when the proof began; null: it is. */
export function staleness({ before }: FileChange, now: Uint8Array | null): string | null {
  if (before === null) return now === null ? null : 'It was to be created, and is there already.'
  if (now === null) return 'It is not there any more.'
  return createHash('sha256').update(now).digest('hex') === before ? null : 'It has changed since the proof began.'
}

function contentOf(after: string | null, { blobs }: Candidate): string {
  const bytes = after === null ? undefined : blobs.get(after)
  return bytes === undefined ? '' : (textOf(bytes) ?? '')
}

/** Null where the bytes are no UTF-8. A byte order mark stays a character. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

function printable(text: string): string {
  return JSON.stringify(text.slice(0, 200)).slice(1, -1)
}

import { Id } from '@upkeep/schema'

/** What a body that we wrote says of itself, invisibly, in its last line. */
export interface Marker {
  action: string
  /** What makes a second publication of the same a no-op: letters, digits, `.`, `_` and `-`, at most 64. */
  key: string
  /** Findings that it is about. */
  ids: Id[]
}

const ACTION = /^[a-z][a-z0-9-]{0,39}$/
const KEY = /^[\w.-]{1,64}$/
/** `--` would end an HTML comment early in some renderers. */
const DOUBLE_DASH = /--/
const MOST_IDS = 1000
const LINE =
  /^<!-- upkeep:([a-z][a-z0-9-]{0,39}) key=([\w.-]{1,64}) ids=((?:[0-9a-f]{16}(?:,[0-9a-f]{16}){0,999})?) v=1 -->$/

/** The line. Throws a TypeError for parts that it could not be read back from: those are ours, never a user's text. */
export function formatMarker({ action, key, ids }: Marker): string {
  const good =
    ACTION.test(action) &&
    KEY.test(key) &&
    ids.length <= MOST_IDS &&
    ids.every((id) => Id.safeParse(id).success) &&
    !DOUBLE_DASH.test(action + key)
  if (!good) throw new TypeError(`not a marker: ${action} ${key} ${ids.length} ids`)
  return `<!-- upkeep:${action} key=${key} ids=${ids.join(',')} v=1 -->`
}

/**
 * The last line of a body that is a marker. Ours is put behind everything that we quote; other bots may write below it. It says
 * nothing about who wrote the body: anybody can paste one, so callers look at the author or at the branch first.
 */
export function parseMarker(body: string | null): Marker | null {
  for (const line of (body ?? '').split('\n').toReversed()) {
    const [, action, key, ids] = LINE.exec(line.trimEnd()) ?? []
    if (action === undefined || key === undefined || ids === undefined || DOUBLE_DASH.test(action + key)) continue
    return { action, key, ids: ids === '' ? [] : ids.split(',') }
  }
  return null
}

/** A body with its marker as the last line. */
export function withMarker(body: string, marker: Marker): string {
  return `${body.trimEnd()}\n\n${formatMarker(marker)}\n`
}

const TRAILER = /^Upkeep-Key: ([\w.-]{1,64})$/

/** The key in a commit message: the last of its trailers that is ours. */
export function trailerKey(message: string): string | null {
  const trailers =
    message
      .trimEnd()
      .split(/\r?\n\s*\r?\n/)
      .at(-1) ?? ''
  const keys = trailers.split(/\r?\n/).flatMap((line) => TRAILER.exec(line)?.[1] ?? [])
  return keys.at(-1) ?? null
}

/** The body of a commit message with our trailer as its last paragraph. */
export function withTrailer(body: string, key: string): string {
  if (!KEY.test(key)) throw new TypeError(`not a key: ${key}`)
  return `${body.trimEnd()}\n\nUpkeep-Key: ${key}`.trimStart()
}

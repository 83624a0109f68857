import type { Id } from '@upkeep/schema'

/** What we leave in a text on GitHub, invisible, so that the next run finds what this one did. State lives nowhere else (design §3). */
export interface Marker {
  action: string
  /** What is settled: the batch of a pull request, or a name of the action's own. */
  topic: string
  /** Changes when what is posted changes; equal: nothing has to be written. */
  key: string
  /** The findings that it is about. */
  ids: readonly Id[]
}

const SHAPE =
  /<!-- upkeep:([a-z][a-z0-9-]{0,63}) topic=([a-z0-9][a-z0-9-]{0,63}) key=([0-9a-f]{16,64}) ids=((?:[0-9a-f]{16}(?:,[0-9a-f]{16})*)?) v=1 -->/g

/** As an HTML comment of one line. */
export function markerText({ action, topic, key, ids }: Marker): string {
  const text = `<!-- upkeep:${action} topic=${topic} key=${key} ids=${[...new Set(ids)].join(',')} v=1 -->`
  if (readMarker(text) === null) throw new Error(`no marker can be made of ${JSON.stringify({ action, topic, key })}`)
  return text
}

/**
 * The last marker in a text: ours stands at the end, and what a body quotes stands before it. Only of worth where we wrote the
 * text: anybody can paste one, so callers look at the author first.
 */
export function readMarker(text: string): Marker | null {
  const last = [...text.matchAll(SHAPE)].at(-1)
  const [, action, topic, key, ids] = last ?? []
  if (action === undefined || topic === undefined || key === undefined || ids === undefined) return null
  return { action, topic, key, ids: ids === '' ? [] : ids.split(',') }
}

/** The line of a commit message by which the commit is found again. */
export const KEY_TRAILER = 'Upkeep-Key'

/** The key in a commit message's trailers; null where there is none. */
export function keyOfMessage(message: string): string | null {
  return /^Upkeep-Key: ([0-9a-f]{16,64})$/m.exec(message)?.[1] ?? null
}

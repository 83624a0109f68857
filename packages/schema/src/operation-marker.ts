import type { Id } from './primitives.ts'

/** What an operation is about: the action, the batch, and the findings that it settles. */
export interface OperationSubject {
  action: string
  batch: string
  ids: readonly Id[]
}

const WORD = /^[a-z][a-z0-9-]{0,63}$/
const SHAPE = /^upkeep:([a-z][a-z0-9-]{0,63}):([a-z][a-z0-9-]{0,63}):((?:[0-9a-f]{16}(?:,[0-9a-f]{16})*)?)$/

/** The `marker` of an operation: `upkeep:<action>:<batch>:<id>,<id>…`. Throws where a name is not lower-case words with hyphens. */
export function operationMarker({ action, batch, ids }: OperationSubject): string {
  for (const name of [action, batch]) if (!WORD.test(name)) throw new Error(`"${name}" can not stand in a marker`)
  return `upkeep:${action}:${batch}:${[...new Set(ids)].join(',')}`
}

/** What a marker says; null where it is none of ours. Linear: no part of the shape can begin another. */
export function readOperationMarker(marker: string): OperationSubject | null {
  const [, action, batch, ids] = SHAPE.exec(marker) ?? []
  if (action === undefined || batch === undefined || ids === undefined) return null
  return { action, batch, ids: ids === '' ? [] : ids.split(',') }
}

/** The branch of a batch's pull request. All of `upkeep/<action>/` is ours to move. */
export function branchOf(action: string, batch: string): string {
  return `upkeep/${action}/${batch}`
}

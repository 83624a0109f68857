import { operationMarker } from '@upkeep/schema'
import type { Finding, Known, Operation } from '@upkeep/schema'
import type { ActionDetection } from './definition.ts'

/**
 * Takes out what people have decided on already: findings whose pull request was closed without merging it never come back, and
 * what was merged once and fires again was put back by somebody. What is open stays: its pull request is kept up to date.
 */
export function undecided<X>(detection: ActionDetection<X>, known: readonly Known[]): ActionDetection<X> {
  const decided = new Map(known.filter(({ state }) => state !== 'open').map((each) => [each.id, each]))
  const findings = detection.findings.filter(({ id }) => !decided.has(id))
  if (findings.length === detection.findings.length) return detection
  const out = detection.findings.flatMap((finding) => {
    const fact = decided.get(finding.id)
    return fact === undefined ? [] : [{ what: placeOf(finding), why: sentenceOf(fact) }]
  })
  return { ...detection, findings, left: [...detection.left, ...out] }
}

/**
 * The operation that closes what is open for findings which fire no more; none where nothing was examined, since then nothing is
 * known of them, or where only some of the files were.
 */
export function retirement(
  action: string,
  batches: readonly string[],
  detection: ActionDetection<unknown>,
  known: readonly Known[],
  narrowed: boolean,
): Operation[] {
  if (narrowed || detection.reason !== undefined || detection.examined.length === 0) return []
  const firing = new Set(detection.findings.map(({ id }) => id))
  const ids = known.filter(({ id, state }) => state === 'open' && !firing.has(id)).map(({ id }) => id)
  const [batch] = batches
  if (ids.length === 0 || batch === undefined) return []
  return [{ op: 'retire', marker: operationMarker({ action, batch, ids }), title: [], body: [], ids }]
}

function placeOf({ at, rule }: Finding): string {
  return at === null ? rule : `${at.path}: ${rule}`
}

function sentenceOf({ state, where }: Known): string {
  return state === 'merged'
    ? `settled by ${where} and put back since`
    : `declined: ${where} was closed without merging it`
}

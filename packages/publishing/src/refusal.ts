import type { REFUSAL_CODES } from './limits.data.ts'

export type RefusalCode = (typeof REFUSAL_CODES)[number]['code']

/** Why a publication, or one thing of it, is not posted. `where` is a path, a field or a place in a text; never a secret. */
export interface Refusal {
  code: RefusalCode
  message: string
  where: string
}

export function refusal(code: RefusalCode, where: string, message: string): Refusal {
  return { code, message, where }
}

/** A value, or why there is none. */
export type Refusable<T> = { ok: true; value: T } | { ok: false; refusal: Refusal }

export function accepted<T>(value: T): Refusable<T> {
  return { ok: true, value }
}

export function refused<T>(code: RefusalCode, where: string, message: string): Refusable<T> {
  return { ok: false, refusal: refusal(code, where, message) }
}

import { createHash } from 'node:crypto'
import type { Id, Sha } from './primitives.ts'

/** Lower-case hex SHA-256 of bytes, or of a text's UTF-8. */
export function sha256(data: Uint8Array | string): Sha {
  return createHash('sha256').update(data).digest('hex')
}

/** What a finding's id is made of. Lines are not: an edit above must not make it another finding. */
export interface FindingIdentity {
  action: string
  rule: string
  path: string
  /** The enclosing symbol's name, `''` at the top level. */
  symbol: string
  /** The line's text; white space is folded. */
  line: string
  /** 0-based, among findings that are equal in all the rest. */
  ordinal: number
}

/** Design §9: sha256 over the identity, 16 hex digits. */
export function findingId(identity: FindingIdentity): Id {
  const { action, rule, path, symbol, line, ordinal } = identity
  return sha256(JSON.stringify([action, rule, path, symbol, line.replace(/\s+/g, ' ').trim(), ordinal])).slice(0, 16)
}

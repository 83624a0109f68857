/** Something that a file declares. Lines are 1-based. */
export interface Declared {
  name: string
  line: number
  /** The last line of its head, and of all of it. */
  head: number
  last: number
  kind: 'type' | 'function' | 'value'
  /** The type that it is a member of (of an object, the name that it has; empty: of one without), or the lines of the function that it is local to; null: neither. */
  owner: { type: string } | { first: number; last: number } | null
}

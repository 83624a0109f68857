import type { DecodedText } from '@upkeep/workspace'

/** What a suppression is written as. The last three silence a whole file; no tool reports them, so they are only listed. */
export type Family =
  | 'ts-ignore'
  | 'ts-expect-error'
  | 'eslint-disable'
  | 'type-ignore'
  | 'pyright-ignore'
  | 'ty-ignore'
  | 'noqa'
  | 'ts-nocheck'
  | 'mypy-ignore-errors'
  | 'noqa-file'

/** A code that a directive names, with its offsets in the comment's text. */
export interface Code {
  name: string
  start: number
  end: number
}

/** A directive inside of a comment; all offsets are UTF-16 units of the comment's text. */
export interface Directive {
  family: Family
  scope: 'line' | 'next-line' | 'block' | 'file'
  start: number
  end: number
  /** Empty: it hides everything. */
  codes: Code[]
  /** Where a list of codes stands, or would be inserted: before, between and after the codes. */
  list: { start: number; end: number }
}

/** A comment of a source file; offsets are UTF-16 units of the decoded text, lines are 1-based, the column 0-based. */
export interface Comment {
  start: number
  end: number
  text: string
  line: number
  column: number
  endLine: number
  /** The braces around a comment that is the only child of a JSX expression. */
  container: { start: number; end: number } | null
}

/** A named range of code; nested ranges give a path. `exported` is false for what only the file itself can see. */
export interface Scope {
  start: number
  end: number
  name: string
  exported: boolean
}

export interface Suppression extends Directive {
  path: string
  comment: Comment
  /** The line on which tools report it, 1-based. */
  line: number
  /** The enclosing symbol's path (`Class.method`), `''` at the top level. */
  symbol: string
  exported: boolean
  /** Why its need depends on the platform, the Python version or what is installed; null where it does not. */
  guard: string | null
}

/** An `eslint-enable` comment: what it ends again. */
export interface Enable {
  comment: Comment
  rules: string[]
}

export interface SourceFile extends DecodedText {
  path: string
  /** SHA-256 of its bytes. */
  blob: string
  suppressions: Suppression[]
  enables: Enable[]
}

/** What is to become of a directive: it goes, or it names exactly these codes. */
export type Change = { kind: 'remove' } | { kind: 'codes'; codes: readonly string[] }

/** The directive as a reader knows it: `@ts-ignore`, `# noqa: F401`. */
export function spelling({ comment, start, end }: Suppression): string {
  return comment.text.slice(start, end).replace(/\s+/g, ' ').trim()
}

/** Whether the directive names no code, so that it hides what nobody looked at. */
export function isBroad({ family, codes }: Suppression): boolean {
  return codes.length === 0 && family !== 'ts-ignore' && family !== 'ts-expect-error'
}

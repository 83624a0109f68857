import type { CheckKind, SourceLine } from '@upkeep/schema'
import type { FileSource, HookLeaf } from '../../model.ts'

/** Where a command stands and what is in force there. */
export interface Place {
  cwd: string
  env: Readonly<Record<string, string>>
  path: readonly string[]
  wrapper: readonly string[]
  trail: readonly SourceLine[]
  /** What the name of the script says that it is for: it bounds the kinds of what is found in it. */
  intent: readonly CheckKind[]
  /** It is a package that takes what the repository packs: its tests judge that, whatever tool they are. */
  consumes?: boolean
  /** Set where the tools of this place can not be called directly. */
  unreachable?: string
  hook?: Omit<HookLeaf, 'outer'>
}

/** What a resolver found behind a command: scripts to read on, or the reason why it can't. */
export interface Expansion {
  script: string
  place: Partial<Pick<Place, 'cwd' | 'env' | 'path' | 'wrapper' | 'intent' | 'consumes' | 'unreachable' | 'hook'>>
  source: SourceLine
  /** A shell is given this very text, and goes on to the next one where it succeeds: nothing in it is a guess. */
  isVerbatim?: boolean
}

/** Given a command without wrappers, the scripts behind it; null: it is no command of this resolver's. */
export type Resolver = (
  command: { argv: readonly string[]; cwd: string; env: Readonly<Record<string, string>> },
  files: FileSource,
) => Promise<Expansion[] | null>

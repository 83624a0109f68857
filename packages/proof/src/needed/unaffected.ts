import { toolName } from '@upkeep/checkers'
import type { FoundCheck, Leaf } from '@upkeep/ci'
import { decodeText } from '@upkeep/workspace'
import type { FileChange } from '../change.ts'
import type { ClassDecision, FileClass } from '../class/class-decision.ts'
import { LAID_OUT } from '../text/layout-tokens.ts'
import { DATA, PYTHON, SCRIPT, isWithin } from '../class/proof-class.ts'
import { READING } from './reading.data.ts'
import type { Reading } from './reading.data.ts'
import { sameComments } from '../text/script-tokens.ts'

/**
 * Why a check says the same with and without these changes, by what its tools read: none of these files, or nothing of them that
 * changed. Null where it might say something else, which is wherever a part of it is not known for certain.
 */
export function whyUnaffected(
  found: FoundCheck,
  changes: readonly FileChange[],
  { files }: ClassDecision,
): string | null {
  if (found.leaves.length === 0 || !isPlain(found)) return null
  const classes = new Map(files.map((file) => [file.path, file]))
  const reaches = found.leaves.map((leaf) => reachOf(leaf, changes, classes))
  if (reaches.includes('more')) return null
  return `${toolsOf(found.leaves)} reads ${reaches.includes('nothing') ? 'nothing of what changed' : 'none of the changed files'}`
}

/** What a command reads of changes: none of the files, nothing that is another thing now, or more, as far as anybody knows. */
export function reachOf(
  leaf: Leaf,
  changes: readonly FileChange[],
  classes: ReadonlyMap<string, FileClass>,
): 'none' | 'nothing' | 'more' {
  const reading = readingOf(leaf)
  // to be there at all is read as well
  if (reading === null || changes.some(({ before, after }) => before === null || after === null)) return 'more'
  const opened = changes.filter(({ path }) => reading.files.test(path))
  if (opened.length === 0) return 'none'
  return opened.every((change) => isUnseen(change, classes.get(change.path), reading)) ? 'nothing' : 'more'
}

export function toolsOf(leaves: readonly Leaf[]): string {
  return [...new Set(leaves.map(({ invocation }) => invocation?.checker ?? ''))].join(' and ')
}

function readingOf({ invocation, hook, runnable }: Leaf): Reading | null {
  if (invocation === null || invocation.writes || hook !== undefined || !runnable) return null
  const reading = READING[invocation.checker]
  if (reading?.names?.includes(toolName(invocation.argv)) === false) return null
  return invocation.argv.some((word) => reading?.beyond?.test(word)) ? null : (reading ?? null)
}

/** What looks at a tool's output may see where in a file it speaks, and what a shell computes is no tool's. */
const LOOKED_AT = /[`|<>]|\$\(|\[\[|\(\(/

/** Here a line is all that a command is, or no shell reads it; elsewhere what stands around a command is not told. */
const WHOLE_LINES = /(?:^|\/)(?:package\.json|tox\.ini)$/

/** Nothing but commands one after the other, wherever they are written. */
export function isPlain({ check, leaves }: FoundCheck): boolean {
  const followed = leaves.flatMap(({ trail }) => trail.slice(1))
  const texts = [check.command, ...followed.map(({ text }) => text)]
  return followed.every(({ file }) => WHOLE_LINES.test(file)) && !texts.some((text) => LOOKED_AT.test(text))
}

/** Whether what a reader of programs sees of a file, comments included, is the same. */
export function isUnseen(
  { path, before, after }: FileChange,
  decided: FileClass | undefined,
  { blindUpTo }: Pick<Reading, 'blindUpTo'>,
): boolean {
  if (blindUpTo === undefined || decided === undefined || !isWithin(decided.class, blindUpTo)) return false
  const texts = [before, after].map((bytes) => (bytes === null ? null : (decodeText(bytes)?.text ?? null)))
  const [old, now] = texts
  if (typeof old !== 'string' || typeof now !== 'string') return false
  if (DATA.test(path) || LAID_OUT.test(path)) return true // comments of Go and Rust are the same in this class, those of data are obeyed by nobody who is blind to it
  if (SCRIPT.test(path)) return sameComments(path, old, now)
  return PYTHON.test(path) && !obeys(old) && !obeys(now)
}

/** `# type: ignore` speaks of a line, and lines are what a formatter moves. */
function obeys(python: string): boolean {
  return [...python.matchAll(/#[^\n]*/g)].some(([comment]) => /\b(?:type|mypy|pyright|ty|pyre|pytype)\b/.test(comment))
}

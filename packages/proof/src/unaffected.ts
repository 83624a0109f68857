import { toolName } from '@upkeep/checkers'
import type { FoundCheck, Leaf } from '@upkeep/ci'
import { decodeText } from '@upkeep/workspace'
import type { FileChange } from './change.ts'
import type { ClassDecision, FileClass } from './class-decision.ts'
import { LAID_OUT } from './layout-tokens.ts'
import { DATA, PYTHON, SCRIPT, isWithin } from './proof-class.ts'
import { READING } from './reading.data.ts'
import type { Reading } from './reading.data.ts'
import { sameComments } from './script-tokens.ts'

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
  const readings = found.leaves.map(readingOf)
  const classes = new Map(files.map((file) => [file.path, file]))
  let opened = false
  if (changes.some(({ before, after }) => before === null || after === null)) return null // to be there at all is read as well
  for (const reading of readings) {
    if (reading === null) return null
    for (const change of changes) {
      if (!reading.files.test(change.path)) continue
      opened = true
      if (!isUnseen(change, classes.get(change.path), reading)) return null
    }
  }
  const tools = [...new Set(found.leaves.map(({ invocation }) => invocation?.checker ?? ''))].join(' and ')
  return `${tools} reads ${opened ? 'nothing of what changed' : 'none of the changed files'}`
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

function isUnseen({ path, before, after }: FileChange, decided: FileClass | undefined, reading: Reading): boolean {
  if (reading.blindUpTo === undefined || decided === undefined || !isWithin(decided.class, reading.blindUpTo))
    return false
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

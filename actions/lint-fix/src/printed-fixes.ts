import { OFFLINE_VARIABLES, checkerNamed } from '@upkeep/checkers'
import type { UnsafeFix, UnsafeFixes } from '@upkeep/checkers'
import { quoteWords } from '@upkeep/ci'
import type { FoundCheck, Leaf } from '@upkeep/ci'
import { commentableLines, isCommentable } from '@upkeep/github'
import { runLeaf } from '@upkeep/pipeline'
import type { Context } from '@upkeep/pipeline'
import type { Diagnostic, Edit } from '@upkeep/schema'
import type { Worktree } from '@upkeep/workspace'
import type { After } from './afterwards.ts'
import type { FixedFile } from './fix-files.ts'
import type { Scope } from './scope.ts'
import { leavesOf, namedWords, writingStep } from './steps.ts'
import type { Step } from './steps.ts'
import { linesOf } from './suggestions.ts'
import type { Span } from './suggestions.ts'
import { editsIn, isBehind } from './unsafe-edits.ts'

export function unsafeOf({ invocation }: Leaf): UnsafeFixes | undefined {
  return invocation === null ? undefined : checkerNamed(invocation.checker).unsafe
}

export function labelOf({ invocation }: Leaf): string {
  return `${invocation?.checker ?? ''} (unsafe)`
}

/** What one call of a tool printed. */
export interface Printed {
  leaf: Leaf
  found: FoundCheck
  fixes: readonly UnsafeFix[]
}

/** Of the untouched tree, for what makes the checks fail. */
export async function printedFixes(red: readonly After[], scope: Scope, context: Context): Promise<Printed[]> {
  const calls: { leaf: Leaf; failing: After }[] = []
  for (const failing of red) {
    const prints = (leaf: Leaf) => filesOf(leaf, failing, scope).length > 0
    for (const leaf of await leavesOf(failing.found, prints, context)) calls.push({ leaf, failing })
  }
  if (calls.length === 0) return []
  await using worktree = await context.workspace.open()
  const told: Printed[] = []
  for (const { leaf, failing } of calls) {
    const fixes = await printedBy(leaf, filesOf(leaf, failing, scope), worktree, context)
    const errors = saidBy(leaf, failing).some(isError)
    const fitting = fixes.filter(({ path, diagnostic }) => {
      return scope.refusal(path) === null && (!errors || isError(diagnostic))
    })
    told.push({ leaf, found: failing.found, fixes: fitting })
  }
  return told
}

/** The files in scope that a tool still complains of, where it prints fixes. */
function filesOf(leaf: Leaf, failing: After, scope: Scope): string[] {
  const unsafe = unsafeOf(leaf)
  if (unsafe === undefined || 'write' in unsafe) return []
  const paths = new Set(saidBy(leaf, failing).flatMap(({ path }) => path ?? []))
  return [...paths].filter((path) => scope.refusal(path) === null)
}

function saidBy({ invocation }: Leaf, { remaining }: After): Diagnostic[] {
  return remaining.filter(({ tool }) => tool === invocation?.checker)
}

/** Where a tool reports errors, those make it fail, and its warnings are nobody's concern here. */
function isError({ severity }: Diagnostic): boolean {
  return severity === 'error'
}

async function printedBy(
  leaf: Leaf,
  files: readonly string[],
  worktree: Worktree,
  context: Context,
): Promise<UnsafeFix[]> {
  const unsafe = unsafeOf(leaf)
  if (unsafe === undefined || 'write' in unsafe) return []
  const command = quoteWords([...leaf.wrapper, ...unsafe.print(namedWords(leaf, files) ?? leaf.argv)])
  const offline = { ...leaf, env: { ...OFFLINE_VARIABLES, ...leaf.env } }
  const { stdout, stderr } = await runLeaf(worktree, offline, { command, label: `ask ${labelOf(leaf)}` }, context)
  return unsafe.read({ stdout, stderr }, leaf.cwd, worktree.root)
}

/** Whether a safe fix changes some of it: what would stand there instead is then nothing that still applies. */
export function isChanged({ start, end }: Span, fixed: FixedFile | undefined): boolean {
  return (fixed?.edits ?? []).some((edit) => edit.text === null || (edit.start < end && edit.end > start))
}

/** A fix as edits of the untouched tree, and all that lies between the first and the last of them. */
export interface Chosen<P> extends Span {
  path: string
  edits: readonly Edit[]
  by: P
}

/**
 * The fixes that a review can show beside what is fixed safely, in the order of their places. Of two in one place the first one is
 * taken, as `eslint --fix` does: the other one is told again of what comes of it.
 */
export async function sideBySide<P extends Pick<Printed, 'fixes'>>(
  told: readonly P[],
  patches: ReadonlyMap<string, string | null>,
  fixed: ReadonlyMap<string, FixedFile>,
  read: Context['workspace']['read'],
): Promise<Chosen<P>[]> {
  const all = told.flatMap((by) => by.fixes.map((fix) => ({ fix, by })))
  const chosen: Chosen<P>[] = []
  for (const [path, own] of Map.groupBy(all, ({ fix }) => fix.path)) {
    const bytes = await read(path)
    const hunks = commentableLines(patches.get(path) ?? null)
    if (bytes === null || hunks.length === 0) continue
    const editsOf = editsIn(bytes)
    const fitting = own.flatMap(({ fix, by }) => {
      const edits = editsOf(fix)
      const [first, last] = [edits?.at(0), edits?.at(-1)]
      if (edits === null || first === undefined || last === undefined) return []
      const span = { start: first.start, end: last.end }
      const [startLine, line] = linesOf(bytes, span)
      const shown = isCommentable(hunks, { side: 'RIGHT', line, startLine: startLine === line ? null : startLine })
      return shown && !isChanged(span, fixed.get(path)) ? [{ path, edits, by, ...span }] : []
    })
    let last: Chosen<P> | undefined
    for (const one of fitting.toSorted((a, b) => a.start - b.start || a.end - b.end))
      if (isBehind(one, last)) chosen.push((last = one))
  }
  return chosen
}

/** One step for each call, which puts what was chosen of its fixes into the worktree, on top of those before it. */
export function takingSteps(chosen: readonly Chosen<Printed>[], context: Context): Step[] {
  const before: Edit[] = []
  return [...Map.groupBy(chosen, ({ by }) => by)].map(([{ leaf, found }, own]) => {
    before.push(...own.flatMap(({ edits }) => edits))
    return takingStep(leaf, found, [...before], context)
  })
}

function takingStep(leaf: Leaf, found: FoundCheck, edits: readonly Edit[], context: Context): Step {
  let taken = false
  return {
    ...writingStep(leaf, found, labelOf(leaf), [], context),
    async run(worktree) {
      if (taken) return null // they are places of the untouched tree
      taken = true
      const tree = await context.workspace.compose(edits)
      if ('conflict' in tree) throw new Error('fixes that stand side by side can not overlap')
      for (const [path, bytes] of tree.files) await worktree.write(path, bytes)
      return null
    },
  }
}

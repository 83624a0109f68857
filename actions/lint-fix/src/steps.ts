import { posix } from 'node:path'
import { OFFLINE_VARIABLES, checkerNamed } from '@upkeep/checkers'
import { quoteWords } from '@upkeep/ci'
import type { FoundCheck, Leaf } from '@upkeep/ci'
import { reachHooks, runLeaf } from '@upkeep/pipeline'
import type { Context } from '@upkeep/pipeline'
import { stripAnsi } from '@upkeep/text'
import type { Worktree } from '@upkeep/workspace'
import { IMPORT_SORTERS } from './fix-order.data.ts'
import type { Observed } from './red-checks.ts'

/** One command that writes fixes into a worktree. */
export interface Step {
  /** Its tools; of a hook manager those whose hooks wrote something, once it ran. */
  tool: string
  /** The check that it belongs to. */
  check: string
  rank: number
  /** Runs on the files that changed so far, in order. Returns why it could not, or null. */
  run(worktree: Worktree, touched: readonly string[]): Promise<string | null>
}

/** Import sorters, then linters, then formatters: each leaves to those behind it what they lay out. */
const RANKS = { itself: 0, imports: 1, lint: 2, format: 3, again: 4 } as const

/**
 * What could fix the failing checks, in order: a check that rewrites what it judges (hooks, generated files) by itself, the others by
 * the safe fixes of their tools.
 * @param named the files that a check names, of those that it may change; null: on all that it is called on
 */
export async function stepsOf(
  red: readonly Observed[],
  named: ((leaf: Leaf, failing: Observed) => readonly string[] | null) | null,
  context: Context,
): Promise<Step[]> {
  const steps: Step[] = []
  for (const failing of red) {
    const { found, fixes } = failing
    if (fixes) steps.push(itself(found, context))
    else
      for (const leaf of await leavesOf(found, canFix, context))
        steps.push(fixing(leaf, found, named?.(leaf, failing) ?? null, context))
  }
  return steps
}

/** Each where its kind of tool has its turn. */
export function inOrder(steps: readonly Step[]): Step[] {
  return steps.toSorted((a, b) => a.rank - b.rank)
}

/** The formatters of these checks, on what was changed before them. */
export async function formattingSteps(checks: readonly FoundCheck[], context: Context): Promise<Step[]> {
  const steps: Step[] = []
  for (const found of checks)
    steps.push(...(await leavesOf(found, canFormat, context)).map((leaf) => formatting(leaf, found, context)))
  return steps
}

/** A command line of a tool in the place of its check. */
export function writingStep(
  leaf: Leaf,
  found: FoundCheck,
  tool: string,
  words: readonly string[],
  context: Context,
): Step {
  return { tool, check: found.check.id, rank: RANKS.lint, run: (worktree) => written(leaf, words, worktree, context) }
}

function itself(found: FoundCheck, { runner, signal }: Context): Step {
  const { check } = found
  const step: Step = {
    tool: nameOf(found),
    check: check.id,
    rank: RANKS.itself,
    async run(worktree) {
      const { why, output } = await runner.run(found, worktree, { signal })
      const hooks = [...stripAnsi(output).matchAll(WROTE)].flatMap(([, id]) => id ?? [])
      if (hooks.length > 0) step.tool = [...new Set(hooks)].join(', ')
      return why ?? null
    },
  }
  return step
}

/** The tools that it has write; by its command where none is known to. */
function nameOf({ check, leaves }: FoundCheck): string {
  const writing = leaves.flatMap(({ invocation }) => (invocation?.writes === true ? [invocation.checker] : []))
  if (writing.length > 0) return [...new Set(writing)].join(', ')
  const [line = ''] = check.command.trim().split('\n')
  return line.length > 40 ? `${line.slice(0, 39)}…` : line
}

/** A hook that pre-commit or prek reports to have written into files. */
const WROTE = /^- hook id: (\S{1,80})\n(?:- [^\n]*\n){0,3}- files were modified by this hook/gm

function fixing(leaf: Leaf, found: FoundCheck, only: readonly string[] | null, context: Context): Step {
  const checker = leaf.invocation?.checker ?? null
  const formats = leaf.invocation?.kinds.includes('format') === true
  const rank = checker !== null && IMPORT_SORTERS.has(checker) ? RANKS.imports : formats ? RANKS.format : RANKS.lint
  return {
    tool: checker ?? '',
    check: found.check.id,
    rank,
    run: (worktree, touched) =>
      written(leaf, wordsFor(leaf, only === null || !formats ? only : [...only, ...touched]), worktree, context),
  }
}

/** More files than this are not named one by one. */
const MOST_NAMED = 200

/** The fix of a leaf, where it can be told so on these files alone; null where none of them is its own. */
function wordsFor(leaf: Leaf, only: readonly string[] | null): readonly string[] | null {
  const { invocation, argv } = leaf
  const own = only?.filter((path) => !isApart(path, leaf)) ?? null
  if (invocation === null || own?.length === 0) return null
  return (own === null ? null : namedWords(leaf, own)) ?? checkerNamed(invocation.checker).fix(argv)
}

/** A file of another folder than the one that a command runs in, where it names none beside that: of another package. */
function isApart(path: string, { argv, cwd }: Leaf): boolean {
  return (
    posix.relative(cwd, path).startsWith('../') && !argv.some((word) => word.includes('..') || word.startsWith('/'))
  )
}

/** The fix of a leaf on these files and no others; null where it can not be told so. */
export function namedWords({ invocation, argv, cwd }: Leaf, only: readonly string[]): readonly string[] | null {
  const files = only.map((path) => posix.relative(cwd, path))
  const apart = files.some((path) => path.startsWith('../') || path.startsWith('-'))
  if (invocation === null || apart || files.length > MOST_NAMED) return null
  return checkerNamed(invocation.checker).fixOnly?.(argv, [...new Set(files)]) ?? null
}

/**
 * Whether a formatter of this check would write one of these files: then, after a change of them, it may have something to say that
 * it did not say before.
 */
export function wouldFormat({ leaves }: FoundCheck, paths: readonly string[]): boolean {
  return leaves.some((leaf) => canFormat(leaf) && formatOf(leaf, paths) !== null)
}

function formatOf({ invocation, argv, cwd }: Leaf, paths: readonly string[]): readonly string[] | null {
  const below = paths.map((path) => posix.relative(cwd, path)).filter((path) => !path.startsWith('../'))
  return invocation === null || below.length === 0
    ? null
    : (checkerNamed(invocation.checker).format?.(argv, below) ?? null)
}

function formatting(leaf: Leaf, found: FoundCheck, context: Context): Step {
  const checker = leaf.invocation?.checker ?? null
  return {
    tool: checker ?? '',
    check: found.check.id,
    rank: RANKS.again,
    run: (worktree, touched) => written(leaf, formatOf(leaf, touched), worktree, context),
  }
}

/** Linters exit with 1 where something is left; what else they say is no fix. */
async function written(
  leaf: Leaf,
  words: readonly string[] | null,
  worktree: Worktree,
  context: Context,
): Promise<string | null> {
  if (words === null) return null
  const command = quoteWords([...leaf.wrapper, ...words])
  const offline = { ...leaf, env: { ...OFFLINE_VARIABLES, ...leaf.env } }
  const label = `fix ${leaf.invocation?.checker ?? ''}`
  const { exit, stdout, stderr, timedOut } = await runLeaf(worktree, offline, { command, label }, context)
  if (timedOut) return `\`${command}\` took too long`
  if (exit === 0 || exit === 1) return null
  const said = `${stderr}\n${stdout}`.trim().split('\n')[0] ?? ''
  return `\`${command}\` ended with ${exit ?? 'a signal'}${said === '' ? '' : `: ${said.slice(0, 200)}`}`
}

/** Each once; hooks as their manager would call them. */
export async function leavesOf(found: FoundCheck, wanted: (leaf: Leaf) => boolean, context: Context): Promise<Leaf[]> {
  const fitting = found.leaves.filter(wanted)
  const reached = fitting.length === 0 ? [] : await reachHooks(fitting, wanted, context)
  const calls = new Map(
    reached
      .filter(({ runnable }) => runnable)
      .map((leaf) => [JSON.stringify([leaf.wrapper, leaf.argv, leaf.cwd, leaf.env]), leaf]),
  )
  return [...calls.values()]
}

/** Whether a command's tool has fixes. */
export function canFix({ invocation, argv }: Leaf): boolean {
  return invocation !== null && checkerNamed(invocation.checker).fix(argv) !== null
}

/** Whether a command's tool lays files out and says nothing else of them: what is no file of its own it leaves out. */
export function formatsOnly(leaf: Leaf): boolean {
  return canFormat(leaf) && leaf.invocation?.kinds.every((kind) => kind === 'format') === true
}

function canFormat({ invocation }: Leaf): boolean {
  if (invocation === null || !invocation.kinds.includes('format')) return false
  return checkerNamed(invocation.checker).format !== undefined
}

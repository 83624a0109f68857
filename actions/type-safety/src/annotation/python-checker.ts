import { checkerNamed } from '@upkeep/checkers'
import type { Context } from '@upkeep/pipeline'
import { newDiagnostics } from '@upkeep/schema'
import type { Diagnostic, Edit } from '@upkeep/schema'
import { canaries } from '../canary.ts'
import { commandOf } from '../configuration.ts'
import type { Configuration } from '../configuration.ts'
import type { ProbedTool } from '../families.data.ts'
import { ProbeFailure, openWith, runIn, startFailure } from '../probe-run.ts'
import type { Read } from '../scan.ts'

/** The type checkers of Python that can say what an annotation breaks. */
export const TYPE_CHECKERS: readonly ProbedTool[] = ['mypy', 'pyright', 'ty']

/** A type checker as CI calls it. */
export interface PythonChecker {
  configuration: Configuration
  command: string
  /** Files that it reports on. */
  covers: ReadonlySet<string>
  /** New errors and warnings with these edits; with `notices`, also what is said to explain them. */
  introduced(edits: readonly Edit[], also?: 'notices'): Promise<Diagnostic[]>
}

/** Runs the checker on the untouched tree, once with something to report in every file; a sentence where it can't be run. */
export async function openPythonChecker(
  configuration: Configuration,
  files: readonly Read[],
  context: Context,
): Promise<PythonChecker | string> {
  const { leaf, tool } = configuration
  if (!leaf.runnable) return leaf.why ?? 'it can not be run here'
  const command = commandOf(leaf.wrapper, checkerNamed(tool).machine(leaf.argv))
  const before = await run(configuration, command, [], context)
  if (typeof before === 'string') return before
  const plain = files.filter(({ path }) => path.endsWith('.py'))
  const sung = await run(configuration, command, canaries(plain), context)
  if (typeof sung === 'string') return sung
  const covers = new Set(
    sung.flatMap(({ path, message }) => (path !== null && /\bint\b|Literal/.test(message) ? path : [])),
  )
  return {
    configuration,
    command,
    covers,
    async introduced(edits, also) {
      const after = await run(configuration, command, edits, context)
      if (typeof after === 'string') throw new ProbeFailure(after)
      return newDiagnostics(before, after).filter(({ severity }) => also === 'notices' || severity !== 'notice')
    },
  }
}

async function run(
  configuration: Configuration,
  command: string,
  edits: readonly Edit[],
  context: Context,
): Promise<Diagnostic[] | string> {
  const { leaf, tool } = configuration
  await using worktree = await openWith(edits, context)
  const result = await runIn(worktree, configuration, command, context)
  return startFailure(result, tool) ?? checkerNamed(tool).parse(result, leaf.cwd, worktree.root)
}

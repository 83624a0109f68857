import { hasFlag } from '@upkeep/checkers'
import type { FoundCheck, Leaf } from '@upkeep/ci'
import { hookLeaves, reachHooks } from '@upkeep/pipeline'
import type { Context } from '@upkeep/pipeline'
import { PROBED } from './families.data.ts'
import type { ProbedTool } from './families.data.ts'

/** The checks with their hooks as they can be called, and the hooks that no check runs (a service, or who commits, runs them). */
export interface HookedChecks {
  checks: FoundCheck[]
  /** Each alone in a check without an id: no proof runs it. */
  beside: FoundCheck[]
}

/** Asks the hook manager how it calls the tools that can be asked about comments. */
export async function hookedChecks(context: Context): Promise<HookedChecks> {
  const inCi = context.checks.flatMap(({ leaves }) => leaves)
  const known = new Set(inCi.flatMap(({ hook }) => (hook === undefined ? [] : [`${hook.config} ${hook.place}`])))
  const others = (await hookLeaves(context)).filter(
    ({ hook }) => !known.has(`${hook?.config ?? ''} ${hook?.place ?? ''}`),
  )
  const all = [...inCi, ...others.filter(isAskable)]
  if (!all.some(({ hook }) => hook !== undefined)) return { checks: [...context.checks], beside: [] }
  const reached = await reachHooks(all, isAskable, context)
  const byLeaf = new Map(all.map((leaf, index) => [leaf, reached[index] ?? leaf]))
  const checks = context.checks.map((found) => ({
    ...found,
    leaves: found.leaves.map((leaf) => byLeaf.get(leaf) ?? leaf),
  }))
  return { checks, beside: others.filter(isAskable).map((leaf) => alone(byLeaf.get(leaf) ?? leaf)) }
}

function isAskable({ invocation }: Leaf): boolean {
  return (
    invocation !== null && PROBED.some((tool) => tool === invocation.checker) && !invocation.kinds.includes('format')
  )
}

function alone(leaf: Leaf): FoundCheck {
  const { command, cwd, kinds, runnable } = leaf
  const check = {
    id: '',
    kind: kinds[0] ?? ('other' as const),
    kinds: [...kinds],
    command,
    cwd,
    env: {},
    shell: 'bash' as const,
    workflow: null,
    job: null,
    step: null,
    matrix: {},
    evidence: [],
    confidence: 'certain' as const,
    runnable,
  }
  return { check, leaves: [leaf], legs: [], setup: [] }
}

/** Tools whose answer hangs on the text and their configuration alone: what one call says, every plain call says. */
const BY_TEXT_ALONE: ReadonlySet<ProbedTool> = new Set(['ruff', 'flake8', 'eslint'])
const HARMLESS = ['--fix', '--show-fixes', '--exit-non-zero-on-fix', '--force-exclude', '--quiet', '-q', '--no-cache']

/** Whether another call of the same tool stands for this hook, which nobody could ask. */
export function isSpokenFor({ argv, invocation }: Leaf, asked: ReadonlySet<ProbedTool>): boolean {
  const tool = [...asked].find((name) => name === invocation?.checker)
  if (tool === undefined || !BY_TEXT_ALONE.has(tool)) return false
  return argv.slice(1).every((word) => !word.startsWith('-') || hasFlag([word], ...HARMLESS))
}

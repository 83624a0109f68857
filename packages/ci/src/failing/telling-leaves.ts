import { parseOutput } from '@upkeep/checkers'
import type { CommandOutput } from '@upkeep/checkers'
import type { Diagnostic } from '@upkeep/schema'
import type { FoundCheck, Leaf } from '../model.ts'

/** `name.....Failed` and below it `- hook id: ruff`, as pre-commit and prek print what failed. */
const FAILED_HOOK = /\.{3}Failed\n(?:- [^\n]*\n){0,3}?- hook id: ([\w.-]{1,200})/g

/**
 * The commands of a check that an output shows to have failed, in the order of the check; empty where nothing tells. A hook manager
 * names them; for the others the output holds diagnostics of theirs. Of commands that ran one after the other, each of which has to
 * pass, the last one that complains is it: what was said before it did not stop the check.
 */
export function tellingLeaves(check: FoundCheck, text: string, root: string): Leaf[] {
  const leaves = check.leaves.filter(({ invocation, kinds }) => invocation !== null || !kinds.includes('setup'))
  const hooks = new Set([...text.matchAll(FAILED_HOOK)].map((match) => `id: ${match[1] ?? ''}`))
  const failed = leaves.filter((leaf) => leaf.hook !== undefined && leaf.trail.some((line) => hooks.has(line.text)))
  if (failed.length > 0) return failed
  if (leaves.length === 1) return leaves
  const output = { stdout: text, stderr: '' }
  const said = new Map(leaves.map((leaf) => [leaf, errorsOf(leaf, output, check, root)]))
  const complaining = leaves.filter((leaf) => isTold(leaf, leaves, said.get(leaf) ?? []) || isDrift(leaf, text))
  return complaining.length <= 1 || goesOn(check) ? complaining : complaining.slice(-1)
}

function errorsOf({ invocation }: Leaf, output: CommandOutput, { check }: FoundCheck, root: string): Diagnostic[] {
  if (invocation === null) return []
  return parseOutput(invocation.checker, output, check.cwd, root).filter(({ severity }) => severity === 'error')
}

/** Where one tool is called to lint and to format, its rules tell which call said it. */
function isTold(leaf: Leaf, leaves: readonly Leaf[], said: readonly Diagnostic[]): boolean {
  const name = leaf.invocation?.checker
  const twins = leaves.filter((other) => other.invocation?.checker === name && formats(other) !== formats(leaf))
  return said.some(({ rule }) => twins.length === 0 || (rule === 'format') === formats(leaf))
}

function formats({ invocation }: Leaf): boolean {
  return invocation?.kinds.length === 1 && invocation.kinds[0] === 'format'
}

/** `git diff --exit-code`: files that the commands before it wrote differ. */
function isDrift({ argv }: Leaf, text: string): boolean {
  return argv[0] === 'git' && argv.includes('diff') && /^diff --git /m.test(text)
}

const SIDE_BY_SIDE =
  /\b(?:run-p|concurrently|npm-run-all2? (?:-p|--parallel)|turbo|nx|lerna|wireit|pnpm (?:-r|--recursive))\b/
const GOES_ON = /\bset \+e\b|\|\| *(?:true|:|exit|\w+=)|;|\bmake\b[^\n]* -k\b|\bxargs\b|&\s*$/m

/** Whether the commands of a check run side by side, or go on behind a failure. */
function goesOn({ check, leaves }: FoundCheck): boolean {
  const texts = [check.command, ...leaves.flatMap(({ trail }) => trail.map((line) => line.text))]
  return texts.some((text) => GOES_ON.test(text) || SIDE_BY_SIDE.test(text))
}

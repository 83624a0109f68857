import { parseOutput } from '@upkeep/checkers'
import type { CommandOutput } from '@upkeep/checkers'
import type { Diagnostic, Severity } from '@upkeep/schema'
import type { FoundCheck, Leaf } from '../model.ts'

/** `name.....Failed` and below it `- hook id: ruff`, as pre-commit and prek print what failed. */
const FAILED_HOOK = /\.{3}Failed\n(?:- [^\n]*\n){0,3}?- hook id: ([\w.-]{1,200})/g

/**
 * The commands of a check that an output shows to have failed, in the order of the check; empty where nothing tells. A hook manager
 * names them; for the others the output holds diagnostics of theirs. Of commands that ran one after the other, each of which has to
 * pass, the last one that complains is it: what was said before it did not stop the check.
 */
export function tellingLeaves(check: FoundCheck, text: string, root: string): readonly Leaf[] {
  const leaves = check.leaves.filter(({ invocation, kinds }) => invocation !== null || !kinds.includes('setup'))
  const hooks = new Set([...text.matchAll(FAILED_HOOK)].map((match) => `id: ${match[1] ?? ''}`))
  const failed = leaves.filter((leaf) => leaf.hook !== undefined && leaf.trail.some((line) => hooks.has(line.text)))
  if (failed.length > 0) return failed
  if (leaves.length === 1) return leaves
  const output = { stdout: text, stderr: '' }
  const said = new Map(leaves.map((leaf) => [leaf, diagnosticsOf(leaf, output, check, root)]))
  const telling = (severities: readonly Severity[]) =>
    leaves.filter((leaf) => {
      const heard = (said.get(leaf) ?? []).filter(({ severity }) => severities.includes(severity))
      return isTold(leaf, leaves, heard) || isDrift(leaf, text)
    })
  const errors = telling(['error'])
  const complaining = errors.length > 0 ? errors : warning(telling(SEVERITIES), leaves)
  return complaining.length <= 1 || goesOn(check) ? complaining : complaining.slice(-1)
}

/** The files that these commands complain of in an output; none where one of them does not say of what. */
export function complainedOf(leaves: readonly Leaf[], check: FoundCheck, text: string, root: string): string[] {
  const output = { stdout: text, stderr: '' }
  const paths = new Set(leaves.flatMap((leaf) => diagnosticsOf(leaf, output, check, root)).map(({ path }) => path))
  return paths.has(null) ? [] : [...paths].flatMap((path) => path ?? [])
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'notice']

/** Some tools fail for a warning. What comes behind them may have failed instead, where it is nothing whose complaints are known. */
function warning(told: readonly Leaf[], leaves: readonly Leaf[]): readonly Leaf[] {
  const last = told.at(-1)
  const behind = last === undefined ? [] : leaves.slice(leaves.indexOf(last) + 1)
  return behind.every(({ invocation }) => invocation !== null) ? told : []
}

function diagnosticsOf({ invocation }: Leaf, output: CommandOutput, { check }: FoundCheck, root: string): Diagnostic[] {
  return invocation === null ? [] : parseOutput(invocation.checker, output, check.cwd, root)
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

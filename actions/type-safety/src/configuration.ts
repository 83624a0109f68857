import { checkerNamed } from '@upkeep/checkers'
import type { FoundCheck, Leaf, Leg } from '@upkeep/ci'
import type { ProbedTool } from './families.data.ts'

/** One way in which the repository's CI calls a tool: what it says of a file is one vote. */
export interface Configuration {
  tool: ProbedTool
  leaf: Leaf
  /** Ids of the checks that call it. */
  checks: string[]
  /** The command as a reader knows it, with the folder it runs in. */
  label: string
  /** Every combination of the matrices of its jobs. */
  legs: readonly Leg[]
}

/**
 * The distinct calls of a checker in CI. The same call of several jobs is one configuration, and so is one that also fixes: it judges
 * alike, so that the check that only judges may stand for it in a proof.
 */
export function configurationsOf(checks: readonly FoundCheck[], tool: ProbedTool): Configuration[] {
  const found = new Map<string, Configuration>()
  for (const { check, leaves, legs } of checks) {
    for (const leaf of leaves) {
      if (leaf.invocation?.checker !== tool || !judges(leaf)) continue
      const key = JSON.stringify([leaf.wrapper, checkerNamed(tool).machine(leaf.argv), leaf.cwd, leaf.env])
      const known = found.get(key)
      // what no check runs has no id: it votes, and no proof has to run it
      const ids = check.id === '' ? [] : [check.id]
      if (known === undefined) found.set(key, { tool, leaf, checks: ids, label: labelOf(leaf), legs })
      else {
        const [better, label] = isBetter(leaf, known.leaf) ? [leaf, labelOf(leaf)] : [known.leaf, known.label]
        const all = [...new Set([...known.checks, ...ids])]
        found.set(key, { ...known, leaf: better, label, checks: all, legs: [...known.legs, ...legs] })
      }
    }
  }
  return [...found.values()]
}

/** One that can be run, and that only judges. */
function isBetter(one: Leaf, other: Leaf): boolean {
  if (one.runnable !== other.runnable) return one.runnable
  return other.invocation?.writes === true && one.invocation?.writes === false
}

/** `ruff format --check` judges no suppression. */
function judges({ invocation }: Leaf): boolean {
  return invocation?.checker !== 'ruff' || invocation.kinds.includes('lint')
}

function labelOf(leaf: Leaf): string {
  const command = leaf.hook === undefined ? commandOf(leaf.wrapper, leaf.argv) : hookLabel(leaf)
  return leaf.cwd === '.' ? command : `${command} (in ${leaf.cwd})`
}

/** Without the files that the hook manager gives it: there may be thousands. */
function hookLabel({ wrapper, argv, hook }: Leaf): string {
  const files = argv.length - argv.findLastIndex((word) => word.startsWith('-') || !/[./]/.test(word)) - 1
  return `${commandOf(wrapper, argv.slice(0, argv.length - files))} (hook in ${hook?.config ?? ''})`
}

/** The command line of a call; words that a shell would read are quoted. */
export function commandOf(wrapper: readonly string[], argv: readonly string[]): string {
  return [...wrapper, ...argv].map(quoted).join(' ')
}

// a single `*` is for the shell; two of them, and braces, are for the tool, which reads more into them
function quoted(word: string): string {
  const plain = /^[\w@%+=:,./~^*?-]+$/.test(word) && !word.includes('**')
  return plain ? word : `'${word.replaceAll("'", `'\\''`)}'`
}

/** The folder that a configuration is about, relative to the root, without a trailing slash; `''` is the root. */
export function folderOf({ leaf }: Configuration): string {
  return leaf.cwd === '.' ? '' : leaf.cwd.replace(/\/+$/, '')
}

/** A path that a tool printed in `cwd`, relative to the root; null outside of it. */
export function repositoryPath(printed: string, cwd: string, root: string): string | null {
  const path = printed.replaceAll('\\', '/')
  if (path.startsWith('/')) return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : null
  const parts: string[] = cwd === '.' ? [] : cwd.split('/')
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return null
  }
  return parts.join('/')
}

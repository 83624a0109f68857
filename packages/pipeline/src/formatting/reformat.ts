import { posix } from 'node:path'
import { checkerNamed } from '@upkeep/checkers'
import { quoteWords } from '@upkeep/ci'
import type { Leaf } from '@upkeep/ci'
import type { PatchProposal } from '@upkeep/schema'
import type { Composition, Worktree } from '@upkeep/workspace'
import type { Context } from '../definition.ts'
import { reachHooks } from './reach-hooks.ts'
import { regrouped } from './regroup.ts'
import { runLeaf } from '../run-leaf.ts'
import type { Merge } from './regroup.ts'

type Ports = Pick<Context, 'checks' | 'workspace' | 'files' | 'env' | 'exec' | 'signal' | 'log'>

/**
 * The same proposals, so that the formatters which the repository's CI runs have nothing to say about them: they run on the touched
 * files of the union, and what they change becomes part of the proposal that caused it. Only files that were formatted before are
 * formatted; a formatter that can't be run changes nothing, and the proof has the last word.
 */
export async function reformatted<P extends PatchProposal>(
  proposals: readonly P[],
  merge: Merge<P>,
  ports: Ports,
): Promise<P[]> {
  const formatters = proposals.length === 0 ? [] : await formattersOf(ports)
  if (formatters.length === 0) return [...proposals]
  const tree = await ports.workspace.compose(proposals.flatMap(({ edits }) => edits))
  if ('conflict' in tree) return [...proposals]
  const touched = [...tree.files].flatMap(([path, bytes]) => (bytes === null ? [] : [path]))
  const formatted = await formattedFiles(formatters, tree, touched, ports)
  if (formatted.size === 0) return [...proposals]
  // whatever was not formatted before is none of this patch's business
  const tracked = new Set((await ports.workspace.files()).map(({ path }) => path))
  const before = [...formatted.keys()].filter((path) => tracked.has(path))
  const drifting = await formattedFiles(formatters, undefined, before, ports)
  for (const path of drifting.keys()) formatted.delete(path)
  return await regrouped(proposals, formatted, merge, (path) => ports.workspace.read(path))
}

/** The distinct calls in CI of tools that format files, hooks among them where they can be reached. */
async function formattersOf(ports: Ports): Promise<Leaf[]> {
  const leaves = ports.checks.flatMap((found) => (found.check.runnable ? found.leaves.filter(isFormatter) : []))
  const found = new Map<string, Leaf>()
  for (const leaf of await reachHooks(leaves, isFormatter, ports))
    if (leaf.runnable) found.set(JSON.stringify([leaf.wrapper, leaf.argv, leaf.cwd, leaf.env]), leaf)
  return [...found.values()]
}

function isFormatter({ invocation }: Leaf): boolean {
  return (
    invocation !== null && invocation.kinds.includes('format') && checkerNamed(invocation.checker).format !== undefined
  )
}

/** The files of these that the formatters change in this tree, with their new contents; without a tree in the base. */
async function formattedFiles(
  formatters: readonly Leaf[],
  tree: Composition | undefined,
  paths: readonly string[],
  ports: Ports,
): Promise<Map<string, Uint8Array>> {
  await using worktree = await ports.workspace.open(tree)
  for (const leaf of formatters) {
    const command = commandFor(leaf, paths)
    if (command === null || leaf.invocation === null) continue
    const label = `format ${leaf.invocation.checker}`
    const { exit, stderr, stdout } = await runLeaf(worktree, leaf, { command, label }, ports)
    if (exit !== 0) ports.log.debug(`${command}: exit code ${exit ?? 'none'}: ${`${stdout}${stderr}`.slice(-500)}`)
  }
  const changed = new Set(await worktree.changed())
  return await contentsOf(
    worktree,
    paths.filter((path) => changed.has(path)),
    ports,
  )
}

/** Null where none of the files lies below the formatter's folder, or is one of its own. */
function commandFor({ cwd, argv, wrapper, invocation }: Leaf, paths: readonly string[]): string | null {
  const below = paths.map((path) => posix.relative(cwd, path)).filter((path) => !path.startsWith('../'))
  if (invocation === null || below.length === 0) return null
  const format = checkerNamed(invocation.checker).format?.(argv, below) ?? null
  return format === null ? null : quoteWords([...wrapper, ...format])
}

async function contentsOf(
  worktree: Worktree,
  paths: readonly string[],
  { env, signal }: Ports,
): Promise<Map<string, Uint8Array>> {
  if (paths.length === 0) return new Map()
  const command = `for file in ${quoteWords(paths)}; do base64 < "$file" | tr -d '\\n'; echo; done`
  const options = { cwd: '.', env, shell: 'sh', seconds: 120, network: 'none', signal } as const
  const { exit, stdout } = await worktree.exec(command, options)
  const lines = stdout.split('\n')
  if (exit !== 0 || lines.length !== paths.length + 1) return new Map()
  return new Map(paths.map((path, index) => [path, Buffer.from(lines[index] ?? '', 'base64')]))
}

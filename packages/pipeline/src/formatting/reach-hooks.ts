import { recognise } from '@upkeep/checkers'
import { checksFromInput, hookProbe, quoteWords, readHookProbe } from '@upkeep/ci'
import type { FoundCheck, HookCall, HookLeaf, Leaf } from '@upkeep/ci'
import type { Context } from '../definition.ts'
import { runLeaf } from '../run-leaf.ts'

type Ports = Pick<Context, 'workspace' | 'files' | 'env' | 'exec' | 'signal' | 'log'>

/** A configuration of ours, in a worktree only. */
const PROBE_FILE = '.upkeep-hooks.json'

/**
 * The same leaves; those of hooks as the hook manager would call them, with the files that it gives them and the environment that
 * it installed for them, where it can say so without a network. Where the network can't be taken away, only those are asked that
 * need no environment: the others might be installed by being asked.
 * @param wanted the leaves that are worth asking for
 */
export async function reachHooks(
  leaves: readonly Leaf[],
  wanted: (leaf: Leaf) => boolean,
  ports: Ports,
): Promise<Leaf[]> {
  const { networkIsolation } = ports.workspace
  const hooked = leaves.filter((leaf) => isHook(leaf) && wanted(leaf) && (networkIsolation || leaf.runnable))
  const calls = new Map<Leaf, HookCall>()
  for (const group of Map.groupBy(hooked, ({ hook }) => `${hook?.config ?? ''}|${hook?.runner ?? ''}`).values())
    for (const [leaf, call] of await asked(group, ports)) calls.set(leaf, call)
  return leaves.map((leaf) => {
    const call = calls.get(leaf)
    return call === undefined || leaf.hook === undefined ? leaf : reached(leaf, leaf.hook, call)
  })
}

/** The hooks of the repository's own configuration, as leaves of `pre-commit run --all-files`. */
export async function hookLeaves({ files }: Pick<Ports, 'files'>): Promise<Leaf[]> {
  const found: FoundCheck[] = await checksFromInput(['pre-commit run --all-files'], files)
  return found.flatMap(({ leaves }) => leaves).filter(isHook)
}

/** A hook whose entry is the tool itself; what a script behind it runs gets other arguments. */
function isHook({ hook, trail }: Leaf): boolean {
  return hook !== undefined && trail.at(-1)?.file === hook.config
}

async function asked(group: readonly Leaf[], ports: Ports): Promise<Map<Leaf, HookCall>> {
  const [first] = group
  const none = new Map<Leaf, HookCall>()
  const text = first?.hook === undefined ? null : await ports.files.read(first.hook.config)
  if (first?.hook === undefined || text === null) return none
  const { runner, outer } = first.hook
  const places = new Set(group.flatMap(({ hook }) => hook?.place ?? []))
  await using worktree = await ports.workspace.open()
  await worktree.write(PROBE_FILE, Buffer.from(hookProbe(text, places)))
  const command = quoteWords([...first.wrapper.slice(0, outer), runner, 'run', '-c', PROBE_FILE, '--all-files'])
  const leaf = { ...first, cwd: '.', env: {} }
  const { stdout, stderr } = await runLeaf(worktree, leaf, { command, label: 'ask for hooks' }, ports)
  const calls = readHookProbe(`${stdout}\n${stderr}`)
  if (calls.size < places.size)
    ports.log.debug(`${runner} tells nothing of ${places.size - calls.size} hooks: ${stderr.slice(-300)}`)
  return new Map(group.flatMap((one) => pair(one, calls.get(one.hook?.place ?? ''))))
}

function pair(leaf: Leaf, call: HookCall | undefined): [Leaf, HookCall][] {
  return call === undefined ? [] : [[leaf, call]]
}

function reached(leaf: Leaf, { arguments: count, outer }: HookLeaf, { env, words }: HookCall): Leaf {
  const { why: _why, ...rest } = leaf
  const argv = [...leaf.argv.slice(0, leaf.argv.length - count), ...words]
  return {
    ...rest,
    argv,
    wrapper: leaf.wrapper.slice(outer),
    command: quoteWords(argv),
    env: { ...leaf.env, ...env },
    invocation: recognise(argv),
    runnable: true,
  }
}

import { posix } from 'node:path'
import { recognise } from '@upkeep/checkers'
import type { CheckKind } from '@upkeep/schema'
import { OPEN_EXPRESSION, OPEN_VALUE } from '../workflow/expressions.ts'
import type { FileSource, Leaf } from '../model.ts'
import { kindsOfCommand } from './command-kinds.ts'
import { listingTools } from './listing-tools.ts'
import type { Expansion, Place } from './resolvers/resolver.ts'
import { RESOLVERS } from './resolvers/resolvers.ts'
import { quoteWords, readShell } from '../workflow/shell.ts'
import type { ShellCommand } from '../workflow/shell.ts'
import { unwrap } from './wrappers.ts'

/** Deeper chains of scripts are given up, and said so. */
const MOST_STEPS = 8
/** A script that leads to more commands in further scripts than this is not followed further. */
const MOST_LEAVES = 300

/** Follows every command of a script to the tools that it runs in the end. */
export async function resolveScript(script: string, place: Place, files: FileSource): Promise<Leaf[]> {
  const leaves: Leaf[] = []
  const seen = new Set<string>()
  const follow = async (text: string, here: Place, depth: number): Promise<void> => {
    const key = JSON.stringify([text, here.cwd])
    if (seen.has(key) && depth > 0) return
    seen.add(key)
    const { commands } = readShell(text, here.env)
    for (const command of [...commands, ...listingTools(text, here.env)]) {
      if (depth > 0 && leaves.length >= MOST_LEAVES) return
      const { argv, wrapper, env: given } = unwrap(command.argv)
      const inner = {
        ...here,
        cwd: posix.normalize(posix.join(here.cwd, command.cwd)),
        env: { ...here.env, ...command.env, ...given },
      }
      const expansions = depth < MOST_STEPS ? await expansionsOf(argv, inner, files) : null
      if (expansions === null) leaves.push(await leafOf(argv, [...here.wrapper, ...wrapper], inner, command, files))
      else {
        for (const { script: next, place: change, source } of expansions) {
          const env = { ...inner.env, ...change.env }
          const there = {
            ...inner,
            ...change,
            env,
            intent: narrowed(here.intent, change.intent),
            wrapper: [...inner.wrapper, ...wrapper, ...(change.wrapper ?? [])],
            trail: [...here.trail, source],
          }
          await follow(next, there, depth + 1)
        }
      }
    }
  }
  await follow(script, place, 0)
  return leaves
}

/** The scripts behind a command; null: there are none. */
export async function expansionsOf(
  argv: readonly string[],
  place: Pick<Place, 'cwd' | 'env'>,
  files: FileSource,
): Promise<Expansion[] | null> {
  for (const resolver of RESOLVERS) {
    const expansions = await resolver({ argv, cwd: place.cwd, env: place.env }, files)
    if (expansions !== null) return expansions
  }
  return null
}

async function leafOf(
  argv: readonly string[],
  wrapper: readonly string[],
  place: Place,
  command: ShellCommand,
  files: FileSource,
): Promise<Leaf> {
  const invocation = recognise(argv)
  const why = OPEN_EXPRESSION.test(command.source) ? OPEN_VALUE : (place.unreachable ?? null)
  const { cwd, env, path, trail } = place
  return {
    argv,
    wrapper,
    path,
    command: quoteWords(argv),
    cwd,
    env,
    invocation,
    kinds: await kindsOfCommand(argv, place, command, files),
    trail,
    ...(place.intent.length === 0 ? {} : { purpose: place.intent }),
    runnable: why === null,
    ...(why === null ? {} : { why }),
    ...(place.hook === undefined ? {} : { hook: { ...place.hook, outer: place.wrapper.length } }),
  }
}

/** What a script is for bounds what is found in the scripts that it calls: a benchmark that calls a test script is a benchmark. */
function narrowed(outer: readonly CheckKind[], inner: readonly CheckKind[] | undefined): readonly CheckKind[] {
  if (inner === undefined || inner.length === 0) return outer
  return outer.includes('build') || outer.includes('other') ? outer : inner
}

/**
 * PATH for a leaf: the folders of its scripts first, as `npm run` puts them.
 * @param root absolute; relative folders would not survive a tool that changes its directory.
 */
export function leafPath({ path }: Pick<Leaf, 'path'>, root: string, rest: string): string {
  return [...path.map((folder) => posix.join(root, folder)), rest].join(':')
}

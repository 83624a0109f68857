import { posix } from 'node:path'
import { kindsOfTool, recognise } from '@upkeep/checkers'
import type { CheckKind, SourceLine } from '@upkeep/schema'
import { OPEN_EXPRESSION } from './expressions.ts'
import { intentOf } from './intent.ts'
import type { FileSource, HookLeaf, Leaf } from './model.ts'
import { RESOLVERS } from './resolvers.ts'
import { quoteWords, readShell } from './shell.ts'
import { unwrap } from './wrappers.ts'

/** Deeper chains of scripts are given up, and said so. */
const MOST_STEPS = 8
/** A script that falls apart into more commands than this is not followed further. */
const MOST_LEAVES = 300

/** Where a command stands and what is in force there. */
export interface Place {
  cwd: string
  env: Readonly<Record<string, string>>
  path: readonly string[]
  wrapper: readonly string[]
  trail: readonly SourceLine[]
  /** What the name of the script says that it is for: it bounds the kinds of what is found in it. */
  intent: readonly CheckKind[]
  /** Set where the tools of this place can not be called directly. */
  unreachable?: string
  hook?: Omit<HookLeaf, 'outer'>
}

/** What a resolver found behind a command: scripts to read on, or the reason why it can't. */
export interface Expansion {
  script: string
  place: Partial<Pick<Place, 'cwd' | 'env' | 'path' | 'wrapper' | 'intent' | 'unreachable' | 'hook'>>
  source: SourceLine
}

/** Given a command without wrappers, the scripts behind it; null: it is no command of this resolver's. */
export type Resolver = (
  command: { argv: readonly string[]; cwd: string; env: Readonly<Record<string, string>> },
  files: FileSource,
) => Promise<Expansion[] | null>

/** Follows every command of a script to the tools that it runs in the end. */
export async function resolveScript(script: string, place: Place, files: FileSource): Promise<Leaf[]> {
  const leaves: Leaf[] = []
  const seen = new Set<string>()
  const follow = async (text: string, here: Place, depth: number): Promise<void> => {
    const key = JSON.stringify([text, here.cwd])
    if (seen.has(key) && depth > 0) return
    seen.add(key)
    for (const command of readShell(text, here.env).commands) {
      if (leaves.length >= MOST_LEAVES) return
      const { argv, wrapper, env: given } = unwrap(command.argv)
      const inner = {
        ...here,
        cwd: posix.normalize(posix.join(here.cwd, command.cwd)),
        env: { ...here.env, ...command.env, ...given },
      }
      const expansions = depth < MOST_STEPS ? await expansionsOf(argv, inner, files) : null
      if (expansions === null) leaves.push(leafOf(argv, [...here.wrapper, ...wrapper], inner, command.source))
      else {
        for (const { script: next, place: change, source } of expansions) {
          const env = { ...inner.env, ...change.env }
          const there = {
            ...inner,
            ...change,
            env,
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

async function expansionsOf(argv: readonly string[], place: Place, files: FileSource): Promise<Expansion[] | null> {
  for (const resolver of RESOLVERS) {
    const expansions = await resolver({ argv, cwd: place.cwd, env: place.env }, files)
    if (expansions !== null) return expansions
  }
  return null
}

function leafOf(argv: readonly string[], wrapper: readonly string[], place: Place, source: string): Leaf {
  const invocation = recognise(argv)
  const own = kindsOfTool(argv)
  const named = own.length > 0 ? [] : place.intent.length > 0 ? place.intent : intentOf(fileNameOf(argv))
  const kinds = own.length === 0 ? named : bounded(own, place.intent)
  const why = OPEN_EXPRESSION.test(source)
    ? 'it holds an expression whose value only a runner knows'
    : (place.unreachable ?? null)
  const { cwd, env, path, trail } = place
  return {
    argv,
    wrapper,
    path,
    command: quoteWords(argv),
    cwd,
    env,
    invocation,
    kinds,
    trail,
    runnable: why === null,
    ...(why === null ? {} : { why }),
    ...(place.hook === undefined ? {} : { hook: { ...place.hook, outer: place.wrapper.length } }),
  }
}

/** `node scripts/lint.mjs`: the name of the repository's own script says what it is for. */
function fileNameOf(argv: readonly string[]): string {
  const path = argv.slice(0, 4).find((word) => !word.startsWith('-') && /\w[/.]\w/.test(word)) ?? ''
  return (path.split('/').at(-1) ?? '').replace(/\.\w+$/, '')
}

/** In a build script a tool is a means: a compiler also checks types, a formatter or linter is a part of the build. */
function bounded(kinds: readonly CheckKind[], intent: readonly CheckKind[]): readonly CheckKind[] {
  if (!intent.includes('build') || kinds.includes('setup') || kinds.includes('other') || kinds.length === 0)
    return kinds
  if (kinds.includes('typecheck')) return kinds.includes('build') ? ['build', 'typecheck'] : kinds
  return ['build']
}

/**
 * PATH for a leaf: the folders of its scripts first, as `npm run` puts them.
 * @param root absolute; relative folders would not survive a tool that changes its directory.
 */
export function leafPath({ path }: Pick<Leaf, 'path'>, root: string, rest: string): string {
  return [...path.map((folder) => posix.join(root, folder)), rest].join(':')
}

import { posix } from 'node:path'
import { flagValue } from '@upkeep/checkers'
import type { FileSource } from '../model.ts'

/** Configurations that extend each other, at most. */
const MOST_PARENTS = 4

/**
 * Whether a compiler of TypeScript writes what it compiles, by its flags and by `noEmit` of its tsconfig and those that it extends.
 * What can not be read is taken to emit.
 */
export async function emits(argv: readonly string[], cwd: string, files: FileSource): Promise<boolean> {
  if (argv.some((word) => /^--?(?:noEmit|noemit)$/.test(word))) return false
  const sources = argv.slice(1).filter((word) => /\.[cm]?tsx?$/.test(word))
  // declarations alone give no output
  if (sources.length > 0 && sources.every((word) => /\.d\.[cm]?ts$/.test(word))) return false
  if (argv.some((word) => /^--?(?:outDir|outFile|emitDeclarationOnly)$/i.test(word))) return true
  const build = argv.findIndex((word) => /^--?(?:b|build)$/.test(word))
  const named = build > 0 ? argv[build + 1] : flagValue(argv, '-p', '--project')
  let path = posix.join(cwd, named === undefined || named === null || named.startsWith('-') ? '.' : named)
  if (!path.endsWith('.json')) path = posix.join(path, 'tsconfig.json')
  for (let depth = 0; depth < MOST_PARENTS; depth++) {
    const text = await files.read(path)
    if (text === null) return true
    const bare = text.replace(/\/\*[\s\S]*?\*\/|(?<=^|[\s,{])\/\/.*$/gm, '')
    const own = /"noEmit"\s*:\s*(true|false)/.exec(bare)?.[1]
    if (own !== undefined) return own === 'false'
    const parent = /"extends"\s*:\s*"(\.[^"]+)"/.exec(bare)?.[1]
    if (parent === undefined) return true
    path = posix.join(posix.dirname(path), parent.endsWith('.json') ? parent : `${parent}.json`)
  }
  return true
}

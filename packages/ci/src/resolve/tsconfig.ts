import { posix } from 'node:path'
import { flagValue } from '@upkeep/checkers'
import { parse } from 'jsonc-parser'
import type { ParseError } from 'jsonc-parser'
import type { FileSource } from '../model.ts'
import { at, textAt } from '../workflow/raw.ts'

/** Configurations that extend each other, at most. */
const MOST_CONFIGURATIONS = 4

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
  for (const { value } of await tsconfigsAt(path, files)) {
    const noEmit = at(value, 'compilerOptions', 'noEmit')
    if (typeof noEmit === 'boolean') return !noEmit
  }
  return true
}

/** A tsconfig, and those that it extends by their paths, the nearest first; none behind one that can not be read. */
export async function tsconfigsAt(start: string, files: FileSource): Promise<{ path: string; value: unknown }[]> {
  const found: { path: string; value: unknown }[] = []
  let path = posix.normalize(start)
  while (found.length < MOST_CONFIGURATIONS) {
    const value = await looseJsonAt(path, files)
    if (value === null) break
    found.push({ path, value })
    const parent = textAt(value, 'extends')
    if (parent === null || !parent.startsWith('.')) break
    path = posix.join(posix.dirname(path), parent.endsWith('.json') ? parent : `${parent}.json`)
  }
  return found
}

/** JSON with comments and commas too many; null where it can not be read. */
export async function looseJsonAt(path: string, files: FileSource): Promise<unknown> {
  const text = await files.read(path)
  const errors: ParseError[] = []
  const value: unknown = text === null ? null : parse(text, errors, { allowTrailingComma: true })
  return errors.length === 0 ? value : null
}

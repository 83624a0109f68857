import type { Diagnostic } from '@upkeep/schema'
import type { Checker, CheckerName, CommandOutput, Invocation } from './checker.ts'
import { biome } from './biome/index.ts'
import { black } from './black/index.ts'
import { eslint } from './eslint/index.ts'
import { flake8 } from './flake8/index.ts'
import { mypy } from './mypy/index.ts'
import { prettier } from './prettier/index.ts'
import { pyright } from './pyright/index.ts'
import { ruff } from './ruff/index.ts'
import { tsc } from './tsc/index.ts'
import { ty } from './ty/index.ts'

/** Every checker, one folder each. */
export const checkers: readonly Checker[] = [tsc, eslint, mypy, pyright, ty, ruff, flake8, prettier, biome, black]

export function checkerNamed(name: CheckerName): Checker {
  const found = checkers.find((checker) => checker.name === name)
  if (found === undefined) throw new Error(`there is no checker ${name}`)
  return found
}

/** What a command line is, if one of our checkers; the tool comes first, wrappers are stripped. */
export function recognise(argv: readonly string[]): Invocation | null {
  for (const checker of checkers) {
    const invocation = checker.recognise(argv)
    if (invocation !== null) return invocation
  }
  return null
}

/** Diagnostics of one tool's output; null tries every tool on it, as for the output of `npm test`. */
export function parseOutput(tool: CheckerName | null, output: CommandOutput, cwd: string, root: string): Diagnostic[] {
  const readers = tool === null ? checkers : [checkerNamed(tool)]
  const seen = new Map<string, Diagnostic>()
  for (const diagnostic of readers.flatMap((checker) => checker.parse(output, cwd, root))) {
    const { rule, path, range, message } = diagnostic
    const key = JSON.stringify([rule, path, range?.slice(0, 2), message])
    if (tool !== null || !seen.has(key)) seen.set(tool === null ? key : `${key}${seen.size}`, diagnostic)
  }
  return [...seen.values()]
}

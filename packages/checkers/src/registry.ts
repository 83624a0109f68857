import type { Diagnostic } from '@upkeep/schema'
import type { Checker, CheckerName, CommandOutput, Invocation } from './checker.ts'
import { biome } from './biome/index.ts'
import { black } from './black/index.ts'
import { clangFormat } from './clang-format/index.ts'
import { clippy } from './clippy/index.ts'
import { codespell } from './codespell/index.ts'
import { eslint } from './eslint/index.ts'
import { flake8 } from './flake8/index.ts'
import { goVet } from './go-vet/index.ts'
import { gofmt } from './gofmt/index.ts'
import { goimports } from './goimports/index.ts'
import { golangciLint } from './golangci-lint/index.ts'
import { isort } from './isort/index.ts'
import { ktlint } from './ktlint/index.ts'
import { markdownlint } from './markdownlint/index.ts'
import { mypy } from './mypy/index.ts'
import { oxfmt } from './oxfmt/index.ts'
import { oxlint } from './oxlint/index.ts'
import { prettier } from './prettier/index.ts'
import { pylint } from './pylint/index.ts'
import { pyright } from './pyright/index.ts'
import { rubocop } from './rubocop/index.ts'
import { ruff } from './ruff/index.ts'
import { rustfmt } from './rustfmt/index.ts'
import { shellcheck } from './shellcheck/index.ts'
import { shfmt } from './shfmt/index.ts'
import { spotless } from './spotless/index.ts'
import { stylelint } from './stylelint/index.ts'
import { taplo } from './taplo/index.ts'
import { tsc } from './tsc/index.ts'
import { ty } from './ty/index.ts'

/** Every checker, one folder each. Where two read the same line alike, the first one has it. */
export const checkers: readonly Checker[] = [
  tsc,
  eslint,
  mypy,
  pyright,
  ty,
  ruff,
  flake8,
  prettier,
  biome,
  oxlint,
  oxfmt,
  stylelint,
  markdownlint,
  black,
  isort,
  pylint,
  codespell,
  gofmt,
  goimports,
  golangciLint,
  goVet,
  rustfmt,
  clippy,
  shellcheck,
  shfmt,
  rubocop,
  clangFormat,
  taplo,
  ktlint,
  spotless,
]

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

import type { CheckKind, Diagnostic } from '@upkeep/schema'

export type CheckerName =
  | 'tsc'
  | 'eslint'
  | 'mypy'
  | 'pyright'
  | 'ty'
  | 'ruff'
  | 'flake8'
  | 'prettier'
  | 'biome'
  | 'oxlint'
  | 'oxfmt'
  | 'stylelint'
  | 'markdownlint'
  | 'black'
  | 'isort'
  | 'pylint'
  | 'codespell'
  | 'gofmt'
  | 'goimports'
  | 'golangci-lint'
  | 'go-vet'
  | 'rustfmt'
  | 'clippy'
  | 'shellcheck'
  | 'shfmt'
  | 'rubocop'
  | 'clang-format'
  | 'taplo'
  | 'ktlint'
  | 'spotless'

/** What a checker is about, as its page names it. */
export type Language =
  | 'typescript'
  | 'python'
  | 'web'
  | 'css'
  | 'markdown'
  | 'go'
  | 'rust'
  | 'shell'
  | 'ruby'
  | 'c'
  | 'toml'
  | 'kotlin'
  | 'java'
  | 'any'

/** A command line that runs a checker: the tool first, wrappers (`npx`, `uv run`, `python -m` …) stripped. */
export interface Invocation {
  checker: CheckerName
  argv: readonly string[]
  kinds: readonly CheckKind[]
  /** It rewrites files (`--fix`), so its exit code says nothing about the tree that it was given. */
  writes: boolean
  /** The configuration that it names, relative to its working directory; null: the tool looks for it. */
  config: string | null
}

export interface CommandOutput {
  stdout: string
  stderr: string
}

/** A place in a file, in the count of the tool that names it. */
export type Place =
  /** From the first byte of the file, one of a byte order mark included. */
  | { bytes: number }
  /** UTF-16 units from the first character behind a byte order mark. */
  | { units: number }
  /** Both 1-based, columns in code points. */
  | { line: number; column: number }

export interface TextChange {
  start: Place
  end: Place
  text: string
  /** What stands there, where the tool shows it. */
  replaces: string | null
}

/** A fix of one file that its tool leaves to a person: it may change what the code does, or not be what was meant. */
export interface UnsafeFix {
  path: string
  /** What it would settle. */
  diagnostic: Diagnostic
  /** All or none of them. */
  changes: readonly TextChange[]
  /** The whole file as the tool read it, where it shows that. */
  source: string | null
}

/** How a tool hands out what it does not count among its safe fixes. */
export type UnsafeFixes =
  | {
      /** How the tool calls them, for the list of checkers. */
      name: string
      /** The call that writes them into files, with the safe ones; null: this call has none. */
      write(argv: readonly string[]): string[] | null
    }
  | {
      name: string
      /** The same check with output that holds them; it writes nothing. */
      print(argv: readonly string[]): string[]
      /** String in, value out, as `parse`. Only where the tool has one answer: which of several is meant, nobody but a person can say. */
      read(output: CommandOutput, cwd: string, root: string): UnsafeFix[]
    }

/** The adapter for one tool. All of it is string in, value out. */
export interface Checker {
  name: CheckerName
  language: Language
  /** Null where it is no run of this tool that can pass or fail (another tool, `--version`, `--help`). */
  recognise(argv: readonly string[]): Invocation | null
  /** The same check with output for machines, and without rewriting anything. */
  machine(argv: readonly string[]): string[]
  /**
   * Diagnostics from output for machines or for people. `cwd` is where the tool ran, relative to the root (`.`: the root);
   * `root` the absolute path that is taken off absolute ones. Never throws; linear in the output's length.
   * `path` is null where the tool names no file, one outside of the root, or one of a folder that the output doesn't tell.
   */
  parse(output: CommandOutput, cwd: string, root: string): Diagnostic[]
  /** The tool's own safe fixes; null where it has none. */
  fix(argv: readonly string[]): string[] | null
  /**
   * The same fixes of these files alone, relative to its working directory, by the same configuration; null: it can not be told so.
   * Missing: it has no such call, or what it does to one file may depend on which others it is called on.
   */
  fixOnly?(argv: readonly string[], files: readonly string[]): string[] | null
  /**
   * The same check of these files alone, relative to its working directory, by the same configuration, and no laxer than the call itself
   * is with them; null: it can not be told so, or none of them is a file of this call's. Missing: it has no such call.
   */
  checkOnly?(argv: readonly string[], files: readonly string[]): string[] | null
  /**
   * The call that writes these files as this check wants them formatted, with the same configuration; `files` are relative to its
   * working directory. Null: none of them is a file of this tool's, or this call judges no format. Missing: it formats nothing.
   */
  format?(argv: readonly string[], files: readonly string[]): string[] | null
  /** What it offers beside its safe fixes; missing: nothing. */
  unsafe?: UnsafeFixes
}

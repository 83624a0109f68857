/** Rules by which formatters say that a file is laid out otherwise. */
export const FORMATTING: ReadonlySet<string> = new Set(['format', 'imports'])

/** Check types or compile: of theirs a bare code (`TS2322`, `E0308`) tells a reader nothing. */
export const COMPILERS: ReadonlySet<string> = new Set(['tsc', 'mypy', 'pyright', 'ty', 'go-vet', 'clippy'])

/** What a tool calls everything that it has no name for. */
export const CATCH_ALL: ReadonlySet<string> = new Set(['misc', 'reportGeneralTypeIssues'])

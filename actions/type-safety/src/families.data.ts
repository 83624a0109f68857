import type { CheckerName } from '@upkeep/checkers'
import type { Family } from './suppression.ts'

/** The checkers that can be asked about a comment; every other one that reads it holds a removal back. */
export const PROBED = [
  'tsc',
  'eslint',
  'mypy',
  'pyright',
  'ty',
  'ruff',
  'flake8',
] as const satisfies readonly CheckerName[]
export type ProbedTool = (typeof PROBED)[number]

/** Which tools judge each family, what a reader calls them, and what a live one calls for. */
export const FAMILIES: Readonly<Record<Family, { judges: readonly ProbedTool[]; language: string; fix: string }>> = {
  'ts-ignore': {
    judges: ['tsc'],
    language: 'TypeScript type checker',
    fix: 'type the expression below it, or turn it into `@ts-expect-error` with a reason',
  },
  'ts-expect-error': { judges: ['tsc'], language: 'TypeScript type checker', fix: 'type the expression below it' },
  'eslint-disable': {
    judges: ['eslint'],
    language: 'ESLint',
    fix: 'follow the rule here, or configure it for this kind of file',
  },
  'type-ignore': {
    judges: ['mypy', 'pyright', 'ty'],
    language: 'Python type checker (mypy, pyright, ty)',
    fix: 'annotate the names on this line',
  },
  'pyright-ignore': { judges: ['pyright'], language: 'pyright', fix: 'annotate the names on this line' },
  'ty-ignore': { judges: ['ty'], language: 'ty', fix: 'annotate the names on this line' },
  noqa: {
    judges: ['ruff', 'flake8'],
    language: 'linter that reads noqa (ruff, flake8)',
    fix: 'follow the rule here, or ignore it for this file in the configuration',
  },
  'ts-nocheck': { judges: [], language: '', fix: 'remove it and type the file' },
  'mypy-ignore-errors': { judges: [], language: '', fix: 'remove it and annotate the module' },
  'noqa-file': { judges: [], language: '', fix: 'name the rules in `per-file-ignores` instead' },
}

/** ESLint rules that complain of the very directives of TypeScript: a comment that disables only these goes with the directive. */
export const RULES_ABOUT_TS_DIRECTIVES: readonly string[] = [
  '@typescript-eslint/ban-ts-comment',
  '@typescript-eslint/ban-ts-ignore',
  '@typescript-eslint/prefer-ts-expect-error',
]

/** Codes that complain of `# type: ignore` itself (pygrep-hooks): they go with it. */
export const CODES_ABOUT_TYPE_IGNORE: readonly string[] = ['PGH003']

/** Files that may hold script directives, Python directives, and scripts embedded in another language. */
export const SCRIPT_FILE = /\.(?:[cm]?[jt]s|[jt]sx)$/
export const EMBEDDED_FILE = /\.(?:vue|svelte|astro)$/
export const PYTHON_FILE = /\.pyi?$/

/** Finds files that could hold a directive: an extended regular expression of POSIX, and the same in JavaScript. */
export const CANDIDATE_POSIX =
  '@ts-(ignore|expect-error|nocheck)|eslint-disable|(type|pyright|ty):[[:space:]]*ignore|[nN][oO][qQ][aA]|mypy:[[:space:]]*ignore-errors'
export const CANDIDATE =
  /@ts-(?:ignore|expect-error|nocheck)|eslint-disable|(?:type|pyright|ty):\s*ignore|noqa|mypy:\s*ignore-errors/i

/** Larger files are generated; they are left with a reason. */
export const MAX_FILE_BYTES = 4 * 1024 * 1024

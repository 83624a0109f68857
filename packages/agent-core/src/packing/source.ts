import { codeOfTree, treeOf } from './syntax.ts'
import type { SyntaxTree } from './syntax.ts'

/** A source file as text, split once. */
export interface SourceText {
  path: string
  text: string
  lines: readonly string[]
  /** The same lines with nothing but code: comments and the insides of strings are spaces, as far as their language is read. */
  readonly code: readonly string[]
  /** Null for a language that is not read by its grammar. */
  readonly tree: SyntaxTree | null
}

/** A file's text, of the same length and lines, with nothing but code. */
export type ReadCode = (path: string, text: string) => string

/**
 * @param read tells code from comments and strings in the languages that have no grammar here; absent: all of them is code.
 */
export function sourceText(path: string, text: string, read: ReadCode = (_, all) => all): SourceText {
  let code: readonly string[] | null = null
  let tree: { of: SyntaxTree | null } | null = null
  return {
    path,
    text,
    lines: linesOf(text),
    get code() {
      return (code ??= linesOf(this.tree === null ? read(path, text) : codeOfTree(text, this.tree)))
    },
    get tree() {
      return (tree ??= { of: treeOf(path, text) }).of
    },
  }
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/)
}

export type Language = 'script' | 'python' | 'go' | 'rust' | 'other'

export function languageOf(path: string): Language {
  if (/\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/.test(path)) return 'script'
  if (/\.pyi?$/.test(path)) return 'python'
  return path.endsWith('.go') ? 'go' : path.endsWith('.rs') ? 'rust' : 'other'
}

/** Columns of white space a line begins with; null for an empty one. */
export function indentOf(line: string | undefined): number | null {
  if (line === undefined || line.trim() === '') return null
  return (/^[\t ]*/.exec(line)?.[0] ?? '').replaceAll('\t', '    ').length
}

/** Lines `first` to `last` (1-based, inclusive) with their numbers. */
export function numbered({ lines }: SourceText, first: number, last: number): string {
  return lines
    .slice(first - 1, last)
    .map((line, index) => `${first + index}\t${line}`)
    .join('\n')
}

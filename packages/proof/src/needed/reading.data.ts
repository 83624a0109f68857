import type { CheckerName } from '@upkeep/checkers'
import type { ProofClass } from '@upkeep/schema'

/** What a checker can see of a change. */
export interface Reading {
  /** Every file that it may open, its configuration too; what has no extension counts for all that look for such names. */
  files: RegExp
  /** By these names only: others that it goes by open more, as their settings say (`vue-tsc` can be told to read Markdown). */
  names?: readonly string[]
  /** With such a word it runs other programs. */
  beyond?: RegExp
  /**
   * It sees of such a file nothing of changes up to this class, as long as no comment of it is one that the checker obeys; missing:
   * it reads the layout. Strings that were joined or split are the same tree to `ast`, but not to a checker that has a rule for them.
   */
  blindUpTo?: ProofClass
}

const SCRIPTS = /\.(?:[cm]?[jt]sx?|json[c5]?|vue|svelte|astro|mdx)$|(?:^|\/)\.?[^/.]+$/
const PYTHON = /\.(?:pyi?|ipynb|toml|cfg|ini|json|typed|pth)$|(?:^|\/)\.[^/]*$|(?:^|\/)[^/.]+$/
/** With what cgo and the assembler read, and workspaces. */
const GO = /\.(?:go|mod|sum|work|[chsS]|cc|cpp|cxx|hh|hpp|hxx|m|f|for|f90|swig|swigcxx|syso)$/

/** Tools that open files of known names only, and run no code of a repository that could open others. */
export const READING: Partial<Record<CheckerName, Reading>> = {
  tsc: { files: SCRIPTS, names: ['tsc', 'tsgo'], blindUpTo: 'format' },
  mypy: { files: PYTHON, blindUpTo: 'format' },
  pyright: { files: PYTHON, blindUpTo: 'comment' },
  ty: { files: PYTHON, blindUpTo: 'comment' },
  black: { files: PYTHON },
  isort: { files: PYTHON },
  gofmt: { files: /\.go$/ },
  // with rules of its own, which are scripts
  markdownlint: { files: /\.(?:md|markdown|mdx|json[c5]?|ya?ml|toml|[cm]?js)$|(?:^|\/)\.[^/]*$|(?:^|\/)[^/.]+$/ },
  'go-vet': { files: GO, beyond: /^--?vettool\b/, blindUpTo: 'comment' },
  rustfmt: { files: /\.(?:rs|toml)$/ },
}

import type { CheckerName } from '@upkeep/checkers'

/** What a formatter goes by, beside the file that it judges. */
export interface Formatting {
  /** Files that say how: with one of them changed, every file may be judged anew. */
  settings: RegExp
  /** Settings that are programs, or name such or style sheets: with one of them there, a changed one may be a part of it. */
  programs?: RegExp
}

/** Formatters that judge each file by itself. */
export const FORMATTING: Partial<Record<CheckerName, Formatting>> = {
  prettier: {
    settings: /prettier|(?:^|\/)(?:package\.(?:json|yaml)|\.editorconfig|\.gitignore)$/,
    programs: /(?:^|\/)(?:prettier\.config\.[cm]?[jt]s|\.prettierrc(?:\.(?:[cm]?[jt]s|json5?|ya?ml|toml))?)$/,
  },
  // `vite.config` where Vite+ runs it. Source: https://oxc.rs/docs/guide/usage/formatter/config.html
  oxfmt: {
    settings:
      /(?:^|\/)(?:\.oxfmtrc\.jsonc?|(?:oxfmt|vite)\.config\.[cm]?[jt]s|\.editorconfig|\.gitignore|\.prettierignore)$/,
    programs: /(?:^|\/)(?:\.oxfmtrc\.jsonc?|(?:oxfmt|vite)\.config\.[cm]?[jt]s)$/,
  },
  black: { settings: /(?:^|\/)(?:pyproject\.toml|\.gitignore)$/ },
  isort: { settings: /(?:^|\/)(?:pyproject\.toml|setup\.cfg|tox\.ini|\.isort\.cfg|\.editorconfig|\.gitignore)$/ },
  ruff: { settings: /(?:^|\/)(?:pyproject\.toml|\.?ruff\.toml|\.gitignore|\.ignore)$/ },
}

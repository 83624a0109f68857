import type { CheckerName } from '@upkeep/checkers'
import type { ProofClass } from '@upkeep/schema'

/** What a tool goes by that judges each file by itself, beside that file. */
export interface ByFile {
  /** Files that say how: with one of them changed, every file may be judged anew. */
  settings: RegExp
  /** Settings that are programs, or name such or style sheets: with one of them there, a changed one may be a part of it. */
  programs?: RegExp
  /**
   * What it says of one file may depend on what others hold (an import that leads nowhere), or it loads rules that may be programs of the
   * repository: only changes up to this class leave what it says of other files alone. Missing: no change of one file is seen in another.
   */
  upTo?: ProofClass
}

/** The others' configuration is what plugins of linters look into as well. */
const OF_PACKAGES = String.raw`(?:^|\/)(?:package\.json|[jt]sconfig[^/]*\.json|\.editorconfig|\.gitignore)$`

/** Tools that can be asked about the changed files alone. */
export const BY_FILE: Partial<Record<CheckerName, ByFile>> = {
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
  // lists of words are named by its settings or by its call
  codespell: { settings: /(?:^|\/)(?:pyproject\.toml|setup\.cfg|\.codespellrc)$|codespell/ },
  flake8: { settings: /(?:^|\/)(?:pyproject\.toml|setup\.cfg|tox\.ini|\.flake8)$/, upTo: 'format' },
  eslint: { settings: new RegExp(`eslint|prettier|${OF_PACKAGES}`), upTo: 'format' },
  oxlint: { settings: new RegExp(`oxlint|eslintignore|${OF_PACKAGES}`), upTo: 'format' },
  biome: { settings: new RegExp(`biome\\.jsonc?$|\\.grit$|${OF_PACKAGES}`), upTo: 'format' },
}

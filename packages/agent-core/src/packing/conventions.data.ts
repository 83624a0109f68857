/** Where repositories write down how they want to be written in, the most specific first. Read from the base commit only. */
export const CONVENTIONS_FILES: readonly string[] = [
  'AGENTS.md',
  'CLAUDE.md',
  '.github/copilot-instructions.md',
  'CONTRIBUTING.md',
  'docs/CONTRIBUTING.md',
  '.github/CONTRIBUTING.md',
]

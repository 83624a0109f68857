import { COMMON_INPUTS } from '@upkeep/entry/declared'
import type { InputDeclaration } from '@upkeep/entry/declared'

/** Every input of this action. */
export const inputs: readonly InputDeclaration[] = [
  ...COMMON_INPUTS,
  {
    name: 'scope',
    type: 'choice',
    choices: ['pr', 'repo'],
    default: 'pr',
    description:
      'What may be changed: "pr" the files that the pull request changes, "repo" every file that a failing check speaks of.',
  },
  {
    name: 'unsafe-fixes',
    type: 'choice',
    choices: ['suggest', 'off'],
    default: 'suggest',
    description:
      'What becomes of fixes that a tool itself calls unsafe, or only suggests (ESLint, ruff, biome, clippy and others): "suggest" shows them on lines of the pull request, "off" leaves them.',
  },
]

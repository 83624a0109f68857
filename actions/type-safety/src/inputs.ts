import { COMMON_INPUTS } from '@upkeep/entry/declared'
import type { InputDeclaration } from '@upkeep/entry/declared'

/** Every input of this action. */
export const inputs: readonly InputDeclaration[] = [
  ...COMMON_INPUTS,
  {
    name: 'casts',
    type: 'choice',
    choices: ['redundant', 'needless', 'off'],
    default: 'redundant',
    description:
      'Casts and "!" to remove: "redundant" takes those to a type that is there anyway, "needless" also "as any" and others without which no compiler reports anything new, "off" none.',
  },
  {
    name: 'annotations',
    type: 'choice',
    choices: ['off', 'ruff', 'infer'],
    default: 'off',
    description:
      'Missing annotations of Python functions to add: "ruff" takes those that ruff can tell, "infer" also those of pyrefly, "off" none.',
  },
]

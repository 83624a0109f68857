import { COMMON_INPUTS } from '@upkeep/entry'
import type { InputDeclaration } from '@upkeep/entry'

/** Every input of this action: so far those that all actions share. */
export const inputs: readonly InputDeclaration[] = [...COMMON_INPUTS]

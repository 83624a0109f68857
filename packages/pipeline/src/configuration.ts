import { COMMON_INPUTS } from '@upkeep/entry'
import type { InputDeclaration, InputValues } from '@upkeep/entry'
import { loadConfig } from '@upkeep/entry/config'
import type { Config } from '@upkeep/entry/config'
import type { Target } from '@upkeep/schema'
import type { Workspace } from '@upkeep/workspace'

/** The names of all actions of the suite: a configuration may speak of those that this process does not hold. */
export const ACTION_NAMES = [
  'type-safety',
  'lint-fix',
  'pr-review',
  'style-guide',
  'docs-fixer',
  'issue-triage',
  'dependency-upgrader',
  'perf-optimizer',
] as const

/** An action as far as its configuration goes. */
export interface Configurable {
  name: string
  inputs: readonly InputDeclaration[]
}

export function configurationPath(inputs: InputValues): string {
  const path = inputs['config']
  return typeof path === 'string' && path !== '' ? path : '.github/upkeep.yml'
}

/**
 * The configuration file of the repository, as the base commit has it: a pull request can not loosen what judges it.
 * @throws UserError (usage) for whatever in it is not right.
 */
export async function readConfiguration(
  workspace: Workspace,
  target: Target,
  inputs: InputValues,
  actions: readonly Configurable[],
): Promise<Config> {
  const path = configurationPath(inputs)
  const text = await workspace.readAt(target.base, path)
  const declarationsOf = (name: string | null) => [
    ...COMMON_INPUTS,
    ...(actions.find((action) => action.name === name)?.inputs ?? []),
  ]
  return await loadConfig(text, path, ACTION_NAMES, declarationsOf)
}

import type { InputDeclaration } from '@upkeep/entry/declared'
import type { ActionOutput, Job } from '@upkeep/pipeline'

/** An action as the command line offers it. Its stages are loaded only when it runs. */
export interface CommandLineAction {
  name: string
  description: string
  inputs: readonly InputDeclaration[]
  load: () => Promise<(job: Job) => Promise<ActionOutput>>
}

/** The actions that stand today, in the order of the help text. */
export const ACTIONS: readonly CommandLineAction[] = [
  {
    name: 'type-safety',
    description: 'Remove suppressions that suppress nothing, and prove it by the checks of the repository',
    inputs: inputsHere((await import('@upkeep/type-safety/inputs')).inputs),
    load: async () => (await import('@upkeep/type-safety')).run,
  },
  {
    name: 'lint-fix',
    description:
      'Fix what makes the checks of a pull request fail, by their own tools, and prove it by the same commands',
    inputs: inputsHere((await import('@upkeep/lint-fix/inputs')).inputs),
    load: async () => (await import('@upkeep/lint-fix')).run,
  },
]

/** On one's own machine a record may hold everything, so that a run can be replayed. */
function inputsHere(declarations: readonly InputDeclaration[]): readonly InputDeclaration[] {
  return declarations.map((each) => (each.name === 'record' ? { ...each, default: 'full' } : each))
}

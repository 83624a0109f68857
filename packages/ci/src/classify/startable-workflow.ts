import { DISPATCH, SLUG } from '@upkeep/schema'
import type { Classification, ClassifiedStep, ClassifiedWorkflow } from '../model.ts'
import { at, entriesAt } from '../workflow/raw.ts'

const TAKES: readonly string[] = Object.values(DISPATCH.inputs)

/**
 * The workflow that runs an action of ours and can be started by hand for a pull request, by its path; a sentence where there is none.
 * Read of the tree that was classified: on an event from outside, that of the default branch.
 */
export function startableWorkflow(
  { workflows }: Pick<Classification, 'workflows'>,
  action: string,
): { path: string } | string {
  const own = workflows.filter(
    ({ path, jobs }) =>
      DISPATCH.workflow.test(path) && jobs.some(({ steps }) => steps.some((step) => runs(step, action))),
  )
  if (own.length === 0) return `No workflow of the default branch runs ${action}.`
  const found = own.find(isStartable)
  if (found !== undefined) return { path: found.path }
  const paths = own.map(({ path }) => path).join(', ')
  return `${paths} can not be started for a pull request: on workflow_dispatch it has to take the inputs ${TAKES.join(' and ')}, and require no other.`
}

function runs({ uses, inner }: ClassifiedStep, action: string): boolean {
  const name = uses?.split('@', 1)[0]
  return (
    name === `${SLUG}/actions/${action}` || name === `./actions/${action}` || inner.some((step) => runs(step, action))
  )
}

function isStartable({ events, yaml }: ClassifiedWorkflow): boolean {
  const inputs = entriesAt(yaml.value, 'on', 'workflow_dispatch', 'inputs')
  const needed = inputs.filter(([, input]) => at(input, 'required') === true && at(input, 'default') === undefined)
  return (
    events.includes('workflow_dispatch') &&
    TAKES.every((name) => inputs.some(([taken]) => taken === name)) &&
    needed.every(([name]) => TAKES.includes(name))
  )
}

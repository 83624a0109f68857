import type { Check, Unresolved } from '@upkeep/schema'
import { classifyStep } from './classify-step.ts'
import { expand, isNever } from './expressions.ts'
import type { KnownContexts } from './expressions.ts'
import { chooseLeg, legsOf, nested } from './matrix.ts'
import type { ClassifiedJob, ClassifiedStep, FileSource } from './model.ts'
import { at, entriesAt, listAt, textAt, textsAt, variablesAt } from './raw.ts'
import type { YamlFile } from './yaml-file.ts'
import { readYaml } from './yaml-file.ts'

export interface JobSource {
  path: string
  text: string
  yaml: YamlFile
  workflow: unknown
  id: string
  job: unknown
  /** Inputs that a calling workflow gave. */
  inputs?: Readonly<Record<string, unknown>>
}

/** What a step's defaults come from. */
export interface StepPlace {
  path: string
  line: (index: number) => number
  cwd: string
  shell: Check['shell'] | null
  known: KnownContexts
  job: string
}

export async function classifyJob(
  source: JobSource,
  files: FileSource,
  unresolved: Unresolved[],
): Promise<ClassifiedJob> {
  const { path, yaml, workflow, id, job, inputs = {} } = source
  const legs = legsOf(at(job, 'strategy'))
  if (typeof at(job, 'strategy', 'matrix') === 'string')
    unresolved.push({ workflow: path, job: id, step: null, reason: 'its matrix is computed while it runs' })
  const leg = chooseLeg(legs)
  const matrix = nested(leg)
  const bare: KnownContexts = { matrix, env: {}, inputs: { ...defaultInputs(workflow), ...inputs } }
  const expandAll = (variables: Record<string, string>, known: KnownContexts) =>
    Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, expand(value, known).text]))
  const env = expandAll({ ...variablesAt(workflow, 'env'), ...variablesAt(job, 'env') }, bare)
  const known = { ...bare, env }
  const runsOn = textsAt(job, 'runs-on').map((label) => expand(label, known).text)
  const uses = textAt(job, 'uses')
  const condition = textAt(job, 'if')
  const defaults = (key: string) => textAt(job, 'defaults', 'run', key) ?? textAt(workflow, 'defaults', 'run', key)
  const place: StepPlace = {
    ...{
      path,
      known,
      job: id,
      cwd: expand(defaults('working-directory') ?? '.', known).text,
      shell: shellOf(defaults('shell')),
    },
    line: (index) => yaml.line('jobs', id, 'steps', index),
  }
  const never = isNever(condition, known)
  const steps: ClassifiedStep[] = []
  for (const [index, step] of listAt(job, 'steps').entries()) {
    const classified = await classifyStep(step, index, place, files, unresolved)
    steps.push(
      never ? { ...classified, skipped: `its job never runs on this leg (if: ${condition ?? ''})` } : classified,
    )
  }
  const called = uses === null ? [] : await calledSteps(source, uses, known, files, unresolved)
  return {
    ...{ id, name: textAt(job, 'name') ?? id, runsOn, legs, leg, uses, env },
    needs: textsAt(job, 'needs'),
    steps: [...steps, ...called],
    line: yaml.line('jobs', id),
    services: entriesAt(job, 'services').map(([name]) => name),
    container: at(job, 'container') !== undefined,
  }
}

/** The steps of a reusable workflow of the same repository, with the caller's inputs. */
async function calledSteps(
  source: JobSource,
  uses: string,
  known: KnownContexts,
  files: FileSource,
  unresolved: Unresolved[],
): Promise<ClassifiedStep[]> {
  const local = /^\.\/(.*)$/.exec(uses)?.[1]
  const text = local === undefined ? null : await files.read(local)
  if (local === undefined || text === null || source.inputs !== undefined) {
    const reason =
      local === undefined
        ? `it calls ${uses}, a workflow of another repository`
        : `it calls ${uses}, which can not be read`
    unresolved.push({ workflow: source.path, job: source.id, step: null, reason })
    return []
  }
  const yaml = readYaml(text)
  const given = Object.fromEntries(
    entriesAt(source.job, 'with').map(([name, value]) => [
      name,
      typeof value === 'string' ? expand(value, known).text : value,
    ]),
  )
  const steps: ClassifiedStep[] = []
  for (const [id, job] of entriesAt(yaml.value, 'jobs')) {
    const classified = await classifyJob(
      { path: local, text, yaml, workflow: yaml.value, id, job, inputs: given },
      files,
      unresolved,
    )
    steps.push(...classified.steps)
  }
  return steps
}

function defaultInputs(workflow: unknown): Record<string, unknown> {
  const declared = [
    ...entriesAt(workflow, 'on', 'workflow_call', 'inputs'),
    ...entriesAt(workflow, 'on', 'workflow_dispatch', 'inputs'),
  ]
  return Object.fromEntries(declared.map(([name, input]) => [name, at(input, 'default') ?? '']))
}

export function shellOf(name: string | null): Check['shell'] | null {
  const word = name?.trim().split(/\s/)[0] ?? ''
  if (word === 'bash' || word === 'sh' || word === 'python' || word === 'pwsh') return word
  return null
}

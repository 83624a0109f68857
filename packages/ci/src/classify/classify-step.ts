import { posix } from 'node:path'
import type { CheckKind, SourceLine, Unresolved } from '@upkeep/schema'
import { onLeg, shellOf } from './step-place.ts'
import type { StepPlace } from './step-place.ts'
import { expand, isNever, OPEN_EXPRESSION, OPEN_VALUE, withoutPlaceholders } from '../workflow/expressions.ts'
import type { KnownContexts } from '../workflow/expressions.ts'
import { WORLDLY } from '../kinds/kinds.data.ts'
import type { ClassifiedStep, FileSource, HandedValues, Leaf } from '../model.ts'
import { expressionsOf } from '../workflow/references.ts'
import { isDispensable, valueReferences } from '../workflow/secret-names.ts'
import { handedValues } from './handed-values.ts'
import { inputsOf, localPath, readLocalAction } from '../workflow/local-action.ts'
import { listAt, textAt, variablesAt } from '../workflow/raw.ts'
import { resolveScript } from '../resolve/resolve.ts'
import { kindsOfStep } from './step-kinds.ts'
import { installsWithin, withoutInstalls } from '../resolve/judging-part.ts'
import { actionCommand, actionVersion } from './action-kinds.ts'

/** Composite actions inside composite actions, at most. */
const MOST_COMPOSITES = 3

export async function classifyStep(
  step: unknown,
  index: number,
  place: StepPlace,
  files: FileSource,
  unresolved: Unresolved[],
  depth = 0,
): Promise<ClassifiedStep> {
  const { known, leg } = place
  const written = environmentOf(step, known)
  const own = valuesOf(written, known)
  const env = { ...known.env, ...own }
  const variables = { ...place.variables, ...written }
  const here = { ...known, env }
  const [uses, run, name] = [textAt(step, 'uses'), textAt(step, 'run'), textAt(step, 'name')]
  const condition = textAt(step, 'if')
  const line = place.line(index)
  const cwd = posix.normalize(expand(textAt(step, 'working-directory') ?? place.cwd, known).text)
  const source: SourceLine = {
    file: place.path,
    line,
    text: (name ?? uses ?? run ?? '').split('\n')[0]?.slice(0, 200) ?? '',
  }
  const declared = run ?? actionCommand(uses, step)
  const script = declared === null ? null : expand(declared, here).text
  const start = { cwd, env, path: [], wrapper: [], trail: [source], intent: measures(name, place.folder) }
  const inner = script === null ? await compositeSteps(uses, step, { ...place, env }, files, unresolved, depth) : []
  const leaves = script === null ? inner.flatMap((each) => each.leaves) : await resolveScript(script, start, files)
  const said = kindsOfStep({
    step,
    leaves,
    uses,
    name,
    run,
    job: place.job,
    sets: inner.some((each) => each.kinds.includes('setup')),
  })
  const kinds = withWorldly(said.kinds, inner)
  const shell = shellOf(textAt(step, 'shell')) ?? place.shell ?? 'bash'
  const read = handedValues({ run, env: written, outer: place.variables }, here)
  const handed = read?.open === true && shell !== 'bash' && shell !== 'sh' ? null : read
  const never = isNever(condition, here)
  if (kinds.length === 1 && kinds[0] === 'unknown') {
    const reason =
      run === null ? `nothing is known of the action ${uses ?? ''}` : `nothing is known of \`${firstCommand(leaves)}\``
    unresolved.push({ workflow: place.path, job: place.job, step: index, reason })
  }
  return {
    index,
    id: textAt(step, 'id'),
    name,
    uses,
    run: declared,
    command: script,
    judging: script !== null && leaves.some(installsWithin) ? await withoutInstalls(script, start, files) : null,
    version: actionVersion(uses, step),
    obstacle: obstacleOf(step, written, script, handed),
    handed,
    open: {
      expressions: expand(declared ?? '', here).open,
      variables: Object.fromEntries(Object.entries(variables).filter(([each]) => env[each] === undefined)),
    },
    leg,
    inner,
    kinds,
    confidence: said.confidence,
    leaves,
    line,
    cwd,
    env: own,
    condition,
    evidence: [source, ...leaves.flatMap(({ trail }) => trail.slice(1)).slice(0, 20)],
    shell,
    skipped: never ? `it never runs${onLeg(leg)} (if: ${condition ?? ''})` : null,
  }
}

/** What a step of an action does to the world the action does, also where an action does it that shows no command. */
function withWorldly(kinds: readonly CheckKind[], inner: readonly ClassifiedStep[]): CheckKind[] {
  const run = inner.filter(({ skipped }) => skipped === null)
  const reached = run.flatMap((each) => each.kinds.filter((kind) => WORLDLY.has(kind)))
  return reached.length === 0 ? [...kinds] : [...new Set([...kinds.filter((kind) => kind !== 'unknown'), ...reached])]
}

/** `env:` as a map, or as an expression that gives one: `${{ matrix.env }}`. */
function environmentOf(step: unknown, { matrix }: KnownContexts): Record<string, string> {
  const axis = /^\$\{\{\s*matrix\.([\w-]+)\s*\}\}$/.exec(textAt(step, 'env') ?? '')?.[1]
  return axis === undefined ? variablesAt(step, 'env') : variablesAt(matrix, axis)
}

/** What is run to measure is no test, whatever it runs. */
function measures(name: string | null, folder: string | undefined): CheckKind[] {
  return [name, folder].some((each) => /(?:^|[^a-z])(?:bench(?:marks?|marking)?|perf)(?:$|[^a-z])/i.test(each ?? ''))
    ? ['other']
    : []
}

/** The values that are known; a variable of which nothing is known is left unset, as on a fork it is empty. */
export function valuesOf(variables: Readonly<Record<string, string>>, known: KnownContexts): Record<string, string> {
  const expanded = Object.entries(variables).map(([name, value]) => ({ name, ...expand(value, known) }))
  return Object.fromEntries(expanded.filter(({ open }) => open.length === 0).map(({ name, text }) => [name, text]))
}

/** Why a step's own command can't be run outside of its runner, whatever is given. */
function obstacleOf(
  step: unknown,
  variables: Readonly<Record<string, string>>,
  script: string | null,
  handed: HandedValues | null,
): string | null {
  if (handed === null) {
    const texts = [textAt(step, 'run') ?? '', ...Object.values(variables)]
    const secret = texts
      .flatMap(expressionsOf)
      .flatMap(valueReferences)
      .find(({ context, name }) => context === 'secrets' && (name === null || !isDispensable(name)))
    if (secret !== undefined)
      return secret.name === null
        ? 'it reads secrets by names that only a runner knows'
        : `it needs the secret ${secret.name}`
  }
  return OPEN_EXPRESSION.test(script ?? '') && handed?.open !== true ? OPEN_VALUE : null
}

/** The steps of a composite action of the same repository, with the inputs that it is given. */
async function compositeSteps(
  uses: string | null,
  step: unknown,
  place: StepPlace & { env: Readonly<Record<string, string>> },
  files: FileSource,
  unresolved: Unresolved[],
  depth: number,
): Promise<ClassifiedStep[]> {
  const folder = depth < MOST_COMPOSITES ? localPath(uses) : null
  const action = folder === null ? null : await readLocalAction(folder, files)
  if (action === null) return []
  const { path, yaml } = action
  const inner: StepPlace = {
    ...place,
    path,
    folder: `${place.folder ?? ''} ${folder}`,
    cwd: '.',
    known: { ...place.known, env: place.env, inputs: inputsOf(yaml.value, step, place.known) },
    line: (at) => yaml.line('runs', 'steps', at),
  }
  const steps: ClassifiedStep[] = []
  for (const [index, each] of listAt(yaml.value, 'runs', 'steps').entries()) {
    const classified = await classifyStep(each, index, inner, files, unresolved, depth + 1)
    steps.push({ ...classified, env: { ...place.env, ...classified.env } })
  }
  return steps
}

function firstCommand(leaves: readonly Leaf[]): string {
  const command = leaves.find(({ kinds }) => kinds.length === 0)?.command
  return command === undefined ? 'an empty script' : withoutPlaceholders(command).slice(0, 120)
}

import { posix } from 'node:path'
import { CHECK_KINDS } from '@upkeep/schema'
import type { CheckKind, Confidence, SourceLine, Unresolved } from '@upkeep/schema'
import { shellOf } from './classify-job.ts'
import type { StepPlace } from './classify-job.ts'
import { expand, isNever } from './expressions.ts'
import { intentOf } from './intent.ts'
import type { ClassifiedStep, FileSource, Leaf } from './model.ts'
import { entriesAt, listAt, textAt, variablesAt } from './raw.ts'
import { resolveScript } from './resolve.ts'
import { ACTION_COMMANDS, ACTION_KINDS, DEFAULT_ARGUMENTS } from './uses.data.ts'
import { readYaml } from './yaml-file.ts'

/** Kinds that say nothing about a step once it has another. */
const WEAK: ReadonlySet<CheckKind> = new Set(['setup', 'other', 'unknown'])

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
  const { known } = place
  const own = Object.fromEntries(
    Object.entries(variablesAt(step, 'env')).map(([name, value]) => [name, expand(value, known).text]),
  )
  const env = { ...known.env, ...own }
  const [uses, run, name] = [textAt(step, 'uses'), textAt(step, 'run'), textAt(step, 'name')]
  const condition = textAt(step, 'if')
  const line = place.line(index)
  const cwd = posix.normalize(expand(textAt(step, 'working-directory') ?? place.cwd, known).text)
  const here: SourceLine = {
    file: place.path,
    line,
    text: (name ?? uses ?? run ?? '').split('\n')[0]?.slice(0, 200) ?? '',
  }
  const script = run === null ? actionCommand(uses, step) : expand(run, { ...known, env }).text
  const start = { cwd, env, path: [], wrapper: [], trail: [here], intent: [] }
  const leaves =
    script === null
      ? await compositeLeaves(uses, place, files, unresolved, depth)
      : await resolveScript(script, start, files)
  const { kinds, confidence } = kindsOfStep(leaves, uses, name)
  if (run !== null && kinds.length === 1 && kinds[0] === 'unknown') {
    unresolved.push({
      workflow: place.path,
      job: place.job,
      step: index,
      reason: `nothing is known of \`${firstCommand(leaves)}\``,
    })
  }
  return {
    ...{
      index,
      id: textAt(step, 'id'),
      name,
      uses,
      run: run === null ? script : run,
      kinds,
      confidence,
      leaves,
      line,
      cwd,
      env: own,
      condition,
    },
    evidence: [here, ...leaves.flatMap(({ trail }) => trail.slice(1)).slice(0, 20)],
    shell: shellOf(textAt(step, 'shell')) ?? place.shell ?? 'bash',
    skipped: isNever(condition, { ...known, env }) ? `it never runs on this leg (if: ${condition ?? ''})` : null,
  }
}

/** What a step does: the kinds of its tools; where none is known, what its action or its name says. */
function kindsOfStep(
  leaves: readonly Leaf[],
  uses: string | null,
  name: string | null,
): { kinds: CheckKind[]; confidence: Confidence } {
  const all = new Set(leaves.flatMap(({ kinds }) => kinds))
  const telling = CHECK_KINDS.filter((kind) => all.has(kind) && !WEAK.has(kind))
  if (telling.length > 0)
    return { kinds: telling, confidence: leaves.some(({ invocation }) => invocation !== null) ? 'certain' : 'likely' }
  const action = uses === null ? null : actionKind(uses)
  if (action !== null && action !== 'unknown') return { kinds: [action], confidence: 'certain' }
  const named = name === null ? [] : intentOf(name)
  const open = leaves.length === 0 || leaves.some(({ kinds }) => kinds.length === 0)
  if (named.length > 0 && open) return { kinds: [...named], confidence: 'guess' }
  const weak = CHECK_KINDS.filter((kind) => all.has(kind))
  if (weak.length > 0) return { kinds: weak.slice(0, 1), confidence: 'likely' }
  return { kinds: [named[0] ?? 'unknown'], confidence: 'guess' }
}

function actionKind(uses: string): CheckKind | null {
  const match = Object.keys(ACTION_KINDS).filter((start) => uses.toLowerCase().startsWith(start.toLowerCase()))
  const longest = match.toSorted((a, b) => b.length - a.length)[0]
  if (longest !== undefined) return ACTION_KINDS[longest] ?? null
  return intentOf(uses.replace(/@.*$/, '').replaceAll(/[/_-]/g, ' '))[0] ?? null
}

/** The command behind an action that is a check. */
function actionCommand(uses: string | null, step: unknown): string | null {
  const name = uses?.replace(/@.*$/, '') ?? ''
  const known = ACTION_COMMANDS[name]
  if (known === undefined) return null
  const given = known.argumentsFrom.flatMap((input) => textAt(step, 'with', input) ?? [])
  return `${known.command} ${given.length > 0 ? given.join(' ') : (DEFAULT_ARGUMENTS[name] ?? '')}`.trim()
}

/** The leaves of a composite action of the same repository. */
async function compositeLeaves(
  uses: string | null,
  place: StepPlace,
  files: FileSource,
  unresolved: Unresolved[],
  depth: number,
): Promise<Leaf[]> {
  const folder = uses === null ? undefined : /^\.\/(.*)$/.exec(uses)?.[1]
  if (folder === undefined || depth >= MOST_COMPOSITES) return []
  for (const name of ['action.yml', 'action.yaml']) {
    const path = posix.normalize(posix.join(folder, name))
    const text = await files.read(path)
    if (text === null) continue
    const yaml = readYaml(text)
    const inputs = Object.fromEntries(
      entriesAt(yaml.value, 'inputs').map(([input, declared]) => [input, textAt(declared, 'default') ?? '']),
    )
    const inner: StepPlace = {
      ...place,
      path,
      cwd: '.',
      known: { ...place.known, inputs },
      line: (at) => yaml.line('runs', 'steps', at),
    }
    const leaves: Leaf[] = []
    for (const [index, step] of listAt(yaml.value, 'runs', 'steps').entries()) {
      leaves.push(...(await classifyStep(step, index, inner, files, unresolved, depth + 1)).leaves)
    }
    return leaves
  }
  return []
}

function firstCommand(leaves: readonly Leaf[]): string {
  return leaves.find(({ kinds }) => kinds.length === 0)?.command.slice(0, 120) ?? 'an empty script'
}

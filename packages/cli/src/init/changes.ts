import { valueOnLeg } from '@upkeep/ci'
import type { ClassifiedWorkflow, Leg } from '@upkeep/ci'
import { recordIn } from './reading.ts'

/** Where a value stands in a workflow: `['jobs', 'lint', 'steps', 3, 'with', 'ref']`. */
export type Path = readonly (string | number)[]

/** What changes where a job is written into a workflow of its own, as one job on one leg. */
export interface Changes {
  /** Steps that can not be there, by their index, with why; null: their condition is false on this leg. */
  dropped: ReadonlyMap<number, string | null>
  removed: readonly Path[]
  /** Conditions of which only a part is left. */
  conditions: readonly { path: Path; text: string }[]
  /** Why something was removed, in sentences. */
  notes: readonly string[]
  /** False: some expression compares values of the matrix with what only a runner knows, so that the leg stays a matrix. */
  literal: boolean
  /** A text with the values of the leg and of the inputs in it. */
  filled(text: string): string
}

interface World {
  leg: Leg
  /** Values of the inputs of the workflow; one that only a caller gives is missing. */
  inputs: Readonly<Record<string, unknown>>
  openAxes: ReadonlySet<string>
  needs: readonly string[]
}

const EXPRESSION = /\$\{\{([\s\S]*?)\}\}/g
/** Keys of a step without which it does the same, only told or timed in another way. */
const ORNAMENTS: ReadonlySet<string> = new Set(['name', 'continue-on-error', 'timeout-minutes'])
const SECRET = /\$\{\{[^}]*\bsecrets\b(?!\.GITHUB_TOKEN\b)/
/** Variables that package managers read themselves, or their configuration does. */
const READ_BY_INSTALLERS =
  /^(?:npm|node_auth|yarn|pnpm|bun|uv|pip|poetry|pdm|hatch|twine|bundle|composer|cargo|go|nuget|maven|gradle|org_gradle)(?:_|$)|registry|artifactory|nexus/i
/** Set-up actions have a default for every version that they are given. */
const SETS_UP = /^[^@]*\b(?:checkout|setup|toolchain)\b/

/**
 * What of a job's steps stands for something outside of the job: outputs of other jobs, artifacts of the same run, inputs of a caller, the
 * other legs of its matrix.
 * @param indexes the steps that are to be taken
 */
export function changesFor(
  workflow: ClassifiedWorkflow,
  { id, leg }: { id: string; leg: Leg },
  indexes: readonly number[],
): Changes {
  const job = recordIn(workflow.yaml.value, 'jobs', id)
  const made = new ChangeList(worldOf(workflow, job, leg), ['jobs', id])
  const steps = Array.isArray(job['steps']) ? (job['steps'] as unknown[]) : []
  const ids = new Set<string>()
  for (const index of indexes) {
    const step = recordIn(steps[index])
    const why = made.step(step, index, ids)
    if (why !== undefined) made.dropped.set(index, why)
    else if (typeof step['id'] === 'string') ids.add(step['id'])
  }
  const said = JSON.stringify(indexes.filter((index) => !made.dropped.has(index)).map((index) => steps[index]))
  for (const key of ['runs-on', 'container', 'services', 'defaults']) made.key(job[key], key)
  made.variables(job['env'], ['jobs', id, 'env'], said)
  made.variables(recordIn(workflow.yaml.value)['env'], ['env'], said)
  return made
}

class ChangeList implements Changes {
  readonly dropped = new Map<number, string | null>()
  readonly removed: Path[] = []
  readonly conditions: { path: Path; text: string }[] = []
  readonly notes: string[] = []
  readonly #world: World
  readonly #root: Path
  readonly #folders: string[] = []
  literal = true

  constructor(world: World, root: Path) {
    this.#world = world
    this.#root = root
  }

  filled(text: string): string {
    return text.replace(EXPRESSION, (whole, expression: string) => {
      if (!/\b(?:matrix|inputs)\b/.test(expression)) return whole
      if (!this.literal && /\bmatrix\b/.test(expression)) return whole
      return valueOnLeg(expression.trim(), this.#world.leg, this.#world.inputs)?.text ?? whole
    })
  }

  /** Why a step is left out, null where its condition is false; undefined where it stays. */
  step(step: Readonly<Record<string, unknown>>, index: number, ids: ReadonlySet<string>): string | null | undefined {
    const path = [...this.#root, 'steps', index]
    const uses = textOf(step['uses'])
    const what = `the step ${quoted(textOf(step['name']) || uses || textOf(step['run']))}`
    if (!this.#holds(step['if'], [...path, 'if'], ids, what)) return null
    const artifact = this.#artifact(step, uses)
    if (artifact) return `${what} takes what another job of the same run uploaded`
    const settings = recordIn(step['with'])
    for (const [key, value] of Object.entries(step)) {
      if (key === 'if' || key === 'with' || key === 'env') continue
      const foreign = this.#foreign(value, ids)
      if (foreign === null) continue
      if (!ORNAMENTS.has(key)) return `${what} reads ${foreign}`
      this.removed.push([...path, key])
    }
    for (const [group, values] of [
      ['with', settings],
      ['env', recordIn(step['env'])],
    ] as const) {
      for (const [key, value] of Object.entries(values)) {
        const foreign = this.#foreign(value, ids)
        if (foreign === null) continue
        if (group === 'with' && !SETS_UP.test(uses)) return `${what} reads ${foreign}`
        this.removed.push([...path, group, key])
        this.notes.push(`${what} is written without ${key}, which reads ${foreign}`)
      }
    }
    return undefined
  }

  /** A key of the job itself. */
  key(value: unknown, key: string): void {
    const foreign = this.#foreign(value, new Set())
    if (foreign === null) return
    this.removed.push([...this.#root, key])
    this.notes.push(`${key} is left out, because it reads ${foreign}`)
  }

  /**
   * Variables of all steps. A secret is only taken over where it is needed.
   * @param said everything that is written in the steps
   */
  variables(value: unknown, path: Path, said: string): void {
    for (const [name, each] of Object.entries(recordIn(value))) {
      const foreign = this.#foreign(each, new Set())
      const needless =
        textsIn(each).some((text) => SECRET.test(text)) && !READ_BY_INSTALLERS.test(name) && !said.includes(name)
      if (foreign === null && !needless) continue
      this.removed.push([...path, name])
      this.notes.push(
        `the variable ${name} is left out: ${foreign === null ? 'it holds a secret, and no step that is taken over names it' : `it reads ${foreign}`}`,
      )
    }
  }

  /** Whether a condition may be true here; what of it is known by now is taken out. */
  #holds(value: unknown, path: Path, ids: ReadonlySet<string>, what: string): boolean {
    if (typeof value !== 'string') return value !== false
    const bare = value
      .trim()
      .replace(/^\$\{\{([\s\S]*)\}\}$/, '$1')
      .trim()
    const parts = conjuncts(bare)
    const left: string[] = []
    for (const part of parts) {
      const known = /\b(?:matrix|inputs)\b/.test(part)
        ? valueOnLeg(part, this.#world.leg, this.#world.inputs)
        : undefined
      if (known?.truthy === false) return false
      if (known !== undefined) continue
      const foreign = this.#foreignExpression(part, ids)
      if (foreign === null) {
        left.push(part)
        if (/\bmatrix\b/.test(part)) this.literal = false
      } else this.notes.push(`${what} always runs here: its condition reads ${foreign}`)
    }
    if (left.length === parts.length) return true
    if (left.length === 0) this.removed.push(path)
    else this.conditions.push({ path, text: left.join(' && ') })
    return true
  }

  /** Of the same run; one of another run says which. Its folder is remembered: what only unpacks it has nothing to unpack. */
  #artifact(step: Readonly<Record<string, unknown>>, uses: string): boolean {
    const settings = recordIn(step['with'])
    const takes =
      /\bdownload-artifact@/.test(uses) ||
      (uses !== '' && !/\bupload\b/.test(uses) && Object.keys(settings).some((name) => /artifact/i.test(name)))
    if (takes && !('run-id' in settings)) {
      const folder = textOf(settings['path']).replace(/^\.\//, '').replace(/\/$/, '')
      if (folder !== '') this.#folders.push(folder)
      return true
    }
    const run = textOf(step['run'])
    return /\b(?:tar|unzip)\b/.test(run) && this.#folders.some((folder) => run.includes(` ${folder}/`))
  }

  /** What a value reads that is not here, for people; null: nothing. */
  #foreign(value: unknown, ids: ReadonlySet<string>): string | null {
    for (const text of textsIn(value)) {
      for (const [, expression = ''] of text.matchAll(EXPRESSION)) {
        const foreign = this.#foreignExpression(expression, ids)
        if (foreign !== null) return foreign
        if (
          /\bmatrix\b/.test(expression) &&
          valueOnLeg(expression.trim(), this.#world.leg, this.#world.inputs) === undefined
        )
          this.literal = false
      }
    }
    return null
  }

  #foreignExpression(expression: string, ids: ReadonlySet<string>): string | null {
    const { openAxes, inputs, needs } = this.#world
    const bare = expression.replaceAll(/'(?:[^']|'')*'/g, "''")
    const names = (context: string) =>
      [...bare.matchAll(new RegExp(`\\b${context}\\s*\\.\\s*([\\w-]+)`, 'g'))].map(([, name = '']) => name)
    if (/\bneeds\b/.test(bare)) return `outputs of the job ${names('needs')[0] ?? needs.join(', ')}`
    const step = names('steps').find((id) => !ids.has(id))
    if (step !== undefined) return `outputs of the step ${step}, which is not taken over`
    const input = names('inputs').find((name) => inputs[name] === undefined)
    if (input !== undefined) return `the input ${input}, which only a caller of its workflow gives`
    const axis = names('matrix').find((name) => openAxes.has(name) || openAxes.has('*'))
    return axis === undefined ? null : `the axis ${axis} of its matrix, which is computed`
  }
}

/** The parts of a conjunction; one part where it is none, or none that is plain to see. */
function conjuncts(expression: string): string[] {
  const parts = expression.split('&&').map((part) => part.trim())
  return parts.every(isWhole) ? parts : [expression]
}

function isWhole(part: string): boolean {
  return part.split('(').length === part.split(')').length && !part.includes('||')
}

function worldOf({ yaml }: ClassifiedWorkflow, job: Readonly<Record<string, unknown>>, leg: Leg): World {
  const events = recordIn(yaml.value, 'on')
  const inputs: Record<string, unknown> = {}
  // started by anything but a call, an input is empty
  for (const name of Object.keys(recordIn(events, 'workflow_dispatch', 'inputs'))) inputs[name] = ''
  for (const [name, declared] of Object.entries(recordIn(events, 'workflow_call', 'inputs'))) {
    const fallback = recordIn(declared)['default']
    if (fallback === undefined) delete inputs[name]
    else inputs[name] = fallback
  }
  const matrix = recordIn(job['strategy'])['matrix']
  const axes = Object.entries(recordIn(matrix)).filter(([, values]) => typeof values === 'string')
  const openAxes = axes.map(([name]) => (name === 'include' || name === 'exclude' ? '*' : name))
  return {
    leg,
    inputs,
    openAxes: new Set(typeof matrix === 'string' ? ['*'] : openAxes),
    needs: textsIn(job['needs']),
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

function quoted(text: string): string {
  const line = text.trim().split('\n')[0] ?? ''
  return `"${line.length > 60 ? `${line.slice(0, 57)}…` : line}"`
}

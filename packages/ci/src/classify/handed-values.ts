import { expand } from '../workflow/expressions.ts'
import type { KnownContexts } from '../workflow/expressions.ts'
import type { HandedValues } from '../model.ts'
import { expressionsOf } from '../workflow/references.ts'
import { isDispensable, valueReferences } from '../workflow/secret-names.ts'
import type { ValueReference } from '../workflow/secret-names.ts'

/** A step as its workflow writes it. */
export interface WrittenParts {
  run: string | null
  /** Its own variables. */
  env: Readonly<Record<string, string>>
  /** Those of its job and workflow. */
  outer: Readonly<Record<string, string>>
}

/**
 * What a step's own command reads of secrets and variables; null: nothing, or something beside them that only a runner knows. A variable
 * of its job counts where the step names it: what no step names is handed to none.
 */
export function handedValues({ run, env, outer }: WrittenParts, known: KnownContexts): HandedValues | null {
  const words = new Set([run ?? '', ...Object.values(env)].flatMap((text) => text.match(/\w+/g) ?? []))
  const named = Object.entries(outer).filter(([name]) => env[name] === undefined && words.has(name))
  const variables = [...Object.entries(env), ...named].filter(([, text]) => readIn(text).length > 0)
  const open = run !== null && readIn(run).length > 0
  if (variables.length === 0 && !open) return null
  const texts = [...variables.map(([, text]) => text), ...(open ? [run] : [])]
  const references = texts.flatMap(readIn)
  const contexts = { matrix: known.matrix, env: known.env, inputs: known.inputs, openAxes: known.openAxes ?? [] }
  const all = { ...contexts, secrets: {}, vars: {} }
  const told = texts.every((text) => expand(text, all).open.length === 0)
  if (!told || references.some(({ name }) => name === null)) return null
  const namesIn = (context: 'secrets' | 'vars') => [
    ...new Set(references.flatMap((each) => (each.context === context ? [(each.name ?? '').toUpperCase()] : []))),
  ]
  return {
    secrets: namesIn('secrets'),
    variables: namesIn('vars'),
    env: Object.fromEntries(variables),
    open,
    contexts,
  }
}

/** Without the secrets that are not missed. */
function readIn(text: string): ValueReference[] {
  return expressionsOf(text)
    .flatMap(valueReferences)
    .filter(({ context, name }) => context === 'vars' || name === null || !isDispensable(name))
}

/** Why a command can not be run without the secrets that it reads; null: it reads none. */
export function secretObstacle(handed: HandedValues | null): string | null {
  const [name] = handed?.secrets ?? []
  return name === undefined ? null : `it needs the secret ${name}`
}

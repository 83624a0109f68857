import { expand } from '../workflow/expressions.ts'
import type { FoundCheck, HandedValues } from '../model.ts'
import { expressionsOf } from '../workflow/references.ts'
import { valueReferences } from '../workflow/secret-names.ts'

/** Secrets and variables of workflows that somebody gives, by their names in upper case. */
export interface GivenValues {
  secrets: Readonly<Record<string, string>>
  variables: Readonly<Record<string, string>>
}

export const NOTHING_GIVEN: GivenValues = { secrets: {}, variables: {} }

/** Why a command can not be run with what is given; null: it has all that it reads. A variable that is only exported may be empty. */
export function whyNotGiven(handed: HandedValues | null | undefined, given: GivenValues): string | null {
  if (handed === null || handed === undefined) return null
  const secret = handed.secrets.find((name) => given.secrets[name] === undefined)
  if (secret !== undefined) return `it needs the secret ${secret}`
  const variable = handed.open ? handed.variables.find((name) => given.variables[name] === undefined) : undefined
  return variable === undefined ? null : `it reads the variable ${variable}, which is not given`
}

/**
 * The checks with what is given: those that have all that they read are runnable.
 * @param refused why nobody gets a secret in this run; null: who reads one does
 */
export function withGiven(checks: readonly FoundCheck[], given: GivenValues, refused: string | null): FoundCheck[] {
  return checks.map((found) => {
    const { handed } = found
    if (handed === undefined) return found
    const [secret] = handed.secrets
    const why =
      secret !== undefined && refused !== null
        ? `it needs the secret ${secret}, which is not given ${refused}`
        : whyNotGiven(handed, given)
    const { why: _, ...check } = found.check
    return { ...found, check: why === null ? { ...check, runnable: true } : { ...check, runnable: false, why } }
  })
}

/** Whether a check is given a secret when it is run: then nothing that it says is kept or shown. */
export function isGivenSecrets({ handed, check }: FoundCheck): boolean {
  return check.runnable && handed !== undefined && handed.secrets.length > 0
}

/** A secret or variable that checks read. */
export interface ReadValue {
  kind: 'secret' | 'variable'
  name: string
  given: boolean
  /** Ids of the checks that read it. */
  readers: string[]
}

/** What checks read of secrets and variables, by name, secrets first. */
export function readValues(checks: readonly FoundCheck[], given: GivenValues): ReadValue[] {
  const found = new Map<string, ReadValue>()
  for (const { check, handed } of checks) {
    const add = (kind: ReadValue['kind'], name: string, values: Readonly<Record<string, string>>) => {
      const known = found.get(`${kind} ${name}`) ?? { kind, name, given: values[name] !== undefined, readers: [] }
      known.readers.push(check.id)
      found.set(`${kind} ${name}`, known)
    }
    for (const name of handed?.secrets ?? []) add('secret', name, given.secrets)
    for (const name of handed?.variables ?? []) add('variable', name, given.variables)
  }
  return [...found.values()].toSorted((a, b) => `${a.kind} ${a.name}`.localeCompare(`${b.kind} ${b.name}`))
}

/** A command with the values that it reads, and the variables that hold some. */
export function handedOver(
  command: string,
  { env, open, contexts, secrets }: HandedValues,
  given: GivenValues,
): { command: string; env: Record<string, string> } {
  const own = Object.fromEntries(secrets.map((name) => [name, given.secrets[name] ?? '']))
  const known = { ...contexts, secrets: own, vars: given.variables }
  // As everywhere, what nothing is known of is left unset
  const told = Object.entries(env).filter(([, text]) => !readsMissing(text, given))
  return {
    command: open ? expand(command, known).text : command,
    env: Object.fromEntries(told.map(([name, text]) => [name, expand(text, known).text])),
  }
}

function readsMissing(text: string, { variables }: GivenValues): boolean {
  return expressionsOf(text)
    .flatMap(valueReferences)
    .some(({ context, name }) => context === 'vars' && variables[(name ?? '').toUpperCase()] === undefined)
}

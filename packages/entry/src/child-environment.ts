import { CHILD_VARIABLES } from './child-variables.data.ts'
import { isSecretName } from './secret-values.ts'

const EXACT = new Set(CHILD_VARIABLES.flatMap(({ names }) => names).filter((name) => !name.endsWith('*')))
const BEGINNINGS = CHILD_VARIABLES.flatMap(({ names }) => names)
  .filter((name) => name.endsWith('*'))
  .map((name) => name.slice(0, -1))

/** An address that says who asks, and by which word. */
const WITH_PASSWORD = /:\/\/[^/\s@]*:[^/\s@]+@/

/**
 * Of all variables those that commands of the repository get: what the allow-list names, what `extraNames` (the input `env`) names,
 * and `CI=true`. A secret-shaped name is left out even if it is named. What a workflow's own `env:` says is added by who runs a
 * check: it is public, and names with it what `secrets` would have to give.
 * @param fold names are compared without case, as Windows does.
 */
export function allowedVariables(
  variables: Readonly<Record<string, string | undefined>>,
  extraNames: readonly string[],
  fold: boolean,
): Record<string, string> {
  const folded = fold ? (name: string) => name.toUpperCase() : (name: string) => name
  const allowed = new Set([...EXACT, ...extraNames].map(folded))
  const child: Record<string, string> = {}
  for (const [name, value] of Object.entries(variables)) {
    const key = folded(name)
    const listed = allowed.has(key) || BEGINNINGS.some((beginning) => key.startsWith(folded(beginning)))
    if (listed && value !== undefined && !isSecretName(name) && !WITH_PASSWORD.test(value)) child[name] = value
  }
  return { ...child, CI: 'true' }
}

/** `allowedVariables` of this process. */
export function childEnvironment(extraNames: readonly string[]): Record<string, string> {
  return allowedVariables(process.env, extraNames, process.platform === 'win32')
}

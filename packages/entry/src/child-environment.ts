import { CHILD_VARIABLES } from './child-variables.data.ts'
import { isSecretName } from './secret-values.ts'

const EXACT = new Set(CHILD_VARIABLES.flatMap(({ names }) => names).filter((name) => !name.endsWith('*')))
const BEGINNINGS = CHILD_VARIABLES.flatMap(({ names }) => names)
  .filter((name) => name.endsWith('*'))
  .map((name) => name.slice(0, -1))

/**
 * The environment that commands of the repository get: what the allow-list names, what `extraNames` (the input `env`) names, and
 * `CI=true`. A secret-shaped name is left out even if it is named. Names are compared without case where the system does.
 */
export function childEnvironment(extraNames: readonly string[]): Record<string, string> {
  const fold = process.platform === 'win32' ? (name: string) => name.toUpperCase() : (name: string) => name
  const allowed = new Set([...EXACT, ...extraNames].map(fold))
  const child: Record<string, string> = {}
  for (const [name, value] of Object.entries(process.env)) {
    const key = fold(name)
    const listed = allowed.has(key) || BEGINNINGS.some((beginning) => key.startsWith(fold(beginning)))
    if (listed && value !== undefined && !isSecretName(name)) child[name] = value
  }
  return { ...child, CI: 'true' }
}

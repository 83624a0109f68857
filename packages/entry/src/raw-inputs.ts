import type { InputDeclaration } from './input.ts'

/**
 * What the step's `with:` gave, by declared name. The runner passes every input of action.yml as a variable, one that is not set
 * with its default: so a value equal to the default counts as not given, and a configuration file can still set it.
 */
export function readRawInputs(declarations: readonly InputDeclaration[]): Record<string, string | undefined> {
  return Object.fromEntries(
    declarations.map(({ name, default: fallback }) => {
      const value = process.env[variableOf(name)]?.trim()
      return [name, value === '' || value === fallback ? undefined : value]
    }),
  )
}

/** As the runner names it: spaces become `_`, hyphens stay. */
function variableOf(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`
}

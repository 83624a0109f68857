/** Secrets and variables of workflows that the user gives, by their names in upper case: GitHub does not tell cases apart. */
export interface GivenByUser {
  secrets: Readonly<Record<string, string>>
  variables: Readonly<Record<string, string>>
}

const PREFIXES = { secret: 'UPKEEP_SECRET_', variable: 'UPKEEP_VAR_' }

/** The environment variable that gives a secret or a variable of workflows. */
export function variableOf(kind: 'secret' | 'variable', name: string): string {
  return `${PREFIXES[kind]}${name}`
}

/** Of `UPKEEP_SECRET_<NAME>`, `UPKEEP_VAR_<NAME>`, and of the input `secrets` (NAME=value, one a line), which wins. */
export function givenValues(): GivenByUser {
  const secrets = { ...named(PREFIXES.secret), ...assignedValues(process.env['INPUT_SECRETS'] ?? '') }
  return { secrets, variables: named(PREFIXES.variable) }
}

/** Lines of the form NAME=value; what has no such form is none. */
export function assignedValues(text: string): Record<string, string> {
  return Object.fromEntries(
    text.split(/\r\n|\r|\n/).flatMap((line) => {
      const [, name, value] = /^\s*([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line) ?? []
      return name === undefined || value === undefined || value === '' ? [] : [[name.toUpperCase(), value] as const]
    }),
  )
}

/** The environment variables with a value whose names begin so, without it. */
function named(start: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      name.startsWith(start) && name !== start && value !== undefined && value !== ''
        ? [[name.slice(start.length).toUpperCase(), value]]
        : [],
    ),
  )
}

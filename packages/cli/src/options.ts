import { Option } from 'commander'
import type { Command } from 'commander'
import type { InputDeclaration } from '@upkeep/entry/declared'

/** Inputs that mean something on a runner only. */
const RUNNER_ONLY: ReadonlySet<string> = new Set(['publish', 'token', 'job-status', 'working-directory'])

/** Adds one flag per declared input: the same name, description and default as in action.yml. */
export function addInputOptions(command: Command, declarations: readonly InputDeclaration[]): void {
  for (const declaration of declarations) {
    if (!RUNNER_ONLY.has(declaration.name) && declaration.secret !== true) command.addOption(optionOf(declaration))
  }
}

function optionOf({ name, type, choices, default: fallback, description }: InputDeclaration): Option {
  const shown = fallback === '' ? description : `${description} (default: ${fallback})`
  if (type === 'list') return new Option(`--${name} <value...>`, shown)
  const option = new Option(type === 'boolean' ? `--${name}` : `--${name} <value>`, shown)
  return choices === undefined ? option : option.choices(choices)
}

/**
 * What commander read, as raw inputs by their declared names; a list is one value a line. Secrets are no flags, because a command line is
 * seen by every process: `anthropic-api-key` is read from ANTHROPIC_API_KEY.
 */
export function rawInputs(
  options: Readonly<Record<string, unknown>>,
  declarations: readonly InputDeclaration[],
): Record<string, string> {
  const raw: Record<string, string> = {}
  for (const { name, secret, type } of declarations) {
    if (secret === true && type === 'string' && !RUNNER_ONLY.has(name)) {
      const value = process.env[name.toUpperCase().replaceAll('-', '_')]
      if (value !== undefined) raw[name] = value
      continue
    }
    const value = options[camelCase(name)]
    if (Array.isArray(value)) raw[name] = value.map(String).join('\n')
    else if (typeof value === 'string' || typeof value === 'boolean') raw[name] = String(value)
  }
  return raw
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

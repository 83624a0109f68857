/** The tool's bare name: `./node_modules/.bin/tsc` and `tsc.cmd` are `tsc`. */
export function toolName(argv: readonly string[]): string {
  const base = (argv[0] ?? '').split(/[\\/]/).at(-1) ?? ''
  return base.replace(/\.(?:cmd|exe|js|mjs|cjs)$/, '')
}

export function hasFlag(argv: readonly string[], ...flags: readonly string[]): boolean {
  return argv.some((argument) => flags.includes(argument.split('=', 1)[0] ?? ''))
}

/** The value of `--flag value` or `--flag=value`; the last one wins. Null: not given. */
export function flagValue(argv: readonly string[], ...flags: readonly string[]): string | null {
  let value: string | null = null
  for (const [index, argument] of argv.entries()) {
    const equals = argument.indexOf('=')
    if (equals > 0 && flags.includes(argument.slice(0, equals))) value = argument.slice(equals + 1)
    else if (flags.includes(argument)) value = argv[index + 1] ?? null
  }
  return value
}

/** Takes flags away: `switches` stand alone, `valued` take one value (`--flag value`, `--flag=value`). */
export function withoutFlags(
  argv: readonly string[],
  flags: { switches?: readonly string[]; valued?: readonly string[] },
): string[] {
  const { switches = [], valued = [] } = flags
  const kept: string[] = []
  for (let index = 0; index < argv.length; index++) {
    const argument = argv[index] ?? ''
    const name = argument.split('=', 1)[0] ?? ''
    if (switches.includes(name)) continue
    if (valued.includes(name)) {
      if (!argument.includes('=')) index += 1
      continue
    }
    kept.push(argument)
  }
  return kept
}

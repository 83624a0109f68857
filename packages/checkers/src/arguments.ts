/** The tool's bare name: `./node_modules/.bin/tsc`, `tsc.cmd` and `tsc@5.9` (of `npx`, `uvx`) are `tsc`. */
export function toolName(argv: readonly string[]): string {
  const base = (argv[0] ?? '').split(/[\\/]/).at(-1) ?? ''
  return base.replace(/(?<=.)@[^@]*$/, '').replace(/\.(?:cmd|exe|bat|ps1|js|mjs|cjs)$/, '')
}

/** Whether one of the flags stands there, alone or as `--flag=value`; words behind a lone `--` are no flags. */
export function hasFlag(argv: readonly string[], ...flags: readonly string[]): boolean {
  return optionsOf(argv).some((argument) => flags.includes(argument.split('=', 1)[0] ?? ''))
}

/** The value of `--flag value` or `--flag=value`; the last one wins. Null: not given. */
export function flagValue(argv: readonly string[], ...flags: readonly string[]): string | null {
  let value: string | null = null
  const options = optionsOf(argv)
  for (const [index, argument] of options.entries()) {
    const equals = argument.indexOf('=')
    if (equals > 0 && flags.includes(argument.slice(0, equals))) value = argument.slice(equals + 1)
    else if (flags.includes(argument)) value = options[index + 1] ?? null
  }
  return value
}

/** Takes flags away: `switches` stand alone, `valued` take one value (`--flag value`, `--flag=value`). */
export function withoutFlags(
  argv: readonly string[],
  flags: { switches?: readonly string[]; valued?: readonly string[] },
): string[] {
  const { switches = [], valued = [] } = flags
  const end = optionsOf(argv).length
  const kept: string[] = []
  for (let index = 0; index < end; index++) {
    const argument = argv[index] ?? ''
    const name = argument.split('=', 1)[0] ?? ''
    if (switches.includes(name)) continue
    if (valued.includes(name)) {
      if (!argument.includes('=')) index += 1
      continue
    }
    kept.push(argument)
  }
  return [...kept, ...argv.slice(end)]
}

/** Adds flags behind the others, but before a lone `--`: what follows that one is read as files. */
export function withFlags(argv: readonly string[], ...flags: readonly string[]): string[] {
  const end = optionsOf(argv).length
  return [...argv.slice(0, end), ...flags, ...argv.slice(end)]
}

function optionsOf(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--')
  return end < 0 ? argv : argv.slice(0, end)
}

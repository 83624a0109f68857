/** The tool's bare name: `./node_modules/.bin/tsc`, `tsc.cmd` and `tsc@5.9` (of `npx`, `uvx`) are `tsc`. */
export function toolName(argv: readonly string[]): string {
  const base = (argv[0] ?? '').split(/[\\/]/).at(-1) ?? ''
  return base.replace(/(?<=.)@[^@]*$/, '').replace(/\.(?:cmd|exe|bat|ps1|js|mjs|cjs|phar)$/, '')
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

/**
 * The call without the files and folders that it names, as the beginning of one about others.
 * @param words how many words it begins with before its own arguments: `ruff format` has two
 * @param valued its flags that take the word behind them as a value
 */
export function withoutPaths(argv: readonly string[], own: { words?: number; valued?: readonly string[] }): string[] {
  return [...argv.slice(0, own.words ?? 1), ...partedBehind(argv, own).flags]
}

/** The files and folders that the call names. */
export function pathsIn(argv: readonly string[], own: { words?: number; valued?: readonly string[] }): string[] {
  return partedBehind(argv, own).paths
}

function partedBehind(
  argv: readonly string[],
  { words = 1, valued = [] }: { words?: number; valued?: readonly string[] },
): { flags: string[]; paths: string[] } {
  const flags: string[] = []
  const end = optionsOf(argv).length
  const paths = argv.slice(end + 1)
  for (let index = words; index < end; index++) {
    const argument = argv[index] ?? ''
    if (!argument.startsWith('-')) {
      paths.push(argument)
      continue
    }
    flags.push(argument)
    if (!valued.includes(argument) || index + 1 >= end) continue
    index += 1
    flags.push(argv[index] ?? '')
  }
  return { flags, paths }
}

/** The first word that is no flag's value: a subcommand, or a path. */
export function firstWord(argv: readonly string[], valued: readonly string[] = []): string | null {
  return withoutFlags(argv.slice(1), { valued }).find((argument) => !argument.startsWith('-')) ?? null
}

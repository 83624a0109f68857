import { withFlags, withoutFlags, withoutPaths } from '../arguments.ts'

/** The flag stands before the paths: what follows the first of them is a path. */
export function machine(argv: readonly string[]): string[] {
  const plain = withoutFlags(argv, { switches: ['-l', '-w', '-d'] })
  const flags = withFlags(withoutPaths(plain, { valued: VALUED }), '-d')
  return [...flags, ...plain.slice(flags.length - 1)]
}

const VALUED = ['-r', '-local', '-srcdir', '-cpuprofile', '-memprofile']

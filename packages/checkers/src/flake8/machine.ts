import { withFlags, withoutFlags } from '../arguments.ts'

const SWITCHES = `--quiet -q -qq --count --show-source --statistics --benchmark --tee --verbose -v -vv --exit-zero
  --show-pep8`.split(/\s+/)

/** One message a line, as every version prints it. */
export function machine(argv: readonly string[]): string[] {
  const plain = withoutFlags(argv, { switches: SWITCHES, valued: ['--format', '--output-file', '--color'] })
  return withFlags(plain, '--format=default')
}

import { withFlags, withoutFlags } from '../arguments.ts'

export function machine(argv: readonly string[]): string[] {
  const valued = ['--formatter', '-f', '--custom-formatter', '--output-file', '-o']
  const plain = withoutFlags(argv, { switches: ['--fix', '--fix=lax', '--fix=strict', '--quiet', '-q'], valued })
  return withFlags(plain, '--formatter=json')
}

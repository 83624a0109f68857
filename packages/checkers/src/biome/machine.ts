import { withFlags, withoutFlags } from '../arguments.ts'
import { REWRITING } from './recognise.ts'

/** The reporter for GitHub puts each message on a line of its own, in a form that did not change since Biome 1.8. */
export function machine(argv: readonly string[]): string[] {
  const switches = [...REWRITING, '--unsafe', '--verbose']
  const plain = withoutFlags(argv, { switches, valued: ['--reporter', '--max-diagnostics', '--colors', '--log-level'] })
  return withFlags(plain, '--reporter=github', '--max-diagnostics=1000')
}

import { withFlags } from '../arguments.ts'
import { machine } from './machine.ts'

export function fix(argv: readonly string[]): string[] {
  return withFlags(machine(argv), '--fix')
}

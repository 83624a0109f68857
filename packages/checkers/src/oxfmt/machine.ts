import { withFlags, withoutFlags } from '../arguments.ts'
import { JUDGING } from './recognise.ts'

/** Its list tells a file from other lines by the time that each took; `--list-different` prints bare paths. */
export function machine(argv: readonly string[]): string[] {
  return withFlags(withoutFlags(argv, { switches: [...JUDGING, '--write'] }), '--check')
}

import { machine } from './machine.ts'

export function fix(argv: readonly string[]): string[] {
  return machine(argv).map((word) => (word === '-d' ? '-w' : word))
}

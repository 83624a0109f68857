import { machine } from './machine.ts'

export function fix(argv: readonly string[]): string[] {
  return machine(argv).map((word, index) => (index === 1 ? '-w' : word))
}

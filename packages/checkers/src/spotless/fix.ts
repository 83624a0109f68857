import { TASK } from './recognise.ts'

export function fix(argv: readonly string[]): string[] {
  return argv.map((word) =>
    TASK.test(word) || word === 'check' ? word.replace(/Check$/, 'Apply').replace(/check$/, 'apply') : word,
  )
}

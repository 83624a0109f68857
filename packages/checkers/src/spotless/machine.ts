import { TASK } from './recognise.ts'

/** It has no output for machines; its list names every file that it would change. */
export function machine(argv: readonly string[]): string[] {
  return argv.map((word) =>
    TASK.test(word) || word === 'apply' ? word.replace(/Apply$/, 'Check').replace(/apply$/, 'check') : word,
  )
}

import { tscOptions } from './recognise.ts'

/** `--pretty` goes last: `-b` has to stay the first argument, and accepts it there. */
export function machine(argv: readonly string[]): string[] {
  const kept = tscOptions(argv).flatMap(({ name, words }) => (name === '--pretty' ? [] : words))
  return [...argv.slice(0, 1), ...kept, '--pretty', 'false']
}

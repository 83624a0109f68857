/** The flag may stand on either side of `--`. */
export function fix(argv: readonly string[]): string[] {
  const plain = argv.filter((word) => word !== '--check')
  return plain.at(-1) === '--' ? plain.slice(0, -1) : plain
}

import { withoutPaths } from '../arguments.ts'

const SWITCHES =
  `-v --verbose --isolated -q --quiet --count --hang-closing --disable-noqa --show-source --no-show-source --statistics
  --exit-zero --tee --benchmark --doctests`.split(/\s+/)

const VALUED =
  `--output-file --append-config --config --enable-extensions --require-plugins --color --exclude --extend-exclude
  --filename --stdin-display-name --format --ignore --extend-ignore --per-file-ignores --max-line-length --max-doc-length
  --indent-size --select --extend-select -j --jobs --max-complexity --builtins --include-in-doctest
  --exclude-from-doctest`.split(/\s+/)

/** flake8 fixes nothing by itself. */
export function fix(): null {
  return null
}

/** Behind an option of a plugin nobody can tell a value from a path. */
export function checkOnly(argv: readonly string[], files: readonly string[]): string[] | null {
  const own = files.filter((path) => /\.pyi?$/.test(path))
  const plain = withoutPaths(argv, { valued: VALUED })
  const isOpen = (word: string) =>
    word.startsWith('-') && !word.includes('=') && ![...SWITCHES, ...VALUED].includes(word)
  return own.length === 0 || plain.some(isOpen) ? null : [...plain, ...own]
}

/** A source file as text, split once. */
export interface SourceText {
  path: string
  lines: readonly string[]
}

export function sourceText(path: string, text: string): SourceText {
  return { path, lines: text.split(/\r?\n/) }
}

export type Language = 'script' | 'python' | 'other'

export function languageOf(path: string): Language {
  if (/\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/.test(path)) return 'script'
  return /\.pyi?$/.test(path) ? 'python' : 'other'
}

/** Columns of white space a line begins with; null for an empty one. */
export function indentOf(line: string | undefined): number | null {
  if (line === undefined || line.trim() === '') return null
  return (/^[\t ]*/.exec(line)?.[0] ?? '').replaceAll('\t', '    ').length
}

/** Lines `first` to `last` (1-based, inclusive) with their numbers. */
export function numbered({ lines }: SourceText, first: number, last: number): string {
  return lines
    .slice(first - 1, last)
    .map((line, index) => `${first + index}\t${line}`)
    .join('\n')
}

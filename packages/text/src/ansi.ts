import { stripVTControlCharacters } from 'node:util'

/** Text without colours, links and cursor movements of a terminal. */
export function stripAnsi(text: string): string {
  return stripVTControlCharacters(text)
}

import { stripVTControlCharacters } from 'node:util'

/** Without colours and cursor movements (ECMA-48). */
export function stripAnsi(text: string): string {
  return stripVTControlCharacters(text)
}

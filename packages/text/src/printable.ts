import { stripAnsi } from './ansi.ts'

/** A foreign text for a terminal, which it must not steer: without its codes, without what reorders it. Tabs and line feeds stay. Linear. */
export function printable(text: string): string {
  return stripAnsi(text).replace(/(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, '')
}

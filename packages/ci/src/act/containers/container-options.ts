import { OWN_OPTIONS } from './containers.data.ts'

/** A word as act splits options: by the rules of sh, without any expansion. */
const WORD = /(?:[^\s'"\\]|\\[\s\S]|'[^']*'|"(?:[^"\\]|\\[\s\S])*")+/g

/** Switches without a value, which may stand together before another letter: `-itv /:/x`. */
const LETTERS = /^-[itP]*/

/**
 * The first of the options of a workflow's container by which it might get hold of the machine; null: all of them concern itself. Of a word
 * that is another one's value it is asked as well: then one too many is told.
 */
export function machineOption(options: string): string | null {
  const words = [...options.matchAll(WORD)].map(([word]) => word.replaceAll(/\\\n|['"\\]/g, ''))
  const named = words.filter((word) => word.startsWith('-')).map(nameOf)
  return named.find((name) => name !== null && !OWN_OPTIONS.has(name)) ?? null
}

function nameOf(word: string): string | null {
  if (word.startsWith('--')) return word.split('=', 1)[0] ?? word
  const letter = word.replace(LETTERS, '').charAt(0)
  return letter === '' ? null : `-${letter}`
}

import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ClassifiedStep } from '../model.ts'

const VERBS: Readonly<Record<string, readonly string[]>> = {
  npm: ['install', 'i', 'add'],
  pnpm: ['install', 'i', 'add'],
  yarn: ['add'],
  bun: ['install', 'i', 'add'],
}
/** Options of theirs that put packages elsewhere, or run nothing here. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  '-g',
  '--global',
  '--prefix',
  '-C',
  '--dir',
  '--cwd',
  '--workspace',
  '-w',
])
/** A package of the registry, with or without a version. */
const PACKAGE = /^(@[\w.-]+\/[\w.-]+|[\w][\w.-]*)(?:@[^/\s]+)?$/

/**
 * Set-up is taken as done, but what one job installs beside the rest another one's set-up may not have: packages that a step names and
 * that are in no `node_modules` here.
 */
export function absentPackages(readings: readonly ClassifiedStep[], root: string): string[] {
  const named = readings
    .flatMap(({ leaves }) => leaves)
    .flatMap(({ argv, cwd }) => {
      const [tool = '', verb = '', ...words] = argv
      if (VERBS[tool]?.includes(verb) !== true || words.some((word) => ELSEWHERE.has(word))) return []
      return words.flatMap((word) => (word.startsWith('-') ? [] : [{ name: PACKAGE.exec(word)?.[1], cwd }]))
    })
  return named.flatMap(({ name, cwd }) => (name === undefined || isInstalled(name, root, cwd) ? [] : [name]))
}

function isInstalled(name: string, root: string, cwd: string): boolean {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(join(root, folder, 'node_modules', name))) return true
    if (folder === '.' || folder === '/') return false
  }
}

import { posix } from 'node:path'
import { intentOf } from '../../kinds/intent.ts'
import { at, textsAt } from '../../workflow/raw.ts'
import type { Resolver } from './resolver.ts'
import { lineOf } from './source-line.ts'

/** `composer test`, `composer run-script lint`: the scripts of composer.json, with the bin folder of its packages on PATH. */
export const composerScripts: Resolver = async ({ argv, cwd }, files) => {
  if (argv[0] !== 'composer') return null
  const words = argv.slice(1).filter((word) => !word.startsWith('-'))
  const name = words[0] === 'run-script' || words[0] === 'run' ? words[1] : words[0]
  const file = posix.join(cwd, 'composer.json')
  const text = name === undefined ? null : await files.read(file)
  if (name === undefined || text === null) return null
  const scripts = textsAt(parsed(text), 'scripts', name)
  if (scripts.length === 0) return null
  const script = scripts
    .map((line) =>
      line
        .replace(/^@php\s+/, 'php ')
        .replace(/^@composer\s+/, 'composer ')
        .replace(/^@/, 'composer '),
    )
    .join('\n')
  const place = { cwd, path: [posix.join(cwd, 'vendor', 'bin')], intent: intentOf(name) }
  return [{ script, place, source: lineOf(file, text, `"${name}"`) }]
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return at(value, 'scripts') === undefined ? null : value
  } catch {
    return null
  }
}

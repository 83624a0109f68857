import { posix } from 'node:path'
import { intentOf } from '../../kinds/intent.ts'
import type { Resolver } from './resolver.ts'

const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'zsh'])

/** A script file of the repository, and `bash -c '…'`. */
export const shellFiles: Resolver = async ({ argv, cwd }, files) => {
  const shell = SHELLS.has(argv[0] ?? '')
  const inline = shell ? argv.findIndex((word) => /^-[a-z]*c$/.test(word)) : -1
  if (inline > 0) {
    const script = argv[inline + 1] ?? ''
    return [{ script, place: {}, source: { file: cwd, line: 1, text: script.slice(0, 200) } }]
  }
  const name = shell ? argv.slice(1).find((word) => !word.startsWith('-')) : argv[0]
  if (name === undefined || (!shell && !name.includes('/'))) return null
  // The wrappers of build tools are those tools.
  if (/(?:^|\/)(?:gradlew|mvnw)$/.test(name)) return null
  const file = posix.normalize(posix.join(cwd, name))
  const text = file.startsWith('..') ? null : await files.read(file)
  if (text === null || !isShell(text, shell)) return null
  const script = text.replace(/"?\$\{?[@*]\}?"?/g, argv.slice(argv.indexOf(name) + 1).join(' '))
  return [{ script, place: { cwd, intent: intentOf(posix.basename(file)) }, source: { file, line: 1, text: name } }]
}

function isShell(text: string, asked: boolean): boolean {
  const first = text.slice(0, 100).split('\n')[0] ?? ''
  return asked ? !first.startsWith('#!') || /\b(?:ba|da|z)?sh\b/.test(first) : /^#!.*\b(?:ba|da|z)?sh\b/.test(first)
}

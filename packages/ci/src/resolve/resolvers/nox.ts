import { posix } from 'node:path'
import { flagValue } from '@upkeep/checkers'
import { intentOf } from '../../kinds/intent.ts'
import type { Expansion, Resolver } from './resolver.ts'
import { quoteWords } from '../../workflow/shell.ts'

interface Session {
  name: string
  commands: string[][]
  line: number
}

/** `nox -s lint`: what the session's `session.run(…)` calls say, read as text; nothing of the file is executed. */
export const noxSessions: Resolver = async ({ argv, cwd }, files) => {
  if (argv[0] !== 'nox' || argv.includes('--install-only')) return null
  const file = posix.join(cwd, flagValue(argv, '-f', '--noxfile') ?? 'noxfile.py')
  const text = await files.read(file)
  if (text === null) return null
  const sessions = readSessions(text)
  const wanted = (flagValue(argv, '-s', '-e', '--session', '--sessions') ?? '').split(/[,\s]+/).filter(Boolean)
  const chosen =
    wanted.length === 0
      ? sessions
      : sessions.filter(({ name }) => wanted.some((want) => (want.split(/[-(]/)[0] ?? want) === name || want === name))
  const found: Expansion[] = chosen.map(({ name, commands, line }) => ({
    script: commands.map(quoteWords).join('\n'),
    place: { cwd, path: [posix.join(cwd, '.nox', name, 'bin')], intent: intentOf(name) },
    source: { file, line, text: `def ${name}(session):` },
  }))
  return found.length > 0 ? found : null
}

function readSessions(text: string): Session[] {
  const sessions: Session[] = []
  const heads = [...text.matchAll(/^@nox\.session\b([^\n]*(?:\n(?!def|async)[^\n]*)*?)\n(?:async )?def\s+(\w+)/gm)]
  for (const [index, head] of heads.entries()) {
    const end = heads[index + 1]?.index ?? text.length
    const body = text.slice(head.index + head[0].length, end)
    const named = /name\s*=\s*["']([^"']+)["']/.exec(head[1] ?? '')?.[1]
    const calls = [...body.matchAll(/\.run(?:_always)?\(([\s\S]*?)\)\s*(?:\n|$)/g)].map((call) =>
      stringArguments(call[1] ?? ''),
    )
    const line = text.slice(0, head.index).split('\n').length
    sessions.push({ name: named ?? head[2] ?? '', commands: calls.filter((command) => command.length > 0), line })
  }
  return sessions
}

/** The leading plain strings of an argument list; what is computed ends them. */
function stringArguments(text: string): string[] {
  const words: string[] = []
  for (const part of text.split(/,(?![^[]*\])/)) {
    const literal = /^\s*[rb]?(["'])((?:\\.|(?!\1).)*)\1\s*$/.exec(part)
    if (literal === null) continue
    words.push(literal[2] ?? '')
  }
  return /^\s*(?:\*|f?["'])/.test(text) ? words : []
}

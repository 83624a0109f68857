import { hasFlag, toolName } from '../arguments.ts'
import type { Invocation } from '../checker.ts'

/** Tasks of Gradle and goals of Maven: `spotlessCheck`, `:app:spotlessJavaCheck`, `spotless:check`. */
export const TASK =
  /^(?::?(?:[\w-]+:)*spotless(?:[A-Z]\w*)??|(?:com\.diffplug\.spotless:spotless-maven-plugin|spotless)(?::\d[\w.]*)?:)([Cc]heck|[Aa]pply)$/
const RUNNERS: ReadonlySet<string> = new Set(['gradle', 'gradlew', 'mvn', 'mvnw', 'mvnd'])

/** https://github.com/diffplug/spotless; a call of further tasks is more than Spotless. */
export function recognise(argv: readonly string[]): Invocation | null {
  const named = toolName(argv) === 'spotless' && !hasFlag(argv, '--version', '--help')
  if (named) return { checker: 'spotless', argv, kinds: ['format'], writes: argv[1] === 'apply', config: null }
  if (!RUNNERS.has(toolName(argv))) return null
  const tasks = argv.slice(1).filter((word) => !word.startsWith('-'))
  if (tasks.length === 0 || !tasks.every((task) => TASK.test(task))) return null
  const writes = tasks.some((task) => /apply$/i.test(task))
  return { checker: 'spotless', argv, kinds: ['format'], writes, config: null }
}

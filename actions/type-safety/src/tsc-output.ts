import { repositoryPath } from './configuration.ts'

/** What one run of a TypeScript compiler with `--pretty false --listFiles` says. Paths are relative to the root. */
export interface TscFacts {
  /** `path:line` of directives that suppress nothing (TS2578). */
  unused: Set<string>
  /** Files of the program. */
  files: Set<string>
  /** Errors without a file: the configuration itself is wrong. */
  general: string[]
  /** Files with an import that could not be resolved: what depends on it has no type. */
  unresolved: Map<string, string>
  errors: number
  /** The first syntax error, where all errors are: the compiler then looks at no type, and so at no directive. */
  syntax: string | null
}

const LOCATED = /^(.+?)(?:\((\d+),\d+\): |:(\d+):\d+ - )error (TS\d+): (.*)$/
const GENERAL = /^(?:\S.*\.json(?:\(\d+,\d+\))?: )?error (TS\d+): (.*)$/
const LISTED = /^(?:[A-Za-z]:)?[/\\].+\.(?:[cm]?[jt]s|[jt]sx|json|vue|svelte|astro)$/

/** Cannot find module, cannot find type definition file, cannot find module (suggestion), cannot find module (JSON). */
const UNRESOLVED: ReadonlySet<string> = new Set(['TS2307', 'TS2688', 'TS2792', 'TS2732'])

export function readTsc(stdout: string, cwd: string, root: string): TscFacts {
  const facts: TscFacts = {
    unused: new Set(),
    files: new Set(),
    general: [],
    unresolved: new Map(),
    errors: 0,
    syntax: null,
  }
  for (const raw of stdout.split('\n')) {
    const line = raw.trimEnd()
    if (LISTED.test(line)) noteFile(line, cwd, root, facts)
    else noteError(line, cwd, root, facts)
  }
  return facts
}

function noteFile(line: string, cwd: string, root: string, { files }: TscFacts): void {
  const path = repositoryPath(line, cwd, root)
  if (path !== null && !path.includes('node_modules/')) files.add(path)
}

function noteError(line: string, cwd: string, root: string, facts: TscFacts): void {
  const general = GENERAL.exec(line)
  if (general !== null) {
    facts.general.push(`${general[1] ?? ''}: ${general[2] ?? ''}`)
    return
  }
  const located = LOCATED.exec(line)
  if (located === null) return
  const [, printed = '', inParentheses, afterColon, code = '', message = ''] = located
  const path = repositoryPath(printed, cwd, root)
  if (path === null) return
  const syntax = /^TS1\d{3}$/.test(code) ? `${path}:${inParentheses ?? afterColon ?? ''}: ${code}: ${message}` : null
  if (facts.errors + facts.unused.size === 0) facts.syntax = syntax
  else if (syntax === null) facts.syntax = null
  if (code === 'TS2578') facts.unused.add(`${path}:${inParentheses ?? afterColon ?? ''}`)
  else facts.errors += 1
  if (UNRESOLVED.has(code)) facts.unresolved.set(path, `${code}: ${message}`)
}

import type { Wrapper } from './wrappers.data.ts'
import { WRAPPERS } from './wrappers.data.ts'

/** A command with what stood before its tool. */
export interface Unwrapped {
  argv: string[]
  /** The wrappers that provide the tool, to be kept in front of it. */
  wrapper: string[]
  env: Record<string, string>
}

/** Strips wrappers until the tool stands first; `python -m TOOL` is the tool. */
export function unwrap(argv: readonly string[]): Unwrapped {
  let rest = argv[0] === 'corepack' && /^(?:yarn|pnpm|npm)p?x?$/.test(argv[1] ?? '') ? argv.slice(1) : [...argv]
  const wrapper: string[] = []
  const env: Record<string, string> = {}
  for (let depth = 0; depth < 8; depth++) {
    const found = WRAPPERS.find(
      ({ words, except = [] }) =>
        words.every((word, index) => rest[index] === word) &&
        rest.length > words.length &&
        !except.includes(rest[words.length] ?? ''),
    )
    const length = found === undefined ? moduleLength(rest) : wrapperLength(found, rest, env)
    if (length === 0) break
    if (found === undefined || found.provides) wrapper.push(...rest.slice(0, length))
    rest = withoutVersion(rest.slice(length), found !== undefined && FETCHES.has(found.words[0] ?? ''))
  }
  return { argv: rest, wrapper, env }
}

/** Wrappers that fetch a tool by name and version. */
const FETCHES: ReadonlySet<string> = new Set(['npx', 'pnpx', 'bunx', 'npm', 'pnpm', 'yarn', 'uvx', 'uv', 'pipx'])

/** `npx tool@1.2` is the tool. */
function withoutVersion(argv: string[], fetched: boolean): string[] {
  const [first = '', ...rest] = argv
  const name = fetched ? /^((?:@[\w.-]+\/)?[\w.-]+)@[\w.^~*-]+$/.exec(first)?.[1] : undefined
  return name === undefined ? argv : [name, ...rest]
}

function wrapperLength(
  { words, valued = [], skip = 0, variables = false }: Wrapper,
  argv: readonly string[],
  env: Record<string, string>,
): number {
  let index = words.length
  for (; index < argv.length; index++) {
    const word = argv[index] ?? ''
    const assignment = variables ? /^(\w+)=([\s\S]*)$/.exec(word) : null
    if (assignment !== null) env[assignment[1] ?? ''] = assignment[2] ?? ''
    else if (valued.includes(word)) index += 1
    else if (word === '--') return index + 1 + skip < argv.length ? index + 1 + skip : 0
    else if (!word.startsWith('-')) break
  }
  return index + skip < argv.length ? index + skip : 0
}

/** `python -m mypy src` is mypy. What `python -m` names is no wrapper for the interpreter's own modules. */
function moduleLength(argv: readonly string[]): number {
  if (!/(?:^|\/)(?:python|pypy)(?:\d+(?:\.\d+)?)?$|^py$/.test(argv[0] ?? '')) return 0
  const flag = argv.findIndex((word, index) => index > 0 && word === '-m')
  const module = argv[flag + 1]
  if (flag < 1 || module === undefined || argv.slice(1, flag).some((word) => !word.startsWith('-'))) return 0
  return OWN_MODULES.has(module) ? 0 : flag + 1
}

const OWN_MODULES: ReadonlySet<string> = new Set([
  'build',
  'venv',
  'unittest',
  'doctest',
  'ensurepip',
  'compileall',
  'http.server',
  'json.tool',
  'site',
])

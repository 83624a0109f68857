import { posix } from 'node:path'
import { kindsOfTool } from '@upkeep/checkers'
import picomatch from 'picomatch'
import { intentOf } from '../../kinds/intent.ts'
import type { FileSource } from '../../model.ts'
import { entriesAt, textAt, textsAt } from '../../workflow/raw.ts'
import type { Expansion, Resolver } from './resolver.ts'
import { quoteWords } from '../../workflow/shell.ts'
import { lineOf } from './source-line.ts'

const MANAGERS: ReadonlySet<string> = new Set(['npm', 'pnpm', 'yarn', 'bun', 'nr'])
/** Words of the package managers themselves: no script is meant, unless `run` stands before. */
const OWN_WORDS: ReadonlySet<string> = new Set(
  'install i ci add remove publish audit pack config exec x dlx create init link unlink up update upgrade why outdated version cache store set info login whoami root bin prune rebuild dedupe fetch import patch workspaces workspace test-ci help ls list'.split(
    ' ',
  ),
)

interface ManagerCall {
  scripts: string[]
  /** Words after `--` or after the script. */
  rest: string[]
  folder: string | null
  everywhere: boolean
  filters: string[]
}

/** `npm run x`, `pnpm -r x`, `yarn workspace a x`, `turbo run x` … (also with pre and post scripts). */
export const packageScripts: Resolver = async ({ argv, cwd }, files) => {
  const call = managerCall(argv) ?? taskRunnerCall(argv)
  if (call === null) return null
  const base = call.folder === null ? cwd : posix.join(cwd, call.folder)
  const folders = await packageFolders(call, base, files)
  const found: Expansion[] = []
  for (const folder of folders) found.push(...(await scriptsOf(folder, call, argv[0] ?? 'npm', files)))
  return found.length > 0 ? found : toolOf(call, argv, base)
}

/** `pnpm vitest`, `yarn tsc`, `bun run eslint`: without a script of that name, a tool of `node_modules/.bin`. */
function toolOf({ scripts, rest }: ManagerCall, argv: readonly string[], cwd: string): Expansion[] | null {
  const [name = ''] = scripts
  if (!['pnpm', 'yarn', 'bun'].includes(argv[0] ?? '') || kindsOfTool([name, ...rest]).length === 0) return null
  const source = { file: posix.join(cwd, 'package.json'), line: 1, text: argv.join(' ').slice(0, 200) }
  return [{ script: quoteWords([name, ...rest]), place: { cwd, path: binFolders(cwd) }, source }]
}

function managerCall(argv: readonly string[]): ManagerCall | null {
  if (!MANAGERS.has(argv[0] ?? '')) return null
  const call: ManagerCall = { scripts: [], rest: [], folder: null, everywhere: false, filters: [] }
  const words = argv.slice(1)
  let explicit = argv[0] === 'nr'
  while (words.length > 0) {
    const word = words.shift() ?? ''
    const [flag, inline] = [word.split('=', 1)[0] ?? '', word.includes('=') ? word.slice(word.indexOf('=') + 1) : null]
    if (['-C', '--dir', '--prefix', '--cwd'].includes(flag)) call.folder = inline ?? words.shift() ?? null
    else if (['-w', '--workspace', '-F', '--filter'].includes(flag) && argv[0] !== 'yarn')
      call.filters.push(inline ?? words.shift() ?? '')
    else if (['-r', '--recursive', '-ws', '--workspaces'].includes(flag)) call.everywhere = true
    else if (word.startsWith('-')) continue
    else if (word === 'run' || word === 'run-script') explicit = true
    else if (word === 'workspaces') call.everywhere = words.shift() === 'foreach' || true
    else if (word === 'workspace') call.filters.push(words.shift() ?? '')
    else if (!explicit && OWN_WORDS.has(word)) return null
    else {
      if (argv[0] === 'bun' && !explicit && word === 'test') return null // bun's own test runner
      call.scripts.push(word === 't' || word === 'tst' ? 'test' : word)
      call.rest = argv[0] === 'npm' ? npmRest(words, call) : words[0] === '--' ? words.slice(1) : words
      break
    }
  }
  return call.scripts.length === 0 ? null : call
}

/** npm reads its own options also behind the script's name, up to `--`. */
function npmRest(words: readonly string[], call: ManagerCall): string[] {
  const end = words.indexOf('--')
  const own = end < 0 ? words : words.slice(0, end)
  const rest: string[] = []
  for (let index = 0; index < own.length; index++) {
    const word = own[index] ?? ''
    const [, flag = word, inline] = /^(--?[\w-]+)=(.*)$/.exec(word) ?? []
    if (flag === '-w' || flag === '--workspace') call.filters.push(inline ?? own[++index] ?? '')
    else if (flag === '-ws' || flag === '--workspaces') call.everywhere = true
    else if (flag === '--prefix' || flag === '-C') call.folder = inline ?? own[++index] ?? null
    else if (!word.startsWith('-')) rest.push(word)
  }
  return [...rest, ...(end < 0 ? [] : words.slice(end + 1))]
}

function taskRunnerCall(argv: readonly string[]): ManagerCall | null {
  const end = argv.indexOf('--')
  const [tool, ...words] = end < 0 ? argv : argv.slice(0, end)
  const none = { rest: end < 0 ? [] : argv.slice(end + 1), folder: null, everywhere: true }
  const filters = words.flatMap((word, index) =>
    /^(?:--filter|-F|--projects?|-p|--scope)$/.test(word)
      ? [words[index + 1] ?? '']
      : (/^(?:--filter|--scope)=(.*)$/.exec(word)?.slice(1) ?? []),
  )
  const plain = words.filter(
    (word, index) => !word.startsWith('-') && !/^(?:--filter|-F|--projects?|-p|--scope)$/.test(words[index - 1] ?? ''),
  )
  if (tool === 'turbo')
    return {
      ...none,
      filters,
      scripts: plain.filter((word) => word !== 'run').map((task) => task.split('#').at(-1) ?? task),
    }
  if (tool === 'lerna' && plain[0] === 'run') return { ...none, filters, scripts: plain.slice(1, 2) }
  if (tool === 'nx') {
    const targets = words.flatMap((word, index) =>
      /^(?:-t|--targets?)$/.test(word)
        ? (words[index + 1] ?? '').split(',')
        : (/^--targets?=(.*)$/.exec(word)?.[1]?.split(',') ?? []),
    )
    return { ...none, filters: [], scripts: targets.length > 0 ? targets : [plain[0]?.split(':').at(-1) ?? ''] }
  }
  return null
}

/** The folders whose package.json is meant. */
async function packageFolders(call: ManagerCall, base: string, files: FileSource): Promise<string[]> {
  const own = await nearestPackage(base, files)
  if (!call.everywhere && call.filters.length === 0) return own === null ? [] : [own]
  const [root = '.', ...packages] = await workspaceFolders(own ?? '.', files)
  const all = packages.length === 0 ? [root] : packages // what runs in all packages is called at the root, and not once more there
  if (call.filters.length === 0) return all
  const chosen: string[] = []
  for (const folder of call.filters.some(isOfAny) ? all : [root, ...packages]) {
    const name = textAt(await packageJson(folder, files), 'name') ?? ''
    if (isChosen(call.filters, name, folder)) chosen.push(folder)
  }
  return chosen
}

function isChosen(filters: readonly string[], name: string, folder: string): boolean {
  const [without = [], wanted = []] = [true, false].map((not) => filters.filter((each) => each.startsWith('!') === not))
  if (without.some((filter) => selects(filter.slice(1), name, folder))) return false
  return wanted.length === 0 || wanted.some((filter) => selects(filter, name, folder))
}

/** `...[origin/main]` is any package: which of them changed, git knows. */
function isOfAny(filter: string): boolean {
  return namedBy(filter) === ''
}

/** The name, or the folder, that a filter holds. */
function namedBy(filter: string): string {
  return filter
    .replace(/^\.\.\.|\.\.\.$|\^/g, '')
    .replace(/\[[^\]]*\]$/, '')
    .replace(/^\{|\}$/g, '')
    .replace(/^\.\//, '')
    .replace(/\/$/, '')
}

function selects(filter: string, name: string, folder: string): boolean {
  const bare = namedBy(filter)
  if (bare === '') return true
  return (
    picomatch.isMatch(name, bare) ||
    picomatch.isMatch(folder, bare) ||
    folder === bare ||
    name.split('/').at(-1) === bare
  )
}

async function nearestPackage(folder: string, files: FileSource): Promise<string | null> {
  for (let at = posix.normalize(folder); ; at = posix.dirname(at)) {
    if ((await packageJson(at, files)) !== null) return at
    if (at === '.' || at === '/') return null
  }
}

async function packageJson(folder: string, files: FileSource): Promise<unknown> {
  const text = await files.read(posix.join(folder, 'package.json'))
  try {
    const value: unknown = text === null ? null : JSON.parse(text)
    return value
  } catch {
    return null
  }
}

/** The root's own folder and every workspace: `workspaces` of package.json, or pnpm-workspace.yaml's `packages`. */
async function workspaceFolders(root: string, files: FileSource): Promise<string[]> {
  const manifest = await packageJson(root, files)
  const pnpm = (await files.read(posix.join(root, 'pnpm-workspace.yaml'))) ?? ''
  const listed = [...pnpm.matchAll(/^\s*-\s*['"]?([^'"\n#]+?)['"]?\s*(?:#.*)?$/gm)].map((match) => match[1] ?? '')
  const globs = [...textsAt(manifest, 'workspaces'), ...textsAt(manifest, 'workspaces', 'packages'), ...listed]
  const positive = globs
    .filter((glob) => !glob.startsWith('!'))
    .map((glob) => posix.normalize(posix.join(root, glob)).replace(/\/$/, ''))
  const negative = globs.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1))
  const isWorkspace = picomatch(positive.length > 0 ? positive : ['**'], {
    ignore: ['**/node_modules/**', ...negative],
  })
  const manifests = (await files.list()).filter((path) => path === 'package.json' || path.endsWith('/package.json'))
  const folders = manifests
    .map((path) => posix.dirname(path))
    .filter((folder) => folder !== root && isWorkspace(folder))
  return [root, ...folders]
}

async function scriptsOf(
  folder: string,
  { scripts, rest, everywhere, filters }: ManagerCall,
  manager: string,
  files: FileSource,
): Promise<Expansion[]> {
  const file = posix.join(folder, 'package.json')
  const text = (await files.read(file)) ?? ''
  const own = new Map(
    entriesAt(await packageJson(folder, files), 'scripts').flatMap(([name, script]) =>
      typeof script === 'string' ? [[name, script] as const] : [],
    ),
  )
  const consumes = consumesBuild(folder, await packageJson(folder, files))
  const hooked = manager === 'npm' || manager === 'bun' || (manager === 'yarn' && !(await isBerry(files)))
  const wanted = scripts.flatMap((script) => matching(script, [...own.keys()]))
  return wanted.flatMap((name) => {
    const hooks = hooked ? [`pre${name}`, name, `post${name}`] : [name]
    return hooks.flatMap((hook) => {
      const script = own.get(hook)
      if (script === undefined) return []
      const extra =
        hook === name && rest.length > 0
          ? ` ${rest.map((word) => (/\s/.test(word) ? JSON.stringify(word) : word)).join(' ')}`
          : ''
      const place = { cwd: folder, path: binFolders(folder), intent: intentOf(name), ...(consumes ? { consumes } : {}) }
      const isVerbatim = !everywhere && filters.length === 0 && !/npm_\w|INIT_CWD/.test(script)
      return [{ script: `${script}${extra}`, place, source: lineOf(file, text, `"${hook}"`), isVerbatim }]
    })
  })
}

/** Whether a package takes what this repository packs as its users do: by a file outside of its own folder. */
function consumesBuild(folder: string, manifest: unknown): boolean {
  if (folder === '.') return false
  const wanted = ['dependencies', 'devDependencies'].flatMap((key) => entriesAt(manifest, key))
  return wanted.some(([, version]) => /^file:(?:\.\.\/)+(?:.*\.tgz)?$/.test(String(version)))
}

/** From its second version on, yarn runs no pre and post scripts. */
async function isBerry(files: FileSource): Promise<boolean> {
  if ((await files.read('.yarnrc.yml')) !== null) return true
  return /^yarn@(?:[2-9]|\d\d)/.test(textAt(await packageJson('.', files), 'packageManager') ?? '')
}

/** A name, an expression between slashes as pnpm takes it, or a glob as npm-run-all does. */
function matching(script: string, names: readonly string[]): string[] {
  const expression = /^\/(.*)\/$/.exec(script)?.[1]
  if (expression !== undefined) return names.filter((name) => isMatch(expression, name))
  if (script.includes('*'))
    return names.filter((name) => picomatch.isMatch(name.replaceAll(':', '/'), script.replaceAll(':', '/')))
  return names.includes(script) ? [script] : []
}

/** A pattern of the repository may be no expression at all. */
function isMatch(expression: string, name: string): boolean {
  try {
    return new RegExp(expression).test(name)
  } catch {
    return false
  }
}

/** `npm run` puts the bin folders of the package and of every folder above it on PATH. */
export function binFolders(folder: string): string[] {
  const folders: string[] = []
  for (let at = folder; ; at = posix.dirname(at)) {
    folders.push(posix.join(at, 'node_modules', '.bin'))
    if (at === '.' || at === '/') return folders
  }
}

/** Runners of several scripts: npm-run-all (`run-s`, `run-p`), concurrently, wireit-like lists. */
export const scriptRunners: Resolver = async ({ argv, cwd }, files) => {
  const [tool = '', ...words] = argv
  const plain = words.filter((word) => !word.startsWith('-'))
  const names = ['run-s', 'run-p', 'npm-run-all', 'npm-run-all2', 'run-z'].includes(tool)
    ? plain.flatMap((word) => word.split(','))
    : []
  const shorthand =
    tool === 'concurrently' ? plain.map((word) => /^(?:npm|pnpm|yarn|bun):(.*)$/.exec(word)?.[1] ?? null) : []
  if (names.length === 0 && shorthand.length === 0) return null
  const call = async (script: string) => {
    const found = await packageScripts({ argv: ['npm', 'run', script.split(' ')[0] ?? ''], cwd, env: {} }, files)
    return found?.map((each) => ({ ...each, isVerbatim: false })) // side by side, or on behind a failure
  }
  const found: Expansion[] = []
  for (const name of names) found.push(...((await call(name)) ?? []))
  for (const [index, name] of shorthand.entries()) {
    const source = { file: posix.join(cwd, 'package.json'), line: 1, text: argv.join(' ') }
    if (name === null) found.push({ script: plain[index] ?? '', place: {}, source })
    else found.push(...((await call(name)) ?? []))
  }
  return found
}

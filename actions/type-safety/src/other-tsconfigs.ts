import type { Context } from '@upkeep/pipeline'
import { parse as parseJsonc } from 'jsonc-parser'
import { commandOf, folderOf, repositoryPath } from './configuration.ts'
import type { Configuration } from './configuration.ts'
import type { Judgement, Probed } from './judgement.ts'
import { runIn } from './probe-run.ts'
import type { Suppression } from './suppression.ts'
import { readTsc } from './tsc-output.ts'

/** More tsconfigs than this are not asked; what only they would read stays as it is. */
const MOST_OTHERS = 20

interface Question {
  configurations: readonly Configuration[]
  /** What the configurations of CI agree to be dead. */
  dead: readonly Suppression[]
  context: Context
  run: (configuration: Configuration) => Promise<Judgement>
}

/**
 * The tracked tsconfigs that CI does not call: a directive may be dead in the one and needed in the other. Each that reads a
 * file of a dead directive is run as well (it can only veto). Left out are bases that others extend, and lists of references:
 * nobody compiles with those. One whose files can't be listed reads nothing that could be judged; it is named and has no vote.
 */
export async function otherTsconfigs({ configurations, dead, context, run }: Question): Promise<Probed> {
  const paths = new Set(dead.map(({ path }) => path))
  const { readers, unasked, left } = await readersBeside(configurations, paths, context)
  const judgements = unasked.map(beyond)
  for (const configuration of readers) judgements.push(await run(configuration))
  return { judgements, left }
}

/** The tsconfigs beside those of CI that read one of these files, as calls of the compiler; `unasked` are those over the limit. */
export async function readersBeside(
  configurations: readonly Configuration[],
  paths: ReadonlySet<string>,
  context: Context,
): Promise<{ readers: Configuration[]; unasked: string[]; left: Probed['left'] }> {
  const readers: Configuration[] = []
  const left: Probed['left'] = []
  if (paths.size === 0) return { readers, unasked: [], left }
  const others = await unusedTsconfigs(configurations, context)
  for (const path of others.slice(0, MOST_OTHERS)) {
    const configuration = callOf(path, configurations)
    if (configuration === null) continue
    const read = await filesOf(configuration, context)
    if (read === null)
      left.push({ what: path, why: 'the compiler can not read this configuration here, so it had no vote' })
    else if ([...paths].some((one) => read.has(one))) readers.push(configuration)
  }
  const unasked = others.slice(MOST_OTHERS)
  if (unasked.length > 0)
    left.push({
      what: unasked.join(', '),
      why: `only ${MOST_OTHERS} further tsconfigs are run; what stands in the folders of these stays`,
    })
  return { readers, unasked, left }
}

/** Nobody knows what it reads, so it vetoes everything under its folder. */
function beyond(path: string): Judgement {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : ''
  const covers = (file: string) => file.startsWith(folder)
  const failure = `only ${MOST_OTHERS} further tsconfigs are run`
  return {
    tool: 'tsc',
    checks: [],
    configuration: path,
    command: '',
    covers,
    unused: new Map(),
    hides: new Map(),
    failure,
  }
}

async function unusedTsconfigs(configurations: readonly Configuration[], { files }: Context): Promise<string[]> {
  const all = (await files.list()).filter(
    (path) => /(?:^|\/)tsconfig[^/]*\.json$/.test(path) && !path.includes('node_modules/'),
  )
  const called = new Set(configurations.flatMap(calledTsconfigs))
  const texts = new Map<string, unknown>()
  for (const path of all) texts.set(path, parseJsonc((await files.read(path)) ?? '', [], { allowTrailingComma: true }))
  const extended = new Set([...texts].flatMap(([path, config]) => extendedBy(path, config)))
  const referenced = new Set([...called].flatMap((path) => referencesOf(path, texts)))
  return all.filter((path) => {
    const isBase = extended.has(path) && !path.endsWith('tsconfig.json')
    return !called.has(path) && !referenced.has(path) && !isBase && !isListOfReferences(texts.get(path))
  })
}

/** The tsconfigs that a call names, or finds in its folder. */
export function calledTsconfigs(configuration: Configuration): string[] {
  const { leaf } = configuration
  const named: string[] = []
  for (const [index, word] of leaf.argv.entries()) {
    const joined = /^--(?:project|build)=(.+)$/.exec(word)?.[1]
    const value = joined ?? (/^(?:-p|--project|-b|--build)$/.test(word) ? leaf.argv[index + 1] : undefined)
    if (value !== undefined && !value.startsWith('-')) named.push(value)
  }
  const targets = named.length > 0 ? named : ['tsconfig.json']
  return targets.flatMap(
    (target) =>
      repositoryPath(
        target.endsWith('.json') ? target : `${target}/tsconfig.json`,
        folderOf(configuration) || '.',
        '/',
      ) ?? [],
  )
}

/** With `tsc -b`, every project behind the named one is run too. */
function referencesOf(path: string, texts: ReadonlyMap<string, unknown>, seen = new Set<string>()): string[] {
  if (seen.has(path)) return []
  seen.add(path)
  const references = listOf(fieldOf(texts.get(path), 'references')).map((reference) => fieldOf(reference, 'path'))
  const own = references.flatMap((target) => (typeof target === 'string' ? (tsconfigAt(target, path) ?? []) : []))
  return [...own, ...own.flatMap((next) => referencesOf(next, texts, seen))]
}

function extendedBy(path: string, config: unknown): string[] {
  const value = fieldOf(config, 'extends')
  const names = Array.isArray(value) ? value : [value]
  return names.flatMap((name) => (typeof name === 'string' && name.startsWith('.') ? (jsonAt(name, path) ?? []) : []))
}

function jsonAt(target: string, from: string): string | null {
  return repositoryPath(
    target.endsWith('.json') ? target : `${target}.json`,
    from.includes('/') ? from.slice(0, from.lastIndexOf('/')) : '.',
    '/',
  )
}

function tsconfigAt(target: string, from: string): string | null {
  return jsonAt(target.endsWith('.json') ? target : `${target}/tsconfig.json`, from)
}

function isListOfReferences(config: unknown): boolean {
  const files = fieldOf(config, 'files')
  return Array.isArray(files) && files.length === 0 && fieldOf(config, 'include') === undefined
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/** The same compiler as the nearest call of CI, on another tsconfig; null where it is called through a package script only. */
function callOf(path: string, configurations: readonly Configuration[]): Configuration | null {
  const folders = configurations.filter(
    (one) => one.leaf.runnable && (folderOf(one) === '' || path.startsWith(`${folderOf(one)}/`)),
  )
  const nearest = folders.toSorted((a, b) => folderOf(b).length - folderOf(a).length)[0]
  if (nearest === undefined) return null
  const { leaf } = nearest
  const folder = folderOf(nearest)
  const relative = folder === '' ? path : path.slice(folder.length + 1)
  const argv = [leaf.argv[0] ?? 'tsc', '-p', relative, '--noEmit']
  return {
    tool: 'tsc',
    checks: [],
    legs: [],
    label: commandOf(leaf.wrapper, argv),
    leaf: { ...leaf, argv, command: commandOf(leaf.wrapper, argv) },
  }
}

async function filesOf(configuration: Configuration, context: Context): Promise<Set<string> | null> {
  const { leaf } = configuration
  await using worktree = await context.workspace.open()
  const result = await runIn(
    worktree,
    configuration,
    commandOf(leaf.wrapper, [...leaf.argv, '--listFilesOnly']),
    context,
  )
  const { files } = readTsc(result.stdout, leaf.cwd, worktree.root)
  return files.size === 0 ? null : files
}

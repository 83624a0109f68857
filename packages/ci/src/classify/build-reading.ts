import { posix } from 'node:path'
import { flagValue, toolName } from '@upkeep/checkers'
import type { ClassifiedStep, FileSource, Leaf } from '../model.ts'
import { at, entriesAt, textAt, textsAt } from '../workflow/raw.ts'
import { looseJsonAt, tsconfigsAt } from '../resolve/tsconfig.ts'

/** More sources than these are not read: then a build may be needed. */
const MOST_SOURCES = 150

/**
 * The steps, with `readsBuild: false` at each compiler of TypeScript that checks sources of which every import is in the tree or installed.
 * Asked only where a build stands before such a compiler.
 */
export async function withBuildReading(steps: readonly ClassifiedStep[], files: FileSource): Promise<ClassifiedStep[]> {
  const first = steps.findIndex(({ kinds }) => kinds.includes('build'))
  if (first < 0) return [...steps]
  const known = new Map<string, Promise<boolean>>()
  const answered = async (leaf: Leaf): Promise<Leaf> => {
    if (leaf.invocation?.checker !== 'tsc' || leaf.kinds.includes('build')) return leaf
    const key = JSON.stringify([leaf.argv, leaf.cwd])
    const reads = known.get(key) ?? readsBuild(leaf, files)
    known.set(key, reads)
    return (await reads) ? leaf : { ...leaf, readsBuild: false }
  }
  const result: ClassifiedStep[] = []
  for (const [index, step] of steps.entries()) {
    const asked = index > first && step.leaves.some(({ invocation }) => invocation?.checker === 'tsc')
    result.push(asked ? { ...step, leaves: await Promise.all(step.leaves.map(answered)) } : step)
  }
  return result
}

async function readsBuild({ argv, cwd }: Leaf, files: FileSource): Promise<boolean> {
  if (
    !/^(?:tsc|tsgo|vue-tsc)$/.test(toolName(argv)) ||
    argv.some((word) => /^--?(?:b|build)$|^[^-].*\.[cm]?tsx?$/.test(word))
  )
    return true
  const named = flagValue(argv, '-p', '--project') ?? '.'
  const path = posix.join(cwd, named.endsWith('.json') ? named : posix.join(named, 'tsconfig.json'))
  const config = await configAt(path, files)
  const manifest = await looseJsonAt(posix.join(cwd, 'package.json'), files)
  if (config === null || manifest === null || config.references || (await ofSeveral(manifest, files))) return true
  const tree = treeOf(await files.list())
  if (config.places.some((place) => !tree.has(withoutExtension(place)))) return true
  const inside = (source: string) =>
    config.includes.some((place) => place === '.' || source === place || source.startsWith(`${place}/`))
  const sources = tree.sources.filter(inside)
  if (config.includes.some((place) => place !== '.' && !tree.has(withoutExtension(place)))) return true
  if (sources.length === 0 || sources.length > MOST_SOURCES) return true
  const own = textAt(manifest, 'name')
  for (const source of sources) {
    const text = (await files.read(source)) ?? ''
    for (const wanted of importsIn(text)) if (leadsOut(wanted, source, own, tree)) return true
  }
  return config.jsx !== null && config.jsx === own
}

/** Whether an import is one of the package itself, of its own map, or of a file that is not in the tree. */
function leadsOut(wanted: string, source: string, own: string | null, tree: Tree): boolean {
  if (wanted.startsWith('#')) return true
  if (!wanted.startsWith('.')) return own !== null && (wanted === own || wanted.startsWith(`${own}/`))
  return !tree.has(withoutExtension(posix.join(posix.dirname(source), wanted)))
}

function importsIn(text: string): string[] {
  const found = text.matchAll(
    /(?:\bfrom|\bimport|\brequire|\bimport\s*\(|\brequire\s*\(|path\s*=)\s*(['"])([^'"\n]+)\1/g,
  )
  return [...found].map((match) => match[2] ?? '')
}

interface Tree {
  sources: readonly string[]
  /** Of a file without its extension, or of a folder. */
  has: (path: string) => boolean
}

function treeOf(paths: readonly string[]): Tree {
  const names = new Set(['.'])
  for (const path of paths) {
    names.add(path).add(withoutExtension(path))
    for (let folder = posix.dirname(path); folder !== '.' && !names.has(folder); folder = posix.dirname(folder))
      names.add(folder)
  }
  return {
    sources: paths.filter((path) => /\.(?:[cm]?tsx?|vue|svelte)$/.test(path) && !/(?:^|\/)node_modules\//.test(path)),
    has: (path) => names.has(path) || names.has(posix.join(path, 'index')),
  }
}

function withoutExtension(path: string): string {
  return path.replace(/\/+$/, '').replace(/(?:\.d)?\.(?:[cm]?[jt]sx?|json)$/, '') || '.'
}

/** Packages that are built beside each other read each other's builds. */
async function ofSeveral(manifest: unknown, files: FileSource): Promise<boolean> {
  if (at(manifest, 'workspaces') !== undefined) return true
  const root = await looseJsonAt('package.json', files)
  if (at(root, 'workspaces') !== undefined || (await files.read('pnpm-workspace.yaml'))?.includes('packages') === true)
    return true
  const wanted = ['dependencies', 'devDependencies', 'peerDependencies'].flatMap((key) => entriesAt(manifest, key))
  return wanted.some(([, version]) => /^(?:file|link|workspace|portal):/.test(String(version)))
}

interface Config {
  references: boolean
  /** Relative to the root, each a file or a folder. */
  includes: string[]
  /** What `paths` and `rootDirs` lead to. */
  places: string[]
  jsx: string | null
}

async function configAt(start: string, files: FileSource): Promise<Config | null> {
  const config: Config = { references: false, includes: [], places: [], jsx: null }
  const chain = await tsconfigsAt(start, files)
  if (chain.length === 0) return null
  for (const [depth, { path, value }] of chain.entries()) {
    const folder = posix.dirname(path)
    const here = (place: string) =>
      posix
        .join(folder, place)
        .replace(/\/?[*?{].*$/, '')
        .replace(/\/$/, '') || '.'
    if (depth === 0 && Array.isArray(at(value, 'references'))) config.references = true
    const included = [...textsAt(value, 'include'), ...textsAt(value, 'files')]
    if (config.includes.length === 0) config.includes = included.map(here)
    const base = textAt(value, 'compilerOptions', 'baseUrl') ?? '.'
    for (const [, targets] of entriesAt(value, 'compilerOptions', 'paths'))
      config.places.push(...textsAt(targets).map((target) => here(posix.join(base, target))))
    config.places.push(...textsAt(value, 'compilerOptions', 'rootDirs').map(here))
    config.jsx ??= textAt(value, 'compilerOptions', 'jsxImportSource')
  }
  if (config.includes.length === 0) config.includes = [posix.dirname(start)]
  return config
}

import { posix } from 'node:path'
import { goImports, languageOf, rustPaths } from '@upkeep/agent-core'
import type { SourceText } from '@upkeep/agent-core'
import { importedPaths } from '@upkeep/proof'
import { parse } from 'smol-toml'
import * as z from 'zod/mini'

/** Of one file: in Go and Rust more, since a package and a crate are many files. */
const MOST = 24
const MOST_OF_A_PACKAGE = 80

/** What is known of a tree: its files, and the text of one. */
export interface Tree {
  paths: ReadonlySet<string>
  text: (path: string) => Promise<string | null>
}

/** Files of the repository in which what a file names may be declared: those that it imports, in Go also those of its package. */
export async function neighboursOf(source: SourceText, tree: Tree): Promise<string[]> {
  const { path } = source
  const language = languageOf(path)
  if (language === 'go') return (await goNeighbours(source, tree)).slice(0, MOST_OF_A_PACKAGE)
  if (language === 'rust') return (await rustNeighbours(source, tree)).slice(0, MOST_OF_A_PACKAGE)
  return await importedNeighbours(source, tree)
}

/** The files that a file imports, and behind those that only hand on (`index.ts`, `__init__.py`) what they hand on. */
async function importedNeighbours({ path, text }: SourceText, tree: Tree): Promise<string[]> {
  const exists = async (candidate: string) => tree.paths.has(candidate)
  const found = new Set(await importedPaths(path, text, exists))
  for (const near of found) {
    if (found.size >= MOST) break
    const own = HANDS_ON.test(posix.basename(near)) ? await tree.text(near) : null
    for (const behind of own === null ? [] : await importedPaths(near, own, exists))
      if (behind !== path) found.add(behind)
  }
  return [...found].slice(0, MOST)
}

const HANDS_ON = /^(?:index\.[cm]?[jt]sx?|__init__\.pyi?)$/

/** The files of the own package, then of those that are imported from modules of this repository. */
async function goNeighbours(source: SourceText, tree: Tree): Promise<string[]> {
  const folders = [posix.dirname(source.path)]
  const modules = await goModules(tree)
  for (const { path } of goImports(source)) {
    const module = modules.find(({ name }) => path === name || path.startsWith(`${name}/`))
    if (module !== undefined) folders.push(posix.join(module.folder, path.slice(module.name.length)))
  }
  const tests = source.path.endsWith('_test.go')
  const files = [...tree.paths].filter((path) => path.endsWith('.go') && path !== source.path)
  return folders.flatMap((folder, at) =>
    files.filter((path) => posix.dirname(path) === folder && ((at === 0 && tests) || !path.endsWith('_test.go'))),
  )
}

/** The Go modules of a repository, the one with the longest path first (`module` of go.mod, Go modules reference). */
async function goModules({ paths, text }: Tree): Promise<{ name: string; folder: string }[]> {
  const files = [...paths].filter((path) => posix.basename(path) === 'go.mod')
  const found = await Promise.all(
    files.map(async (path) => {
      const name = /^module[ \t]+"?([^\s"]+)/m.exec((await text(path)) ?? '')?.[1]
      return name === undefined ? [] : [{ name, folder: posix.dirname(path) }]
    }),
  )
  return found.flat().toSorted((one, other) => other.name.length - one.name.length)
}

/** The files of the modules that a file's paths lead to (Rust reference, "Modules": `a.rs` or `a/mod.rs`). */
async function rustNeighbours(source: SourceText, tree: Tree): Promise<string[]> {
  const crates = await rustCrates(tree)
  const root = crateRoot(source.path, tree)
  const fileOf = (parts: readonly string[]) => {
    const [first = ''] = parts
    const above = parts.filter((part) => part === 'super').length
    const names = parts.filter((part) => !/^(?:crate|self|super)$/.test(part))
    if (first === 'crate') return moduleFile(root, names, tree)
    if (first === 'self' || above > 0) return moduleFile(moduleFolder(source.path, above), names, tree)
    const crate = crates.find(({ name }) => name === first)
    return crate === undefined
      ? innermost(moduleFolder(source.path, 0), names, tree)
      : moduleFile(crate.source, names.slice(1), tree)
  }
  const files = rustPaths(source).flatMap((parts) => fileOf(parts) ?? [])
  return [...new Set(files)].filter((path) => path !== source.path)
}

/** The folder of the crate that a file is in: the nearest one above that holds a root of a crate. */
function crateRoot(path: string, { paths }: Tree): string {
  let folder = posix.dirname(path)
  while (folder !== '.' && !paths.has(`${folder}/lib.rs`) && !paths.has(`${folder}/main.rs`))
    folder = posix.dirname(folder)
  return folder
}

/** The crates of a repository: a name in code has no hyphens. */
async function rustCrates({ paths, text }: Tree): Promise<{ name: string; source: string }[]> {
  const manifests = [...paths].filter((path) => posix.basename(path) === 'Cargo.toml')
  return await Promise.all(
    manifests.map(async (path) => {
      const name = packageName((await text(path)) ?? '').replaceAll('-', '_')
      return { name, source: posix.join(posix.dirname(path), 'src') }
    }),
  )
}

const Manifest = z.looseObject({ package: z.optional(z.looseObject({ name: z.optional(z.string()) })) })

function packageName(manifest: string): string {
  try {
    return Manifest.parse(parse(manifest)).package?.name ?? ''
  } catch {
    return '' // a manifest that is none names no crate
  }
}

/** The folder of a module's children: `src/a.rs` has them in `src/a`, `mod.rs` and the roots of crates beside them. */
function moduleFolder(path: string, above: number): string {
  const { dir, name } = posix.parse(path)
  const own = ['mod', 'lib', 'main'].includes(name) ? dir : posix.join(dir, name)
  return posix.join(own, ...Array.from({ length: above }, () => '..'))
}

/** The file of the innermost module of a path that has one, below a folder; else that of the module itself, or the root of the crate. */
function moduleFile(folder: string, names: readonly string[], tree: Tree): string | null {
  const roots = [`${folder}/lib.rs`, `${folder}/main.rs`, `${folder}.rs`, `${folder}/mod.rs`]
  return innermost(folder, names, tree) ?? roots.find((path) => tree.paths.has(posix.normalize(path))) ?? null
}

function innermost(folder: string, names: readonly string[], { paths }: Tree): string | null {
  for (let length = names.length; length > 0; length -= 1) {
    const at = posix.join(folder, ...names.slice(0, length))
    const file = [`${at}.rs`, `${at}/mod.rs`].find((path) => paths.has(path))
    if (file !== undefined) return file
  }
  return null
}

import { existsSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'
import { importsOf, sourceTree } from '@upkeep/testing'
import type { SourceFile } from '@upkeep/testing'
import * as z from 'zod/mini'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const sources = sourceTree(root)
const folders = [...new Set(sources.map(({ folder }) => folder))]

/** Which packages the sources of each may import (docs/architecture.md). `testing` is for tests only and not listed. */
const BELOW_CI = ['schema', 'text', 'workspace', 'github', 'checkers']
const ALL_BELOW_PIPELINE = [...BELOW_CI, 'ci', 'agent-core', 'proof', 'entry', 'publishing', 'report']
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  schema: [],
  text: ['schema'],
  workspace: ['schema'],
  github: ['schema', 'text'],
  checkers: ['schema', 'workspace'],
  ci: BELOW_CI,
  'agent-core': ['schema', 'text', 'workspace'],
  proof: ['schema', 'workspace', 'checkers', 'ci'],
  entry: ['schema', 'text'],
  publishing: ['schema', 'text', 'github', 'entry'],
  report: ['schema', 'text'],
  pipeline: ALL_BELOW_PIPELINE,
  dataset: ['schema', 'text', 'proof'],
  cli: [...ALL_BELOW_PIPELINE, 'pipeline', 'dataset', '(actions)'],
  dev: [],
  testing: [],
  generate: ['schema', 'text', 'checkers', 'entry', 'publishing'],
}
const PUBLISH_ACTION = ['schema', 'text', 'github', 'publishing', 'entry']
const ACTION = [...ALL_BELOW_PIPELINE, 'pipeline']

/** Roots of packages only, with these exceptions. */
const ENTRIES = [
  /^@upkeep\/entry\/config$/,
  /^@upkeep\/entry\/declared$/,
  /^@upkeep\/github\/write$/,
  /^@upkeep\/schema\/errors$/,
  /^@upkeep\/testing\/github$/,
  /^@upkeep\/text\/neutralise$/,
  /^@upkeep\/testing\/model$/,
  /^@upkeep\/[\w-]+\/inputs$/,
]

const Manifest = z.object({
  name: z.string(),
  dependencies: z.optional(z.record(z.string(), z.string())),
  devDependencies: z.optional(z.record(z.string(), z.string())),
})
const Config = z.object({ references: z.optional(z.array(z.object({ path: z.string() }))) })

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(root, path), 'utf8'))
}

function allowedFor(folder: string): readonly string[] {
  const [kind, name = ''] = folder.split('/')
  if (kind === 'actions') return name === 'publish' ? PUBLISH_ACTION : ACTION
  return LAYERS[name] ?? []
}

/** The package of an import: `zod/mini` → `zod`; null for a file and for Node's own. */
function packageOf(specifier: string): string | null {
  if (specifier.startsWith('.') || specifier.startsWith('node:')) return null
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

function packagesOf(files: readonly SourceFile[]): string[] {
  const found = files.flatMap((file) =>
    importsOf(file)
      .flatMap((specifier) => packageOf(specifier) ?? [])
      .filter((name) => name !== `@upkeep/${file.folder.split('/')[1] ?? ''}`),
  )
  return [...new Set(found)].toSorted()
}

const ofFolder = (folder: string, test: boolean) =>
  sources.filter((file) => file.folder === folder && file.test === test)

describe('the import graph', () => {
  it('lets every package stand in the list of layers', () => {
    const unknown = folders.filter((folder) => folder.startsWith('packages/') && !(folder.slice(9) in LAYERS))
    expect(unknown).toEqual([])
  })

  it.each(folders)('%s imports only what lies below it, and only the roots of packages', (folder) => {
    const own = `@upkeep/${folder.split('/')[1] ?? ''}` // a test may use its package as others do
    const allowed = new Set(allowedFor(folder).map((name) => `@upkeep/${name}`))
    const actions = folders.filter((one) => one.startsWith('actions/')).map((one) => `@upkeep/${one.slice(8)}`)
    if (allowed.has('@upkeep/(actions)')) for (const action of actions) allowed.add(action)
    const wrong = sources
      .filter((file) => file.folder === folder)
      .flatMap((file) => importsOf(file).map((specifier) => ({ file, specifier })))
      .filter(({ file, specifier }) => {
        const name = packageOf(specifier)
        if (name === null || !name.startsWith('@upkeep/')) return false
        if (name !== specifier && !ENTRIES.some((entry) => entry.test(specifier))) return true
        return !allowed.has(name) && !(file.test && [own, '@upkeep/testing'].includes(name))
      })
      .map(({ file, specifier }) => `${file.path} imports ${specifier}`)
    expect(wrong).toEqual([])
  })

  it('never leaves a package by a relative path', () => {
    const wrong = sources.flatMap((file) =>
      importsOf(file)
        .filter((specifier) => specifier.startsWith('.'))
        .filter((specifier) => !join(file.path, '..', specifier).startsWith(`${file.folder}/src/`))
        .map((specifier) => `${file.path} imports ${specifier}`),
    )
    expect(wrong).toEqual([])
  })

  it('has no circle of files, types included: what two files need lies in a third', () => {
    expect(circlesIn(importedFiles())).toEqual([])
  })

  it('has no circle of the folders of a package: one of two lies below the other', () => {
    const folderOf = (path: string) => /^(?:packages|actions)\/[^/]+\/src\/[^/]+(?=\/)/.exec(path)?.[0]
    const below = new Map<string, string[]>()
    for (const [path, imported] of importedFiles()) {
      const own = folderOf(path)
      const others = imported.flatMap((each) => folderOf(each) ?? []).filter((each) => each !== own)
      if (own !== undefined) below.set(own, [...(below.get(own) ?? []), ...others])
    }
    expect(circlesIn(below)).toEqual([])
  })

  it("names Node's own modules with node:", () => {
    const wrong = sources.flatMap((file) =>
      importsOf(file)
        .filter((specifier) => builtinModules.includes(specifier) && !specifier.startsWith('node:'))
        .map((specifier) => `${file.path} imports ${specifier}`),
    )
    expect(wrong).toEqual([])
  })
})

/** What each file imports of its own package. */
function importedFiles(): Map<string, string[]> {
  const own = sources.filter(({ test }) => !test)
  const paths = new Set(own.map(({ path }) => path))
  const imported = (file: SourceFile) => importsOf(file).map((specifier) => join(file.path, '..', specifier))
  return new Map(own.map((file) => [file.path, imported(file).filter((path) => paths.has(path))]))
}

function circlesIn(below: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>()
  const circles: string[] = []
  const visit = (path: string, above: readonly string[]): void => {
    if (above.includes(path)) circles.push([...above.slice(above.indexOf(path)), path].join(' → '))
    if (above.includes(path) || done.has(path)) return
    for (const next of below.get(path) ?? []) visit(next, [...above, path])
    done.add(path)
  }
  for (const path of below.keys()) visit(path, [])
  return circles
}

describe('the manifests', () => {
  it.each(folders)('%s depends on exactly what its sources import', (folder) => {
    const { dependencies = {} } = Manifest.parse(readJson(`${folder}/package.json`))
    // dev also depends on the bundler, which a script imports
    const further = folder === 'packages/dev' ? ['@vercel/ncc'] : []
    expect(Object.keys(dependencies).toSorted()).toEqual(
      [...packagesOf(ofFolder(folder, false)), ...further].toSorted(),
    )
  })

  it.each(folders)('%s has what only its tests import as devDependencies', (folder) => {
    const { dependencies = {}, devDependencies = {} } = Manifest.parse(readJson(`${folder}/package.json`))
    const needed = packagesOf(ofFolder(folder, true)).filter(
      (name) => !(name in dependencies) && name !== '@jest/globals',
    )
    expect(Object.keys(devDependencies).toSorted()).toEqual(needed)
  })

  it.each(folders)('%s references the projects that it imports', (folder) => {
    const { references = [] } = Config.parse(readJson(`${folder}/tsconfig.json`))
    const projects = [...packagesOf(ofFolder(folder, false)), ...packagesOf(ofFolder(folder, true))]
      .filter((name) => name.startsWith('@upkeep/'))
      .map((name) => name.slice(8))
      .map((name) => (existsSync(join(root, 'packages', name)) ? `packages/${name}` : `actions/${name}`))
    const referenced = references.map(({ path }) => join(folder, path))
    expect(referenced.toSorted()).toEqual([...new Set(projects)].toSorted())
  })

  it('are all in the root tsconfig.json', () => {
    const { references = [] } = Config.parse(readJson('tsconfig.json'))
    expect(references.map(({ path }) => path).toSorted()).toEqual(folders.toSorted())
  })
})

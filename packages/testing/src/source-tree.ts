import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A source file of a monorepo, for tests of its structure. */
export interface SourceFile {
  /** From the root, with `/`. */
  path: string
  /** `packages/ci`, `actions/type-safety`. */
  folder: string
  /** A test, or what only tests use: a file with `fixture` in its name. */
  test: boolean
  text: string
}

const TEST = /\.test\.ts$|[/.-]fixture[^/]*$/

/** Every hand-written source of the workspaces: `src/**` of each, by path. */
export function sourceTree(root: string): SourceFile[] {
  return globSync('{packages,actions}/*/src/**/*.{ts,mjs}', { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted()
    .map((path) => ({
      path,
      folder: path.split('/').slice(0, 2).join('/'),
      test: TEST.test(path),
      text: readFileSync(join(root, path), 'utf8'),
    }))
}

const STATEMENT = /^(?:import|export)\b[^'"`;]*?\bfrom '([^'\n]+)'/gm
const BARE = /^import '([^'\n]+)'/gm
const DYNAMIC = /\bimport\('([^'\n]+)'\)/g
const TEMPLATE = /`(?:[^`\\]|\\.)*`/gs

/** What a file imports, `import()` and types included; what stands in a template literal is a fixture, not an import. */
export function importsOf({ text }: SourceFile): string[] {
  const code = text.replace(TEMPLATE, '``')
  const found = [STATEMENT, BARE, DYNAMIC].flatMap((pattern) =>
    [...code.matchAll(pattern)].map((match) => match[1] ?? ''),
  )
  return [...new Set(found)]
}

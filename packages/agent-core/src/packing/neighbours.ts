import { posix } from 'node:path'
import { importsOf } from './imports.ts'
import { languageOf, sourceText } from './source.ts'

const MOST = 12
const SCRIPT_ENDS = [
  '',
  '.ts',
  '.tsx',
  '.mts',
  '.cts',
  '.d.ts',
  '.js',
  '.jsx',
  '.mjs',
  '/index.ts',
  '/index.tsx',
  '/index.js',
]

/** The files of the repository that a file imports by a relative path, or in Python by the name of a package of the repository. */
export function neighbourPaths(path: string, text: string, known: ReadonlySet<string>): string[] {
  const imports = importsOf(sourceText(path, text))
  const candidates = languageOf(path) === 'python' ? pythonPaths(path, imports) : scriptPaths(path, imports)
  return [...new Set(candidates.filter((candidate) => candidate !== path && known.has(candidate)))].slice(0, MOST)
}

function scriptPaths(path: string, imports: string): string[] {
  const specifiers = [...imports.matchAll(/['"](\.{1,2}\/[^'"\n]+)['"]/g)].map((match) => match[1] ?? '')
  return specifiers.flatMap((specifier) => {
    const target = posix.join(posix.dirname(path), specifier)
    // `./x.js` in TypeScript names `./x.ts`
    const bases = [target, target.replace(/\.[cm]?jsx?$/, '')]
    return bases.flatMap((base) => SCRIPT_ENDS.map((end) => `${base}${end}`))
  })
}

function pythonPaths(path: string, imports: string): string[] {
  const modules = [...imports.matchAll(/^(?:from\s+(\.*[\w.]*)|import\s+([\w.]+))/gm)].map(
    (match) => match[1] ?? match[2] ?? '',
  )
  return modules.flatMap((module) => {
    const dots = /^\.*/.exec(module)?.[0].length ?? 0
    const rest = module.slice(dots).replaceAll('.', '/')
    const roots = dots === 0 ? ['', 'src'] : [posix.join(posix.dirname(path), '../'.repeat(dots - 1))]
    return roots
      .map((root) => posix.join(root, rest))
      .flatMap((base) => [`${base}.py`, `${base}.pyi`, `${base}/__init__.py`])
  })
}

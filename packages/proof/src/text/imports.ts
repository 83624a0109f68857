import { posix } from 'node:path'
import { pythonCode } from './python-text.ts'

const SCRIPT = /\b(?:from|import|require\s*\()\s*['"]([^'"\n]+)['"]|\bimport\s*\(\s*['"]([^'"\n]+)['"]/g
const PYTHON = /^[ \t]*(?:from[ \t]+([.\w]+)[ \t]+import[ \t]+([^\n]*)|import[ \t]+([\w. ,\t]+))/gm
const EXTENSIONS = [
  '',
  '.ts',
  '.tsx',
  '.mts',
  '.cts',
  '.d.ts',
  '.js',
  '.jsx',
  '.mjs',
  '.cjs',
  '/index.ts',
  '/index.tsx',
  '/index.js',
]

/** The files of the repository that a file imports, as far as their paths tell: relative ones, and modules of Python. */
export async function importedPaths(
  path: string,
  text: string,
  exists: (path: string) => Promise<boolean>,
): Promise<string[]> {
  const groups = /\.pyi?$/.test(path) ? pythonCandidates(path, text) : scriptCandidates(path, text)
  const found: string[] = []
  for (const candidates of groups) {
    for (const candidate of candidates) {
      if (candidate.startsWith('../') || !(await exists(candidate))) continue
      found.push(candidate)
      break
    }
  }
  return found
}

function scriptCandidates(path: string, text: string): string[][] {
  const specifiers = [...text.matchAll(SCRIPT)].flatMap(([, one, other]) => one ?? other ?? [])
  return [...new Set(specifiers)]
    .filter((specifier) => /^\.\.?(?:\/|$)/.test(specifier))
    .map((specifier) => {
      const target = posix.join(posix.dirname(path), specifier)
      const source = target.replace(/\.([cm]?)js(x?)$/, '.$1ts$2')
      return [source, ...EXTENSIONS.map((extension) => `${target}${extension}`)]
    })
}

function pythonCandidates(path: string, text: string): string[][] {
  const modules = new Set<string>()
  for (const [, from, names = '', plain] of pythonCode(text).matchAll(PYTHON)) {
    if (from !== undefined) {
      modules.add(from)
      for (const name of names.replace(/[()]/g, '').split(','))
        modules.add(`${from}${from.endsWith('.') ? '' : '.'}${name.trim().split(/\s/)[0] ?? ''}`)
    }
    for (const name of plain?.split(',') ?? []) modules.add(name.trim().split(/\s/)[0] ?? '')
  }
  return [...modules].filter((name) => name !== '').map((name) => moduleFiles(name, path))
}

function moduleFiles(name: string, path: string): string[] {
  const dots = /^\.*/.exec(name)?.[0].length ?? 0
  const relative = name.slice(dots).replaceAll('.', '/')
  const folder = dots === 0 ? null : posix.join(posix.dirname(path), ...Array.from({ length: dots - 1 }, () => '..'))
  const roots = folder === null ? ['.', 'src'] : [folder]
  return roots.flatMap((root) => [`${posix.join(root, relative)}.py`, posix.join(root, relative, '__init__.py')])
}

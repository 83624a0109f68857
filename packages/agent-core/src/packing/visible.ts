import { posix } from 'node:path'
import { boundAround } from './bound.ts'
import { declaredAs, holds } from './declared-as.ts'
import { importedAs } from './declared-tree.ts'
import type { Declared } from './declared.ts'
import { importsOf } from './imports.ts'
import { languageOf } from './source.ts'
import type { SourceText } from './source.ts'
import { SELF } from './told-types.ts'

/** What a file declares, and which file. */
export interface Found {
  source: SourceText
  declared: Declared
}

/** What a name means that stands by itself: what its function declares, else what is visible there and not bound anew. */
export function meantAlone(
  name: string,
  { source, line }: { source: SourceText; line: number },
): (other: SourceText, declared: Declared) => boolean {
  const isBound = boundAround(source, line).has(name)
  return (other, { owner }) => {
    if (owner === null) return !isBound && (other === source || seesAlone(source, other, name))
    return 'first' in owner && other === source && owner.first <= line && line <= owner.last
  }
}

/** The first that a name means which stands by itself; null where nothing of the given files is it. */
export function foundAlone(
  name: string,
  at: { source: SourceText; line: number },
  sources: readonly SourceText[],
): Found | null {
  const isMeant = meantAlone(name, at)
  for (const source of sources)
    for (const declared of declaredAs(source, name)) if (isMeant(source, declared)) return { source, declared }
  return null
}

/** Whether a name of another file can be meant where it stands by itself: in Go one of the same package, elsewhere what is imported. */
export function seesAlone(from: SourceText, other: SourceText, name: string): boolean {
  if (languageOf(from.path) === 'go') return posix.dirname(from.path) === posix.dirname(other.path)
  const imports = importsOf(from)
  return holds(imports, name) || imports.includes('*')
}

/** Whether what stands in front of a name can be the module that another file is, or is of. */
export function seesModule(from: SourceText, other: SourceText, module: string): boolean {
  const folder = posix.dirname(other.path)
  if (languageOf(from.path) === 'go')
    return importedAs(from, module).some((path) => folder === '.' || path === folder || path.endsWith(`/${folder}`))
  if (module === '' || (from === other && module !== 'Self' && module !== 'self')) return false
  const named = [posix.parse(other.path).name, posix.basename(folder)].includes(module)
  if (languageOf(from.path) === 'rust')
    return named || /^(?:crate|super|self)$/.test(module) || holds(importsOf(from), module)
  return !SELF.test(module) && (named || holds(importsOf(from), module))
}

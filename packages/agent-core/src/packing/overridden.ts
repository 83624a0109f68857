import { declarationAt } from './declarations.ts'
import type { Declaration } from './declarations.ts'
import { CLASS, classAround, declaredAs } from './declared-as.ts'
import { embeddedIn, ownType } from './declared-tree.ts'
import { enclosingSymbol } from './enclosing-symbol.ts'
import { basesOf, headAt } from './head.ts'
import { ownerType } from './told-types.ts'
import type { SourceText } from './source.ts'

/** Bases of bases, as far as they are in the given files. */
const MOST_STEPS = 3

/**
 * The classes that the class around a line extends, and what they declare under the name of the member that the line stands in; in Go
 * and Rust, members of that name of what is embedded, and of the traits that are implemented.
 */
export function overriddenAt(source: SourceText, line: number, sources: readonly SourceText[]): Declaration[] {
  const type = ownType(source, line)
  if (type !== null) {
    const member = enclosingSymbol(source, line)?.name ?? ''
    return embeddedIn(source, type).flatMap((above) => memberOf(above, member, sources))
  }
  const own = classAround(source, line)
  if (own === null) return []
  const symbol = enclosingSymbol(source, line)
  const member = symbol !== null && symbol.first !== own ? symbol.name : memberAt(source, line)
  const found: Declaration[] = []
  let heads = [headAt(source, own)]
  const seen = new Set<string>()
  const others = (one: SourceText, at: number) => one !== source || at !== own // `class Session(requests.Session)`
  for (let step = 0; step < MOST_STEPS && heads.length > 0; step += 1) {
    const bases = heads.flatMap(basesOf).filter((name) => !seen.has(name))
    heads = []
    for (const name of bases) {
      seen.add(name)
      const base = classNamed(name, sources, others)
      if (base === null) continue
      heads.push(headAt(base.source, base.line))
      found.push(declarationAt(base.source, name, base.line))
      if (member !== null) found.push(...memberOf(name, member, [base.source]))
    }
  }
  return found
}

/** What a type declares under the name of a member. */
function memberOf(type: string, member: string, sources: readonly SourceText[]): Declaration[] {
  for (const source of sources) {
    const found = declaredAs(source, member).find(({ owner }) => ownerType(owner) === type)
    if (found !== undefined) return [declarationAt(source, member, found.line)]
  }
  return []
}

/** The member that a line of a class body declares itself. */
function memberAt({ code }: SourceText, line: number): string | null {
  const text = code[line - 1] ?? ''
  if (CLASS.test(text)) return null
  return (
    /^\s*(?:(?:public|private|protected|static|async|override|readonly|declare|get|set|def)\s+)*([\w$]+)\s*[?!]?\s*[:=(<]/.exec(
      text,
    )?.[1] ?? null
  )
}

function classNamed(
  name: string,
  sources: readonly SourceText[],
  may: (source: SourceText, line: number) => boolean,
): { source: SourceText; line: number } | null {
  for (const source of sources) {
    if (!source.text.includes(name)) continue
    const at = source.code.findIndex((text, index) => CLASS.exec(text)?.[1] === name && may(source, index + 1))
    if (at >= 0) return { source, line: at + 1 }
  }
  return null
}

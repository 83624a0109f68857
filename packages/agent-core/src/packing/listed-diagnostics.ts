import { cutEnd } from '../cut-middle.ts'
import { followingOf, rootOf } from './follows.ts'
import type { PackedDiagnostic } from './packed-diagnostic.ts'
import type { SourceText } from './source.ts'

/** Lines of what is told in full, and of what may follow from it; places of one message, and files beside. */
const MOST_ROOTS = 20
const MOST_FOLLOWING = 8
const MOST_BEHIND = 3
const MOST_PLACES = 6
const MOST_FILES = 4
/** Characters of a message that may follow from another one. */
const MOST_CHARACTERS = 100

/** What compilers say of files that are not asked about. */
export interface Beside {
  diagnostics: readonly PackedDiagnostic[]
  /** Of these files those that were read. */
  files: readonly SourceText[]
}

/**
 * What checkers say, a line each: first what the rest may follow from, in full; then in short what names it, what may be behind all of it
 * elsewhere, and how much is said there.
 */
export function listedDiagnostics(
  diagnostics: readonly PackedDiagnostic[],
  beside: Beside,
  sources: readonly SourceText[],
): string {
  const following = followingOf([...diagnostics, ...beside.diagnostics], [...sources, ...beside.files])
  const roots = new Map(following.map(({ diagnostic }) => [diagnostic, rootOf(diagnostic, following)]))
  const isRest = (one: PackedDiagnostic) => diagnostics.some((other) => roots.get(one) === other)
  const [own, rest] = [diagnostics.filter((one) => !isRest(one)), diagnostics.filter(isRest)]
  const behind = new Set(own.flatMap((one) => roots.get(one) ?? []))
  const short = linesOf(rest).map((line) => cutEnd(line, MOST_CHARACTERS))
  return [
    ...bounded(linesOf(own), MOST_ROOTS),
    ...titled('These may follow from it:', bounded(short, MOST_FOLLOWING)),
    ...titled('This may be behind it:', bounded(linesOf([...behind]), MOST_BEHIND)),
    ...besideOf(beside.diagnostics.filter((one) => !behind.has(one))),
  ].join('\n')
}

function titled(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines]
}

function bounded(lines: readonly string[], most: number): string[] {
  return lines.length <= most ? [...lines] : [...lines.slice(0, most), `[${lines.length - most} more like these]`]
}

/** What several checkers say of one line stands together, each with the checker's name; what is said of several lines stands once. */
function linesOf(diagnostics: readonly PackedDiagnostic[]): string[] {
  const places = [...Map.groupBy(diagnostics, ({ path, line }) => `${path}:${line}`).values()].flatMap((all) =>
    all.slice(0, 1).map(({ path, line }) => ({ path, line, said: all.map(said) })),
  )
  const groups = Map.groupBy(places, ({ path, said: all }) => JSON.stringify([path, all]))
  return [...groups.values()].flatMap((group) =>
    group.slice(0, 1).map(({ path, said: all }) => {
      const place = `${path}:${numbersOf(group.map(({ line }) => line))}`
      return all.length === 1 ? `${place} ${all.join('')}` : [place, ...all.map((one) => `  ${one}`)].join('\n')
    }),
  )
}

function numbersOf(lines: readonly number[]): string {
  const more = lines.length > MOST_PLACES ? ` and ${lines.length - MOST_PLACES} more` : ''
  return `${lines.slice(0, MOST_PLACES).join(', ')}${more}`
}

function said({ tool, rule, message }: PackedDiagnostic): string {
  const by = tool === undefined || tool === rule ? rule : `${tool} ${rule}`
  return `${by} ${message}`
}

/** How much is said of other files, those with the most first. */
function besideOf(beside: readonly PackedDiagnostic[]): string[] {
  if (beside.length === 0) return []
  const files = [...Map.groupBy(beside, ({ path }) => path)].toSorted((one, other) => other[1].length - one[1].length)
  const shown = files.slice(0, MOST_FILES).map(([path, all]) => `${path} (${all.length})`)
  const more = files.length > shown.length ? ` and ${files.length - shown.length} more files` : ''
  return [
    `${beside.length === 1 ? '1 more message' : `${beside.length} more messages`} in ${shown.join(', ')}${more} may have the same cause.`,
  ]
}

import type { Context } from '@upkeep/pipeline'
import { Blame, fixpoint } from '@upkeep/proof'
import { diagnosticKey } from '@upkeep/schema'
import type { Diagnostic, Finding } from '@upkeep/schema'
import { configurationsOf } from '../configuration.ts'
import type { Evidence } from '../decide.ts'
import { readersBeside } from '../other-tsconfigs.ts'
import { holding, readTexts, wantedPaths } from '../scan.ts'
import type { Read } from '../scan.ts'
import { blamable, typeFinding } from '../type-change.ts'
import type { Blamed, TypeChange, TypeChangeData } from '../type-change.ts'
import { castsIn } from './casts.ts'
import type { Cast } from './casts.ts'
import { openCompiler } from './compile.ts'
import type { Compiler } from './compile.ts'
import { redundantCasts } from './redundant.ts'

/** What a look for changes of types came to. */
export interface TypeFindings {
  findings: Finding<TypeChangeData>[]
  examined: string[]
  left: { what: string; why: string }[]
}

/** Files of TypeScript; declarations hold no expressions. */
const TYPESCRIPT = /(?<!\.d)\.[cm]?tsx?$/
const MAY_HOLD_POSIX = '[[:space:]]as[[:space:]]|[])A-Za-z0-9_$]!|<any>'
const MAY_HOLD = /\sas\s|[\])\w$]!|<any>/

/** More casts than this are not tried in one run. */
const MOST_CASTS = 1000
/** Runs of all compilers; casts that were blamed along with others and not tried again by then stay. */
const MOST_RUNS = 12

const RULES: Readonly<Record<Cast['to'], string>> = {
  any: 'needless-any-cast',
  unknown: 'needless-double-cast',
  null: 'needless-non-null-assertion',
  type: 'redundant-cast',
}

/**
 * Casts without which every compiler run of the repository stays as it is. `redundant`: those to a type that an expression has anyway,
 * and `!` on what is never null, so that no type changes. `needless`: also `as any`, `as unknown as` and every `!`, so that types may
 * become other ones where nothing depends on them. All are taken away at once, and what the compilers then report brings back
 * those to blame.
 */
export async function detectCasts(context: Context): Promise<TypeFindings> {
  const found: TypeFindings = { findings: [], examined: [], left: [] }
  const configurations = configurationsOf(context.checks, 'tsc')
  if (configurations.length === 0) return found
  const sources = (await wantedPaths(context)).filter((path) => TYPESCRIPT.test(path))
  const files = await readTexts(await holding(MAY_HOLD_POSIX, sources, context), MAY_HOLD, context, found.left)
  const all = files.flatMap((file) => castsIn(file.path, file.text).map((cast) => ({ file, cast })))
  if (all.length === 0) return found
  const redundant = await redundantCasts(all, configurations, context)
  if (redundant === null)
    found.left.push({
      what: 'redundant casts',
      why: 'the compiler of this repository could not tell their types (from version 7 on it has no interface for that)',
    })
  const wide = context.inputs['casts'] === 'needless'
  const wanted = all.filter(({ cast }) => (redundant?.has(cast) ?? false) || (wide && cast.to !== 'type'))
  if (wanted.length === 0) return found
  const compilers = await openAll(configurations, new Set(wanted.map(({ file }) => file.path)), context, found)
  const inCi = compilers.filter(({ configuration }) => configuration.checks.length > 0)
  const candidates = wanted.filter(
    ({ file, cast }) => inCi.some(({ covers }) => covers.has(file.path)) && isNullTold(file, cast, compilers),
  )
  const tried = apart(blamable(candidates.slice(0, MOST_CASTS).map(({ file, cast }) => changeOf(file, cast))))
  if (candidates.length > MOST_CASTS)
    found.left.push({
      what: `${candidates.length - MOST_CASTS} casts`,
      why: `one run tries ${MOST_CASTS}; the next one takes them up`,
    })
  const kept = await bearable(tried, compilers, context, found)
  found.examined.push(...new Set(tried.map(({ change }) => change.file.path)))
  found.findings = kept.map((one) => typeFinding(one, evidenceOf(one.change.file.path, inCi)))
  return found
}

/** The compilers of CI, and those of other tsconfigs that read one of the files: they can only veto. */
async function openAll(
  configurations: ReturnType<typeof configurationsOf>,
  paths: ReadonlySet<string>,
  context: Context,
  found: TypeFindings,
): Promise<Compiler[]> {
  const { readers, unasked, left } = await readersBeside(configurations, paths, context)
  found.left.push(...left)
  const opened: Compiler[] = []
  for (const configuration of [...configurations, ...readers]) {
    const compiler = await openCompiler(configuration, context)
    if (typeof compiler !== 'string') opened.push(compiler)
    else found.left.push({ what: `casts that \`${configuration.label}\` reads`, why: compiler })
  }
  // what nobody could be asked about stays: no compiler may call it needless
  return unasked.length > 0 ? opened.map((one) => ({ ...one, covers: outside(one.covers, unasked) })) : opened
}

function outside(paths: ReadonlySet<string>, tsconfigs: readonly string[]): ReadonlySet<string> {
  const folders = tsconfigs.map((path) => path.slice(0, path.lastIndexOf('/') + 1))
  return new Set([...paths].filter((path) => !folders.some((folder) => path.startsWith(folder))))
}

/** A `!` means something only where every compiler tells null apart. */
function isNullTold(file: Read, cast: Cast, compilers: readonly Compiler[]): boolean {
  if (cast.to !== 'null') return true
  return compilers.every(({ covers, strictNull }) => strictNull || !covers.has(file.path))
}

function changeOf(file: Read, { to, start, end, was, now, symbol, edits }: Cast): TypeChange {
  return { kind: 'cast', rule: RULES[to], file, start, end, was, now, symbol, edits }
}

/** Leaves out what overlaps an earlier one: `x!!`. */
function apart(changes: readonly Blamed[]): Blamed[] {
  const taken = new Map<string, (readonly [number, number])[]>()
  const ordered = changes.toSorted((a, b) => (a.edits[0]?.start ?? 0) - (b.edits[0]?.start ?? 0))
  const clashing = new Set(
    ordered.filter(({ edits, change: { file } }) => {
      const spans = edits.map(({ start, end }) => [start, end] as const)
      const known = taken.get(file.path) ?? []
      const clash = spans.some(([start, end]) => known.some(([from, to]) => start < to && from < end))
      if (!clash) taken.set(file.path, [...known, ...spans])
      return clash
    }),
  )
  return changes.filter((one) => !clashing.has(one))
}

async function bearable(
  tried: readonly Blamed[],
  compilers: readonly Compiler[],
  context: Context,
  found: TypeFindings,
): Promise<readonly Blamed[]> {
  const blame = new Blame((path) => context.workspace.read(path))
  const { kept, dropped, untried } = await fixpoint<Blamed, Diagnostic>(
    tried,
    {
      async check(on) {
        const edits = on.flatMap((one) => one.edits)
        const paths = new Set(edits.map(({ path }) => path))
        // one that objects is enough for this round: the others are asked about what it leaves
        for (const compiler of compilers) {
          if (![...paths].some((path) => compiler.covers.has(path))) continue
          const diagnostics = await compiler.introduced(edits)
          if (diagnostics.length > 0) return diagnostics
        }
        return []
      },
      key: diagnosticKey,
      blame: (diagnostic, on) => blame.of(diagnostic, on),
      scope: (one) => blame.scope(one),
    },
    MOST_RUNS,
  )
  if (untried.length > 0)
    found.left.push({
      what: `${untried.length} of ${dropped.size} casts that seem to be needed`,
      why: `they were blamed along with others, and ${MOST_RUNS} runs of the compilers were up`,
    })
  return kept
}

function evidenceOf(path: string, compilers: readonly Compiler[]): Evidence[] {
  return compilers
    .filter(({ covers }) => covers.has(path))
    .map(({ configuration: { label, checks }, command }) => ({
      configuration: label,
      command,
      message: 'it reports nothing new without it',
      checks,
    }))
}

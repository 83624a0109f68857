import type { ActionDetection, Context } from '@upkeep/pipeline'
import { diagnosticKey, distinctDiagnostics, findingId, newDiagnostics } from '@upkeep/schema'
import type { Anchor, Diagnostic, Edit, Finding, Reason } from '@upkeep/schema'
import { afterwards, byParts } from './afterwards.ts'
import type { After } from './afterwards.ts'
import type { FixedFile } from './fix-files.ts'
import { fixRed } from './fix-red.ts'
import { FIXES, SUGGESTED } from './payload.ts'
import type { FixData, LintFixData, RestData, Settled } from './payload.ts'
import { isOf } from './parts.ts'
import { whyNotFixed, whyNotRed } from './nothing-to-fix.ts'
import { observeBehind, observeChecks } from './red-checks.ts'
import type { Observed } from './red-checks.ts'
import { linesOf, suggestionsOf } from './suggestions.ts'
import type { Suggestion } from './suggestions.ts'
import { scopeOf } from './scope.ts'
import { maySuggest, unsafeFixes } from './unsafe-fixes.ts'
import type { Offer } from './unsafe-fixes.ts'
import { otherVersions } from './versions.ts'

/**
 * What fails here as well, what the tools of the failing checks make of it, and what is left then. Asks no model.
 */
export async function detect(context: Context): Promise<ActionDetection<LintFixData>> {
  const observed = await observeChecks(context)
  const { red, green, left } = observed
  const examined = () => [...red, ...green].map(({ found }) => `\`${found.check.command}\``)
  const none = { findings: [], left, ranked: [] }
  if (red.length === 0) {
    const failed = context.inputs['job-status'] === 'failure'
    const versions = await otherVersions(failed ? green : [], context)
    return {
      ...none,
      left: [...left, ...versions.differing, ...versions.unpinned],
      examined: examined(),
      ...because(whyNotRed(observed, versions, context)),
    }
  }
  const scope = await scopeOf(context)
  const fixed = await fixRed(observed, scope, context)
  const edits = [...fixed.files.values()].flatMap((file) => file.edits)
  const after = await byParts(await afterwards(red, edits, context), edits, context)
  const findings: Finding<LintFixData>[] = []
  for (const [path, file] of fixed.files) findings.push(await fixFinding(path, file, after, context))
  const settled = new Map(findings.map(({ id, data }) => [data.path, id]))
  for (const rest of await restFindings(after, scope.refusal, context)) {
    const { path } = rest.data
    const file = fixed.files.get(path)
    const data = {
      ...rest.data,
      start: file?.edits ?? [],
      tools: file?.tools ?? [],
      settled: settled.get(path) ?? null,
    }
    findings.push({ ...rest, data })
  }
  if (findings.some(({ data }) => data.kind === 'rest') && (await maySuggest(context))) {
    await observeBehind(observed, context)
    const formatters = [...green, ...red].map(({ found }) => found)
    findings.push(...(await offered(await unsafeFixes(after, formatters, scope, fixed.files, context), red, context)))
  }
  const { differing, unpinned } = await otherVersions(red, context)
  return {
    ...none,
    examined: examined(),
    findings,
    left: [...left, ...differing, ...unpinned, ...fixed.failed, ...fixed.left],
    ...because(whyNotFixed(findings, { failed: fixed.failed, said: remainingIn(after) }, scope, context)),
  }
}

function remainingIn(after: readonly After[]): Diagnostic[] {
  return after.flatMap(({ remaining }) => remaining)
}

function because(reason: Reason | null): { reason?: Reason } {
  return reason === null ? {} : { reason }
}

async function fixFinding(
  path: string,
  file: FixedFile,
  after: readonly After[],
  context: Context,
): Promise<Finding<FixData>> {
  const settles = counted(goneIn(after).filter((diagnostic) => diagnostic.path === path))
  const [first] = file.edits
  const bytes = (await context.workspace.read(path)) ?? new Uint8Array()
  const [start, end] = first === undefined ? [0, 0] : lineAround(bytes, first.start)
  const at = { path, quote: Buffer.from(bytes.subarray(start, end)).toString(), start, end }
  const suggestions = await suggestionsFor(path, bytes, file.edits, context)
  const finding = fixOf(at, file, { settles, suggestions, batch: FIXES, ordinal: 0 }, after)
  return first?.blob === null ? { ...finding, at: null } : finding
}

/** Each is a finding of its own: what one of them breaks is no reason to withhold the others. */
async function offered(
  offers: readonly Offer[],
  red: readonly Observed[],
  context: Context,
): Promise<Finding<FixData>[]> {
  const edits = offers.flatMap(({ file }) => file.edits)
  const after = await byParts(await afterwards(red, edits, context), edits, context)
  const gone = new Set(goneIn(after).map(diagnosticKey))
  const told = after.flatMap(({ result }) => result.diagnostics).filter((each) => gone.has(diagnosticKey(each)))
  const findings = new Map<string, Finding<FixData>>()
  for (const { suggestion, file } of offers) {
    const { at } = suggestion
    const [first, last] = linesOf((await context.workspace.read(at.path)) ?? new Uint8Array(), at)
    const here = ({ path, range }: Diagnostic) =>
      path === at.path && first <= (range?.[0] ?? 0) && (range?.[0] ?? 0) <= last
    const of = { settles: counted(told.filter(here)), suggestions: [suggestion], batch: SUGGESTED }
    let ordinal = 0
    let finding = fixOf(at, file, { ...of, ordinal }, after)
    while (findings.has(finding.id)) finding = fixOf(at, file, { ...of, ordinal: ++ordinal }, after)
    findings.set(finding.id, finding)
  }
  return [...findings.values()]
}

/** What the checks no longer say. */
function goneIn(after: readonly After[]): Diagnostic[] {
  return after.flatMap(({ result, remaining }) => newDiagnostics(remaining, result.diagnostics))
}

function fixOf(
  at: Anchor,
  { edits, tools, checks: owners }: FixedFile,
  of: { settles: Settled[]; suggestions: Suggestion[]; batch: string; ordinal: number },
  after: readonly After[],
): Finding<FixData> {
  const { settles, suggestions, batch, ordinal } = of
  const { path, quote: line } = at
  const rule = tools.join('+')
  const checks = after
    .map(({ found }) => found.check.id)
    .filter((id) => owners.some((owner) => isOf(id, owner) || isOf(owner, id)))
  const what = settles.length === 0 ? tools.join(', ') : settles.map(nameOf).join(', ')
  return {
    id: findingId({ action: 'lint-fix', rule, path, symbol: '', line, ordinal }),
    rule,
    batch,
    at,
    severity: 'error',
    message: `${what}: fixed by ${tools.join(', ')}`,
    data: { kind: 'fix', path, tools, settles, checks, edits, suggestions },
  }
}

/** Only where nothing can be committed. */
async function suggestionsFor(
  path: string,
  bytes: Uint8Array,
  edits: readonly Edit[],
  { grant: { target }, pull }: Context,
): Promise<Suggestion[]> {
  if (pull === null || (target.kind === 'pull-request' && target.pushable)) return []
  const file = (await pull.facts()).files?.find((each) => each.path === path)
  return suggestionsOf(path, bytes, edits, file?.patch ?? null)
}

function nameOf({ tool, rule, count }: Settled): string {
  const name = rule === '' ? tool : rule
  return count > 1 ? `${count} × ${name}` : name
}

function counted(diagnostics: readonly Diagnostic[]): Settled[] {
  const groups = Map.groupBy(distinctDiagnostics(diagnostics), ({ tool, rule }) => JSON.stringify([tool, rule]))
  return [...groups.values()].flatMap((group) =>
    group.slice(0, 1).map(({ tool, rule }) => ({ tool, rule, count: group.length })),
  )
}

/** What no tool fixes, file by file, as far as it lies in scope. */
async function restFindings(
  after: readonly After[],
  refusal: (path: string) => string | null,
  { workspace }: Context,
): Promise<Finding<RestData>[]> {
  const told = after.flatMap(({ found, remaining }) => remaining.map((diagnostic) => ({ diagnostic, found })))
  const findings: Finding<RestData>[] = []
  for (const [path, all] of Map.groupBy(told, ({ diagnostic }) => diagnostic.path ?? '')) {
    const bytes = path === '' || refusal(path) !== null ? null : await workspace.read(path)
    const diagnostics = distinctDiagnostics(all.map(({ diagnostic }) => diagnostic))
    const [first] = diagnostics
    if (bytes === null || first === undefined) continue
    const rules = new Set(diagnostics.map(({ tool, rule }) => (rule === '' ? tool : rule)))
    const rule = [...rules].slice(0, 3).join('+')
    const { message, range } = first
    const [start, end] = lineNumbered(bytes, range?.[0] ?? 1)
    const quote = Buffer.from(bytes.subarray(start, end)).toString()
    findings.push({
      id: findingId({ action: 'lint-fix', rule, path, symbol: '', line: message, ordinal: 0 }),
      rule,
      batch: FIXES,
      at: { path, quote, start, end },
      severity: 'error',
      message: `${message}${diagnostics.length > 1 ? ` (and ${diagnostics.length - 1} more)` : ''}`,
      data: restData(
        path,
        all.map(({ found }) => found.check.id),
        diagnostics,
      ),
    })
  }
  return findings
}

function restData(path: string, checks: readonly string[], diagnostics: readonly Diagnostic[]): RestData {
  return {
    kind: 'rest',
    path,
    checks: [...new Set(checks)],
    diagnostics: diagnostics.map(({ range, tool, rule, message }) => ({
      path,
      line: range?.[0] ?? 1,
      rule: rule === '' ? tool : rule, // what a commit says that it settles
      message,
      tool,
    })),
    start: [],
    tools: [],
    settled: null,
  }
}

/** The bytes of a line, by its number in the tree as the tools left it: near enough for a reader. */
function lineNumbered(bytes: Uint8Array, line: number): [number, number] {
  let at = 0
  for (let number = 1; number < line; number++) {
    const end = bytes.indexOf(10, at)
    if (end < 0 || end + 1 >= bytes.length) break
    at = end + 1
  }
  return lineAround(bytes, at)
}

/** The line of a byte, with its end. */
function lineAround(bytes: Uint8Array, at: number): [number, number] {
  const begin = bytes.lastIndexOf(10, at - 1) + 1
  const end = bytes.indexOf(10, at)
  return [at === 0 ? 0 : begin, end < 0 ? bytes.length : end + 1]
}

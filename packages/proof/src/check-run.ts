import type { CheckRunner, FoundCheck } from '@upkeep/ci'
import { isFewer, newDiagnostics } from '@upkeep/schema'
import type { CheckResult, CheckRow, Diagnostic } from '@upkeep/schema'
import type { Composition, Workspace } from '@upkeep/workspace'

export interface CheckPorts {
  workspace: Workspace
  runner: CheckRunner
  signal: AbortSignal
  /** Results by `tree|check`: a tree is judged once by each check, however many subsets lead to it. */
  cache: Map<string, CheckResult>
  onResult?: (result: CheckResult, origin: { depth: 'probe' | 'proof'; cached: boolean }) => void
}

/** What one check says of a patch. */
export interface CheckOpinion {
  row: CheckRow
  after: CheckResult
  before: CheckResult | null
  /** `worse`: refutes. `fine`: supports. `better`: red as before, with strictly less to say. `silent`: proves nothing (flaky, not run, red before as well). */
  says: 'fine' | 'better' | 'worse' | 'silent'
  introduced: Diagnostic[]
}

/**
 * Judges one check on a tree, with the lazy baseline of design §3: what passes needs no baseline; what fails is run once more
 * (a difference is flaky and proves nothing), then on the base tree, and only what is new there counts.
 */
export async function consult(
  found: FoundCheck,
  tree: Composition,
  depth: 'probe' | 'proof',
  ports: CheckPorts,
): Promise<CheckOpinion> {
  const patched = [...tree.files.keys()]
  const after = await runOn(found, tree, depth, ports)
  if (after.status === 'not-run' || after.status === 'flaky') return silent(found, after, null, after.why)
  const touched = after.rewrote.filter((path) => patched.includes(path))
  if (after.status === 'pass' && touched.length === 0)
    return fine(found, after, ports.cache.get(keyOf(found, undefined, ports)) ?? null)
  const before = await runOn(found, undefined, depth, ports)
  if (before.status === 'flaky' || before.status === 'not-run') return silent(found, after, before, before.why)
  return compare(found, after, before, { touched, patched })
}

function compare(
  found: FoundCheck,
  after: CheckResult,
  before: CheckResult,
  { touched, patched }: { touched: readonly string[]; patched: readonly string[] },
): CheckOpinion {
  const rewritten = touched.filter((path) => !before.rewrote.includes(path))
  const reported = newDiagnostics(before.diagnostics, after.diagnostics)
  const introduced = [
    ...reported,
    ...rewritten.map((path) => fileDiagnostic(found, path, 'rewrote', 'the check rewrites this file')),
    ...(reported.length > 0 || before.status !== 'pass' ? [] : mentioned(found, after, before, patched)),
  ]
  const why = rewritten.length > 0 ? `it rewrites ${rewritten.join(', ')}` : undefined
  if (after.status === 'pass' && rewritten.length === 0)
    return silent(found, after, before, `it rewrites ${touched.join(', ')} itself`)
  if (before.status === 'pass' || introduced.length > 0) {
    return { row: rowOf(found, after, before, introduced.length, why), after, before, says: 'worse', introduced }
  }
  const said = silent(found, after, before, 'it is red without the patch as well')
  return isBetter(before, after) ? { ...said, says: 'better' } : said
}

/** Strictly less to report, or to rewrite. */
function isBetter(before: CheckResult, after: CheckResult): boolean {
  if (before.diagnostics.length > 0) return isFewer(before.diagnostics, after.diagnostics)
  return after.rewrote.length < before.rewrote.length && after.rewrote.every((path) => before.rewrote.includes(path))
}

function fileDiagnostic({ check }: FoundCheck, path: string, rule: string, message: string): Diagnostic {
  return { tool: check.id, rule, severity: 'error', path, range: null, message }
}

/** Formatters and the like only list the files that they refuse: a patched file that the output names newly is meant. */
function mentioned(
  found: FoundCheck,
  after: CheckResult,
  before: CheckResult,
  patched: readonly string[],
): Diagnostic[] {
  const named = patched.filter((path) => after.output.includes(path) && !before.output.includes(path))
  return named.map((path) => fileDiagnostic(found, path, 'named', 'the check fails and names this file'))
}

/** What is known of the base tells what was won; it is not asked for. */
function fine(found: FoundCheck, after: CheckResult, before: CheckResult | null): CheckOpinion {
  return { row: rowOf(found, after, before, 0), after, before, says: 'fine', introduced: [] }
}

function silent(found: FoundCheck, after: CheckResult, before: CheckResult | null, why?: string): CheckOpinion {
  return { row: rowOf(found, after, before, 0, why), after, before, says: 'silent', introduced: [] }
}

function rowOf(
  { check }: FoundCheck,
  after: CheckResult,
  before: CheckResult | null,
  introduced: number,
  why?: string,
): CheckRow {
  const fixed = before === null ? 0 : newDiagnostics(after.diagnostics, before.diagnostics).length
  return {
    id: check.id,
    kind: check.kind,
    command: check.command,
    before: before?.status ?? 'not-needed',
    after: after.status,
    new: introduced,
    fixed,
    seconds: after.seconds + (before?.seconds ?? 0),
    ...(why === undefined ? {} : { why }),
  }
}

/**
 * One run of a check on a tree (without one, the base) outside of a proof, remembered for it: for an action that has to know what is
 * red before it can propose anything.
 */
export async function observe(
  found: FoundCheck,
  tree: Composition | undefined,
  ports: CheckPorts,
): Promise<CheckResult> {
  const key = keyOf(found, tree, ports)
  const known = ports.cache.get(key)
  if (known !== undefined) return known
  const result = await runOnce(found, tree, 'probe', ports)
  ports.onResult?.(result, { depth: 'probe', cached: false })
  ports.cache.set(key, result)
  return result
}

function keyOf({ check }: FoundCheck, tree: Composition | undefined, { workspace }: CheckPorts): string {
  return `${tree?.tree ?? workspace.baseTree}|${check.id}`
}

/** One result per tree and check. A failure is repeated once in a fresh tree; two different answers are `flaky`. */
async function runOn(
  found: FoundCheck,
  tree: Composition | undefined,
  depth: 'probe' | 'proof',
  ports: CheckPorts,
): Promise<CheckResult> {
  const key = keyOf(found, tree, ports)
  const known = ports.cache.get(key)
  if (known !== undefined) {
    ports.onResult?.(known, { depth, cached: true })
    return known
  }
  const first = await runOnce(found, tree, depth, ports)
  ports.onResult?.(first, { depth, cached: false })
  const result = first.status === 'fail' ? await confirm(found, tree, depth, ports, first) : first
  ports.cache.set(key, result)
  return result
}

async function confirm(
  found: FoundCheck,
  tree: Composition | undefined,
  depth: 'probe' | 'proof',
  ports: CheckPorts,
  first: CheckResult,
): Promise<CheckResult> {
  const second = await runOnce(found, tree, depth, ports)
  ports.onResult?.(second, { depth, cached: false })
  const seconds = first.seconds + second.seconds
  if (second.status === 'fail') return { ...second, seconds }
  return { ...second, status: 'flaky', seconds, why: 'it failed and passed on the same tree' }
}

async function runOnce(
  found: FoundCheck,
  tree: Composition | undefined,
  depth: 'probe' | 'proof',
  ports: CheckPorts,
): Promise<CheckResult> {
  ports.signal.throwIfAborted()
  await using worktree = await ports.workspace.open(tree, { git: 'own' })
  return await ports.runner.run(found, worktree, { signal: ports.signal, depth })
}

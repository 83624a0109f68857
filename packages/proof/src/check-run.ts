import { isGivenSecrets, otherLegs } from '@upkeep/ci'
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
  /**
   * By check: what is known of it on the untouched tree though it was not run there as a whole, and in `why` from what. Its row tells it
   * where nothing better is known; it is no baseline.
   */
  told: Map<string, CheckResult>
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

/** What a check is asked about; without a tree, the base. */
interface Asked {
  tree: Composition | undefined
  depth: 'probe' | 'proof'
  /** No model wrote any of it. */
  trusted?: boolean
}

type JudgedTree = Asked & { tree: Composition }

/**
 * Judges one check on a tree, with the lazy baseline of design §3: what passes needs no baseline; of what fails, only what is new
 * beside the base tree counts, and what would count is run once more (a difference is flaky and proves nothing).
 */
export async function consult(found: FoundCheck, judged: JudgedTree, ports: CheckPorts): Promise<CheckOpinion> {
  const base = { ...judged, tree: undefined, trusted: true }
  const patched = [...judged.tree.files.keys()]
  const first = await firstOn(found, judged, ports)
  const beside = first.status === 'fail' ? await firstOn(found, base, ports) : null
  if (beside?.status === 'fail') {
    const said = compare(found, first, beside, patched)
    if (said.says === 'silent') {
      remember(found, judged, first, ports)
      remember(found, base, beside, ports)
      return said
    }
  }
  const after = await confirmed(found, judged, first, ports)
  if (after.status === 'flaky') return silent(found, after, null, after.why)
  if (after.status === 'not-run') return await unableBy(found, after, base, ports)
  if (after.status === 'pass' && touchedBy(after, patched).length === 0) return fine(found, after, ports)
  const before = await confirmed(found, base, beside ?? (await firstOn(found, base, ports)), ports)
  if (before.status === 'flaky' || before.status === 'not-run') return silent(found, after, before, before.why)
  return compare(found, after, before, patched)
}

function touchedBy({ rewrote }: CheckResult, patched: readonly string[]): string[] {
  return rewrote.filter((path) => patched.includes(path))
}

/** What says that it could not be run may be the patch speaking: where it can be run without the patch, the patch is worse. */
async function unableBy(found: FoundCheck, after: CheckResult, base: Asked, ports: CheckPorts): Promise<CheckOpinion> {
  const before = await confirmed(found, base, await firstOn(found, base, ports), ports)
  if (before.status !== 'pass') return silent(found, after, before, after.why)
  return { row: rowOf(found, after, before, 0, after.why), after, before, says: 'worse', introduced: [] }
}

function compare(found: FoundCheck, after: CheckResult, before: CheckResult, patched: readonly string[]): CheckOpinion {
  const touched = touchedBy(after, patched)
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

/** What is known of the base tells what was won; it is not asked for. What the check leaves out is told. */
function fine(found: FoundCheck, after: CheckResult, ports: CheckPorts): CheckOpinion {
  const before = knownOf(found, ports)
  const told = before === null ? ports.told.get(found.check.id) : undefined
  const why = [told?.why, after.why, otherLegs(found.legs)].filter((each) => each !== null && each !== undefined)
  return {
    row: rowOf(found, after, before ?? told ?? null, 0, why.length === 0 ? undefined : why.join('; ')),
    after,
    before,
    says: 'fine',
    introduced: [],
  }
}

function silent(found: FoundCheck, after: CheckResult, before: CheckResult | null, why?: string): CheckOpinion {
  return { row: rowOf(found, after, before, 0, why), after, before, says: 'silent', introduced: [] }
}

function rowOf(
  { check, shown }: FoundCheck,
  after: CheckResult,
  before: CheckResult | null,
  introduced: number,
  why?: string,
): CheckRow {
  const fixed = before === null ? 0 : newDiagnostics(after.diagnostics, before.diagnostics).length
  return {
    id: check.id,
    kind: check.kind,
    command: shown ?? check.command,
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
  const result = await runOnce(found, { tree, depth: 'probe', trusted: tree === undefined }, ports)
  ports.onResult?.(result, { depth: 'probe', cached: false })
  // A proof may be allowed to hand over what this was not
  if (tree === undefined || !isGivenSecrets(found)) ports.cache.set(key, result)
  return result
}

/** What is known of a check on a tree (without one, the untouched one); null where nobody had to know. */
export function knownOf(
  found: FoundCheck,
  ports: Pick<CheckPorts, 'cache' | 'workspace'>,
  tree?: Composition,
): CheckResult | null {
  return ports.cache.get(keyOf(found, tree, ports)) ?? null
}

function keyOf(
  { check }: FoundCheck,
  tree: Composition | undefined,
  { workspace }: Pick<CheckPorts, 'workspace'>,
): string {
  return `${tree?.tree ?? workspace.baseTree}|${check.id}`
}

/** What is known of a check on a tree, or one run of it. */
async function firstOn(found: FoundCheck, asked: Asked, ports: CheckPorts): Promise<CheckResult> {
  const known = knownOf(found, ports, asked.tree)
  const result = known ?? (await runOnce(found, asked, ports))
  ports.onResult?.(result, { depth: asked.depth, cached: known !== null })
  return result
}

/**
 * One result per tree and check. A failure is repeated once in a fresh tree; two different answers are `flaky`. What is given a secret
 * may do something out there, and runs once.
 */
async function confirmed(found: FoundCheck, asked: Asked, first: CheckResult, ports: CheckPorts): Promise<CheckResult> {
  const known = knownOf(found, ports, asked.tree)
  if (known !== null) return known
  const again = first.status === 'fail' && !isGivenSecrets(found)
  return remember(found, asked, again ? await confirm(found, asked, ports, first) : first, ports)
}

function remember(found: FoundCheck, { tree }: Asked, result: CheckResult, ports: CheckPorts): CheckResult {
  ports.cache.set(keyOf(found, tree, ports), result)
  return result
}

async function confirm(found: FoundCheck, asked: Asked, ports: CheckPorts, first: CheckResult): Promise<CheckResult> {
  const second = await runOnce(found, asked, ports)
  ports.onResult?.(second, { depth: asked.depth, cached: false })
  const seconds = first.seconds + second.seconds
  if (second.status === 'fail') return { ...second, seconds }
  return { ...second, status: 'flaky', seconds, why: 'it failed and passed on the same tree' }
}

async function runOnce(found: FoundCheck, { tree, trusted = false }: Asked, ports: CheckPorts) {
  ports.signal.throwIfAborted()
  await using worktree = await ports.workspace.open(tree, { git: 'own' })
  return await ports.runner.run(found, worktree, { signal: ports.signal, trusted })
}

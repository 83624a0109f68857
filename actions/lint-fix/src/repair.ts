import type { FoundCheck } from '@upkeep/ci'
import type { ActionRepair, Context } from '@upkeep/pipeline'
import { knownOf, observe } from '@upkeep/proof'
import { distinctDiagnostics } from '@upkeep/schema'
import type { CheckResult, Edit, Finding } from '@upkeep/schema'
import { checksFor } from './parts.ts'
import { FIXES } from './payload.ts'
import type { LintFixData, LintFixProposal, RestData } from './payload.ts'
import { RULES, taskOf } from './prompt.ts'
import { COMPILERS } from './rules.data.ts'
import { toolName } from './tool-names.ts'
import { remainingIn } from './verify.ts'

type Said = RestData['diagnostics'][number]

/** What one attempt may change beyond what tools did. */
const MOST_FILES = 5
const MOST_LINES = 80

/** Messages of one file that a model is asked to settle, and of other files that it may hear of. */
const MOST_ASKED = 60
const MOST_BESIDE = 200

/** What tools leave, file by file, by a model: it goes on from what they made, and what it leaves stands in the place of that. */
export const repairRest: ActionRepair<LintFixData, LintFixProposal> = {
  batches: [FIXES],
  rules: RULES,
  asks: ({ data }) => data.kind === 'rest',
  rootsFirst: true,
  brief(findings, context) {
    const all = findings.map(({ data }) => restData(data))
    const diagnostics = all.flatMap((data) => data.diagnostics.slice(0, MOST_ASKED).map(packed))
    const targets = once(all.flatMap(({ checks }) => checks))
    const checks = checksFor(new Set(targets), context)
    const judged = checks.filter(({ check }) => targets.includes(check.id))
    const beside = saidBeside(new Set(all.map(({ path }) => path)), judged, context)
    return {
      task: taskOf(all),
      diagnostics,
      beside,
      judges: { targets, checks },
      start: all.flatMap(({ start }) => start),
    }
  },
  async settled(findings, tree, context) {
    const gone: Finding<LintFixData>[] = []
    for (const finding of findings) {
      const { data } = finding
      const isTouched = tree.files.has(data.path)
      // of a file that tools fixed too, a tree that leaves it alone says nothing
      if (data.kind !== 'rest' || (!isTouched && data.start.length > 0)) continue
      const checks = checksFor(new Set(data.checks), context).filter(({ check }) => data.checks.includes(check.id))
      const results: CheckResult[] = []
      for (const found of checks) results.push(await observe(found, tree, context.judging))
      const left = remainingIn(results, [data.path])
      if (isTouched ? left < data.diagnostics.length : left === 0) gone.push(finding)
    }
    return gone
  },
  proposal(findings, edits) {
    const [first] = findings
    if (first === undefined) return null
    const all = findings.map(({ data }) => restData(data))
    const start = all.flatMap((data) => data.start)
    if (isTooLarge(edits, start) || JSON.stringify(edits) === JSON.stringify(start)) return null
    const settled = all.flatMap((data) => data.settled ?? [])
    const data = all.length === 1 ? restData(first.data) : joined(restData(first.data), all)
    return {
      kind: 'patch',
      id: data.settled ?? first.id,
      findings: [...findings.map(({ id }) => id), ...settled],
      data,
      edits: [...edits],
    }
  },
}

/** What these checks say of other files, as far as compilers do: that is nothing that a tool would have fixed. */
function saidBeside(
  asked: ReadonlySet<string>,
  checks: readonly FoundCheck[],
  { judging }: Pick<Context, 'judging'>,
): Said[] {
  const said = checks.flatMap(
    (found) => knownOf(found, judging)?.diagnostics ?? judging.told.get(found.check.id)?.diagnostics ?? [],
  )
  return distinctDiagnostics(said)
    .flatMap(({ path, range, tool, rule, message, severity }) => {
      if (path === null || asked.has(path) || severity !== 'error' || !COMPILERS.has(tool)) return []
      return [packed({ path, line: range?.[0] ?? 1, rule: rule === '' ? tool : rule, message, tool })]
    })
    .slice(0, MOST_BESIDE)
}

/** With the name that people have for the tool. */
function packed({ path, line, rule, message, tool = '' }: Said): Said {
  const name = toolName(tool, rule)
  return { path, line, rule: rule === tool ? name : rule, message, tool: name }
}

/** One change for several files carries what all of them say. */
function joined(first: RestData, all: readonly RestData[]): RestData {
  return {
    ...first,
    checks: once(all.flatMap(({ checks }) => checks)),
    tools: once(all.flatMap(({ tools }) => tools)),
    diagnostics: all.flatMap(({ diagnostics }) => diagnostics),
  }
}

function once(values: readonly string[]): string[] {
  return [...new Set(values)]
}

function restData(data: LintFixData): RestData {
  if (data.kind !== 'rest') throw new Error('only what tools leave is handed to a model')
  return data
}

function isTooLarge(edits: readonly Edit[], start: readonly Edit[]): boolean {
  const files = new Set(edits.map(({ path }) => path))
  return files.size > MOST_FILES || linesOf(edits) - linesOf(start) > MOST_LINES
}

function linesOf(edits: readonly Edit[]): number {
  return edits.reduce((sum, { text }) => sum + (text ?? '').split('\n').length, 0)
}

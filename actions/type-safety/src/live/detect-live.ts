import type { Context } from '@upkeep/pipeline'
import type { Diagnostic, Edit, Finding } from '@upkeep/schema'
import { TYPE_CHECKERS, openPythonChecker } from '../annotation/python-checker.ts'
import { openCompiler } from '../cast/compile.ts'
import { commentEdit } from '../comment-edit.ts'
import { configurationsOf } from '../configuration.ts'
import type { Configuration } from '../configuration.ts'
import { toEdits } from '../edit.ts'
import { PYTHON_FILE } from '../families.data.ts'
import type { Read } from '../scan.ts'
import { lineOf } from '../source-file.ts'
import type { Family, SourceFile } from '../suppression.ts'
import { liveFinding } from './live.ts'
import type { LiveData, LiveSuppression } from './live.ts'

/** Those whose errors are about types; what a linter says is its own action's matter. */
const FAMILIES: ReadonlySet<Family> = new Set([
  'ts-ignore',
  'ts-expect-error',
  'type-ignore',
  'pyright-ignore',
  'ty-ignore',
])

export interface LiveFindings {
  findings: Finding<LiveData>[]
  left: { what: string; why: string }[]
}

/** A checker as CI calls it, and what it says that it does not say of the untouched tree. */
interface Asked {
  configuration: Configuration
  command: string
  covers: ReadonlySet<string>
  introduced(edits: readonly Edit[], also: 'notices'): Promise<Diagnostic[]>
}

/**
 * What the most valuable live suppressions hide: they are all made void at once, line by line in their places, and every checker of
 * CI says once what shows. As many as one run may hand to a model.
 */
export async function detectLive(live: readonly LiveSuppression[], context: Context): Promise<LiveFindings> {
  const most = Number(context.inputs['max-findings'])
  const wanted = live
    .filter(({ suppression }) => FAMILIES.has(suppression.family) && suppression.scope !== 'file')
    .toSorted((a, b) => b.score - a.score)
    .slice(0, most)
  const result: LiveFindings = { findings: [], left: [] }
  if (wanted.length === 0) return result
  const told = new Map(wanted.map((one) => [one, nothing()]))
  for (const asked of await openAll(wanted, context, result.left)) {
    const own = wanted.filter(({ file }) => asked.covers.has(file.path))
    if (own.length === 0) continue
    for (const diagnostic of await asked.introduced(own.flatMap(voidEdits), 'notices')) {
      const one = hiding(diagnostic, own)
      const facts = one === null ? undefined : told.get(one)
      if (facts !== undefined) note(facts, diagnostic, asked)
    }
  }
  const ordinals = new Map<string, number>()
  for (const [one, facts] of told) {
    const { path, family, symbol, comment } = one.suppression
    const key = JSON.stringify([path, family, symbol, lineOf(one.file.text, comment.start).trim()])
    const ordinal = ordinals.get(key) ?? 0
    ordinals.set(key, ordinal + 1)
    if (facts.hidden.length > 0) result.findings.push(liveFinding(one, facts, ordinal))
  }
  return result
}

function nothing(): Pick<LiveData, 'hidden' | 'evidence'> {
  return { hidden: [], evidence: [] }
}

async function openAll(
  wanted: readonly LiveSuppression[],
  context: Context,
  left: LiveFindings['left'],
): Promise<Asked[]> {
  const files = [...new Map(wanted.map(({ file }) => [file.path, file])).values()]
  const python: Read[] = []
  for (const file of files.filter(({ path }) => PYTHON_FILE.test(path))) {
    const bytes = await context.workspace.read(file.path)
    if (bytes !== null) python.push({ ...file, bytes })
  }
  const opened: Asked[] = []
  const keep = (configuration: Configuration, asked: Asked | string) => {
    if (typeof asked !== 'string') opened.push(asked)
    else left.push({ what: `what suppressions hide from \`${configuration.label}\``, why: asked })
  }
  if (files.some(({ path }) => !PYTHON_FILE.test(path)))
    for (const configuration of configurationsOf(context.checks, 'tsc'))
      keep(configuration, await openCompiler(configuration, context))
  if (python.length > 0)
    for (const configuration of TYPE_CHECKERS.flatMap((tool) => configurationsOf(context.checks, tool)))
      keep(configuration, await openPythonChecker(configuration, python, context))
  return opened
}

/** The comment stays with as many lines, but no tool takes it for a directive any more. */
function voidEdits({ file, suppression }: LiveSuppression): Edit[] {
  const { comment } = suppression
  const text = PYTHON_FILE.test(file.path)
    ? comment.text.replace(/\b(type|pyright|ty):(\s*ignore)/g, '$1;$2')
    : comment.text.replace(/@ts-(?=ignore|expect-error)/g, 'ts-')
  const edit = commentEdit(file.text, comment, text)
  return edit === null ? [] : toEdits(file, [edit])
}

/** The suppression in whose reach a diagnostic lies: on its line in Python, on the first line of code below it in a script. */
function hiding({ path, range }: Diagnostic, own: readonly LiveSuppression[]): LiveSuppression | null {
  const line = range?.[0]
  if (path === null || line === undefined) return null
  return (
    own.find(({ file, suppression }) => file.path === path && targetLines(file, suppression).includes(line)) ?? null
  )
}

function targetLines(file: SourceFile, { line, comment }: LiveSuppression['suppression']): number[] {
  if (PYTHON_FILE.test(file.path)) return [line]
  const lines = file.text.split('\n')
  let next = comment.endLine
  while (next < lines.length && /^\s*(?:$|\/\/|\/\*.*\*\/\s*$|\{\s*\/\*.*\*\/\s*\}\s*$)/.test(lines[next] ?? ''))
    next += 1
  return [next + 1]
}

const MOST_NOTES = 6
const MOST_CHARACTERS = 1500

function note({ hidden, evidence }: Pick<LiveData, 'hidden' | 'evidence'>, diagnostic: Diagnostic, asked: Asked): void {
  const { path, range, rule, message, severity } = diagnostic
  if (severity === 'notice') {
    // it explains the error before it, as the signature that a method does not fit
    const explained = hidden.findLast((known) => known.path === path && known.line === range?.[0])
    const notes = explained?.notes ?? []
    if (explained !== undefined && notes.length < MOST_NOTES && !notes.includes(message))
      explained.notes = [...notes, message.trim().slice(0, MOST_CHARACTERS)]
    return
  }
  const one: LiveData['hidden'][number] = {
    path: path ?? '',
    line: range?.[0] ?? 1,
    rule: rule ?? '',
    message: message.slice(0, 1000),
  }
  if (!hidden.some((known) => known.rule === one.rule && known.line === one.line && known.message === one.message))
    hidden.push(one)
  const { label, checks } = asked.configuration
  if (!evidence.some(({ configuration }) => configuration === label))
    evidence.push({ configuration: label, command: asked.command, message: one.message, checks: [...checks] })
}

import type { Context } from '@upkeep/pipeline'
import { Blame, fixpoint } from '@upkeep/proof'
import { diagnosticKey } from '@upkeep/schema'
import type { Diagnostic } from '@upkeep/schema'
import type { TypeFindings } from '../cast/detect-casts.ts'
import type { TextEdit } from '../comment-edit.ts'
import { configurationsOf } from '../configuration.ts'
import { holding, readTexts, wantedPaths } from '../scan.ts'
import type { Read } from '../scan.ts'
import { blamable, typeFinding } from '../type-change.ts'
import type { Blamed, TypeChange } from '../type-change.ts'
import { pyreflyAnnotations } from './pyrefly.ts'
import { TYPE_CHECKERS, openPythonChecker } from './python-checker.ts'
import type { PythonChecker } from './python-checker.ts'
import { ruffAnnotations } from './ruff.ts'

const MAY_HOLD_POSIX = 'def[[:space:]]'
const MAY_HOLD = /\bdef\s/
const MOST_RUNS = 12

/** Types that every Python can evaluate wherever they stand. */
const INERT = /^(?:None|int|str|bool|float|complex|bytes|bytearray|object|list|dict|set|frozenset|tuple|type)$/

/**
 * Annotations that functions lack and tools can tell, as far as the type checkers of CI report nothing new with them. One that Python
 * would evaluate is added only where that can not fail, so that the program stays the same.
 */
export async function detectAnnotations(context: Context): Promise<TypeFindings> {
  const found: TypeFindings = { findings: [], examined: [], left: [] }
  const sources = (await wantedPaths(context)).filter((path) => path.endsWith('.py'))
  const files = await readTexts(await holding(MAY_HOLD_POSIX, sources, context), MAY_HOLD, context, found.left)
  if (files.length === 0) return found
  const checkers = await openAll(files, context, found)
  const read = files.filter(({ path }) => checkers.some(({ covers }) => covers.has(path)))
  if (read.length === 0) {
    found.left.push({
      what: 'missing annotations',
      why: 'no type checker of this repository reads a file that lacks some',
    })
    return found
  }
  const tried = blamable((await proposed(read, context, found)).filter(({ now, file }) => isInert(now, file)))
  const { kept } = await fixpoint<Blamed, Diagnostic>(tried, portsOf(checkers, context), MOST_RUNS)
  found.examined.push(...read.map(({ path }) => path))
  found.findings = kept.map((one) => {
    const voters = checkers.filter(({ covers }) => covers.has(one.change.file.path))
    const evidence = voters.map(({ configuration: { label, checks }, command }) => ({
      configuration: label,
      command,
      message: 'it reports nothing new with it',
      checks,
    }))
    return typeFinding(one, evidence)
  })
  return found
}

async function openAll(files: readonly Read[], context: Context, found: TypeFindings): Promise<PythonChecker[]> {
  const opened: PythonChecker[] = []
  for (const configuration of TYPE_CHECKERS.flatMap((tool) => configurationsOf(context.checks, tool))) {
    const checker = await openPythonChecker(configuration, files, context)
    if (typeof checker !== 'string') opened.push(checker)
    else found.left.push({ what: `annotations that \`${configuration.label}\` reads`, why: checker })
  }
  return opened
}

function portsOf(checkers: readonly PythonChecker[], context: Context) {
  const blame = new Blame((path) => context.workspace.read(path))
  return {
    async check(on: readonly Blamed[]) {
      for (const checker of checkers) {
        const diagnostics = await checker.introduced(on.flatMap(({ edits }) => edits))
        if (diagnostics.length > 0) return diagnostics
      }
      return []
    },
    key: diagnosticKey,
    blame: (diagnostic: Diagnostic, on: readonly Blamed[]) => blame.of(diagnostic, on),
    scope: (one: Blamed) => blame.scope(one),
  }
}

/** By ruff; where it is asked for, by pyrefly first, which knows parameters too. */
async function proposed(files: readonly Read[], context: Context, found: TypeFindings): Promise<TypeChange[]> {
  const inferred =
    context.inputs['annotations'] === 'infer' ? await pyreflyAnnotations(files, context) : new Map<string, TextEdit[]>()
  if (inferred === null) found.left.push({ what: 'annotations by pyrefly', why: 'pyrefly is not installed here' })
  const told = await ruffAnnotations(files, context)
  if (told === null) found.left.push({ what: 'annotations by ruff', why: 'ruff is not installed here' })
  return files.flatMap((file) => {
    const heads: readonly TextEdit[] = inferred?.get(file.path) ?? []
    const results = (told?.get(file.path) ?? []).filter(
      ({ start }) => !heads.some((head) => head.start <= start && start <= head.end),
    )
    return [...heads, ...results].map((edit) => changeOf(file, edit))
  })
}

function changeOf(file: Read, edit: TextEdit): TypeChange {
  const { text } = file
  const lineStart = text.lastIndexOf('\n', edit.start - 1) + 1
  const start = lineStart + (/^[ \t]*/.exec(text.slice(lineStart))?.[0].length ?? 0)
  const lineEnd = text.indexOf('\n', edit.end)
  const end = lineStart + text.slice(lineStart, lineEnd < 0 ? text.length : lineEnd).trimEnd().length
  const now =
    text.slice(start, Math.max(start, edit.start)) +
    edit.text.trimStart().padStart(edit.text.length) +
    text.slice(edit.end, end)
  const symbol = /\bdef\s+(\w+)/.exec(text.slice(start, end))?.[1] ?? ''
  return {
    kind: 'annotation',
    rule: 'missing-annotation',
    file,
    start,
    end,
    was: text.slice(start, end),
    now: now.trim(),
    symbol,
    edits: [edit],
  }
}

/** Whether Python evaluates none of the annotations of a head, or can not fail to. */
function isInert(head: string, { text }: Pick<Read, 'text'>): boolean {
  if (/\b(?:Any|Incomplete|Unknown|Never|NoReturn)\b/.test(head)) return false
  if (/^from __future__ import [^\n]*\bannotations\b/m.test(text)) return true
  const types = [...head.matchAll(/(?:->|\w\s*:)\s*([^,=:()]+(?:\[[^\]]*\])?)/g)].map(([, type = '']) => type.trim())
  return types.every((type) => INERT.test(type) || /^(["']).*\1$/.test(type))
}

import { pythonCode } from '../text/python-text.ts'
import { grown, matches } from './fact.ts'
import type { Fact } from './fact.ts'
import { PYTHON_TYPES } from './guards.data.ts'
import { pythonAnnotations, uncheckedLines } from './python-facts.ts'
import type { Refusal, TextChange } from './refusal.ts'
import { scriptFacts } from './script-facts.ts'

const SCRIPT = /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/
const PYTHON = /\.pyi?$/

/** Types that say nothing. */
const LOOSE_SCRIPT = /^(?:any|unknown|object|Object|Function|\{\s*\}|any\[\]|Record<string, any>)$/
const LOOSE_PYTHON = /^(?:(?:typing\.|t\.)?Any|object)$/

/** More `any`, `!`, casts (`as const` is none), `Any` and `cast()` than before, and annotations that went or say less. */
export function weakenedTypeRefusals(change: TextChange): Refusal[] {
  const { path, before, after, deleted } = change
  if (deleted) return []
  if (PYTHON.test(path)) {
    return [...more(change, ofPython(before), ofPython(after)), ...loosenedPython(change)]
  }
  if (!SCRIPT.test(path)) return []
  const [old, now] = [scriptFacts(path, before), scriptFacts(path, after)]
  if (old === null || now === null) return more(change, byWords(before), byWords(after))
  return [...mostTelling(more(change, old.types, now.types)), ...loosenedScript(change, old, now)]
}

function ofPython(text: string): Fact[] {
  const code = pythonCode(text)
  return [...PYTHON_TYPES.flatMap(({ rule, pattern }) => matches(code, rule, pattern)), ...uncheckedLines(code)]
}

/** That it is a cast is told where nothing more is to be said of it. */
function mostTelling(refusals: readonly Refusal[]): Refusal[] {
  return refusals.filter(
    ({ rule, line }) => rule !== 'cast' || !refusals.some((other) => other.rule !== 'cast' && other.line === line),
  )
}

/** For what can't be parsed: words alone. */
function byWords(text: string): Fact[] {
  return matches(text, 'any', /(?<=[:<|&,(]\s*|\bas\s+)any\b/g)
}

function more({ path, before, after }: TextChange, old: readonly Fact[], now: readonly Fact[]): Refusal[] {
  return grown(old, now, { before, after }).map(({ rule, had, has, line }) =>
    refusal(
      path,
      rule,
      line,
      `${path}:${line} would hold ${has} \`${rule}\` instead of ${had}: a patch may not weaken types`,
    ),
  )
}

type Facts = NonNullable<ReturnType<typeof scriptFacts>>

function loosenedScript({ path }: TextChange, old: Facts, now: Facts): Refusal[] {
  return [...old.annotations].flatMap(([name, { text }]) => {
    if (LOOSE_SCRIPT.test(text)) return []
    const type = now.annotations.get(name)
    if (type !== undefined)
      return LOOSE_SCRIPT.test(type.text) ? [loosened(path, name, type.line, text, `\`${type.text}\``)] : []
    return now.declared.has(name) && old.declared.has(name) ? [loosened(path, name, null, text, 'nothing')] : []
  })
}

function loosenedPython({ path, before, after }: TextChange): Refusal[] {
  const [old, now] = [pythonAnnotations(before), pythonAnnotations(after)]
  return [...old].flatMap(([name, { text }]) => {
    const type = now.get(name)
    if (text === null || LOOSE_PYTHON.test(text) || type === undefined) return []
    if (type.text === null) return [loosened(path, name, type.line, text, 'nothing')]
    return LOOSE_PYTHON.test(type.text) ? [loosened(path, name, type.line, text, `\`${type.text}\``)] : []
  })
}

function loosened(path: string, name: string, line: number | null, was: string, now: string): Refusal {
  const place = line === null ? path : `${path}:${line}`
  return refusal(path, 'annotation', line, `${place} would give \`${name}\` the type ${now} instead of \`${was}\``)
}

function refusal(path: string, rule: string, line: number | null, sentence: string): Refusal {
  return { guard: 'weakened-type', rule, path, line, sentence }
}

import { parse as parseIni } from 'ini'
import { parse as parseJsonc } from 'jsonc-parser'
import type { ParseError } from 'jsonc-parser'
import { parse as parseToml } from 'smol-toml'
import { CONFIGURATIONS, SEVERITY_ORDER, STRICTER_FALSE, STRICTER_TRUE } from './configuration.data.ts'
import type { ConfigurationKind } from './configuration.data.ts'
import { lineAt } from './fact.ts'
import { changesOnlyComments } from './only-comments.ts'
import type { Refusal, TextChange } from './refusal.ts'

/** The kind of configuration that a path is; null: none that steers a check. */
export function configurationKind(path: string): ConfigurationKind | null {
  return CONFIGURATIONS.find(({ pattern }) => pattern.test(path)) ?? null
}

/**
 * What a patch does to a configuration as it is written. Only what is provably stricter passes, or what says the same; a
 * configuration that is a program, or of a format that is not read, may not change at all.
 */
export function configurationRefusals(change: TextChange): Refusal[] {
  const { path, before, after, created, deleted } = change
  const kind = configurationKind(path)
  if (kind === null || changesOnlyComments(change)) return []
  const refuse = (rule: string, line: number | null, why: string): Refusal => ({
    guard: 'configuration',
    rule,
    path,
    line,
    sentence: `${line === null ? path : `${path}:${line}`} ${why}: a patch may not loosen what judges it`,
  })
  if (deleted) return [refuse(kind.tool, null, `configures ${kind.tool} and would be deleted`)]
  const [old, now] = [created ? {} : settingsOf(kind, before), settingsOf(kind, after)]
  if (old === null || now === null)
    return before === after
      ? []
      : [refuse(kind.tool, null, `configures ${kind.tool} in a way that can not be compared`)]
  return loosened(old, now)
    .filter(({ key }) => kind.sections?.some((section) => section.test(key)) ?? true)
    .map(({ key, was, is }) =>
      refuse(key, lineOfKey(after, key), `would change ${key} of ${kind.tool} from ${shown(was)} to ${shown(is)}`),
    )
}

/** A setting that is not as strict as before, or of which nobody knows. */
export interface Loosened {
  /** `compilerOptions.strict`. */
  key: string
  was: unknown
  is: unknown
}

/** Compares two configurations, written or effective: every setting that changed, unless it is known to be stricter now. */
export function loosened(before: unknown, after: unknown): Loosened[] {
  const [old, now] = [flat(before), flat(after)]
  const keys = new Set([...old.keys(), ...now.keys()])
  return [...keys].flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)]
    return JSON.stringify(was) === JSON.stringify(is) || isStricter(key, was, is) ? [] : [{ key, was, is }]
  })
}

function isStricter(key: string, was: unknown, is: unknown): boolean {
  const name = key.split('.').at(-1) ?? key
  const [old, now] = [asBoolean(was), asBoolean(is)]
  if (STRICTER_TRUE.has(name)) return now === true
  if (STRICTER_FALSE.has(name)) return now !== true && old === true
  const [low, high] = [rank(was), rank(is)]
  return low !== null && high !== null && high > low
}

function asBoolean(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value
  return typeof value === 'string' && /^(?:true|false)$/i.test(value) ? value.toLowerCase() === 'true' : null
}

/** The place of a severity, of a rule (`"error"`, `2`, `["error", {…}]`) or of a setting of pyright. */
function rank(value: unknown): number | null {
  const severity: unknown = Array.isArray(value) ? value[0] : value
  if (typeof severity === 'number' && severity >= 0 && severity <= 2) return [0, 3, 5][severity] ?? null
  const index = typeof severity === 'string' ? SEVERITY_ORDER.indexOf(severity) : -1
  return index < 0 ? null : index
}

/** Leaves by path; a list is a leaf. */
function flat(value: unknown, prefix = '', found = new Map<string, unknown>()): Map<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    if (prefix !== '') found.set(prefix, value)
    return found
  }
  for (const [key, inner] of Object.entries(value)) flat(inner, prefix === '' ? key : `${prefix}.${key}`, found)
  return found
}

function settingsOf({ format }: ConfigurationKind, text: string): unknown {
  try {
    if (format === 'toml') return parseToml(text)
    if (format === 'ini') return parseIni(text)
    if (format !== 'json') return null
    const errors: ParseError[] = []
    const value: unknown = parseJsonc(text, errors, { allowTrailingComma: true })
    return errors.length > 0 ? null : value
  } catch {
    return null
  }
}

/** The first line that holds the last part of a key: a hint for a reader, not a position in the tree. */
function lineOfKey(text: string, key: string): number | null {
  const name = key.split('.').at(-1) ?? key
  const at = text.search(new RegExp(`["'\\s\\[.]?${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}["']?\\s*[=:\\]]`))
  return at < 0 ? null : lineAt(text, at + 1)
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : `\`${JSON.stringify(value).slice(0, 60)}\``
}

import type { Leg } from '@upkeep/ci'
import type { Diagnostic } from '@upkeep/schema'
import { lineOf } from './source-file.ts'
import type { Unused } from './judgement.ts'
import type { Change, SourceFile, Suppression } from './suppression.ts'

/** What runs of flake8 with and without the comments come to. */
export interface Flake8Facts {
  /** Paths of the files that this configuration reads. */
  read: ReadonlySet<string>
  unused: Map<Suppression, Unused>
  hides: Map<Suppression, readonly string[]>
  /** What may become of the comments, as far as this configuration goes. */
  unneeded: Map<Suppression, Change>
  /** Takes back what was found out about comments on such lines. */
  keep(file: SourceFile, line: (text: string) => boolean): void
}

const MESSAGE = 'it reports nothing more without this comment'
/** flake8's own: pycodestyle, pyflakes and the complexity. Other codes are those of plugins, or of other tools. */
const OWN_CODE = /^(?:[EWF]\d|C90)/i

/** Which comments hid what only the run without them says. */
export function explained(
  files: readonly SourceFile[],
  read: ReadonlySet<string>,
  before: readonly Diagnostic[],
  without: readonly Diagnostic[],
): Flake8Facts {
  const known = new Set(before.map(keyOf))
  const hidden = Map.groupBy(
    without.filter((one) => !known.has(keyOf(one))),
    ({ path }) => path ?? '',
  )
  const unused = new Map<Suppression, Unused>()
  const hides = new Map<Suppression, readonly string[]>()
  const unneeded = new Map<Suppression, Change>()
  const drop = (one: Suppression) => void (unused.delete(one), hides.delete(one), unneeded.delete(one))
  for (const { path, suppressions } of files) {
    const own = suppressions.filter(({ family }) => family === 'noqa')
    const blamed = (hidden.get(path) ?? []).map((one) => ({ rule: one.rule, ...hiderOf(one, own) }))
    if (!read.has(path) || blamed.some(({ by }) => by.length === 0)) continue
    for (const directive of own)
      settle(
        directive,
        blamed.filter(({ by }) => by.includes(directive)),
      )
  }
  function settle(directive: Suppression, mine: readonly { rule: string; sure: boolean }[]): void {
    const names = directive.codes.map(({ name }) => name)
    const dead = names.filter((name) => !mine.some(({ rule }) => rule.startsWith(name.toUpperCase())))
    if (names.length === 0 && mine.length > 0) {
      if (mine.every(({ sure }) => sure)) hides.set(directive, [...new Set(mine.map(({ rule }) => rule))].toSorted())
      return
    }
    if (names.length > 0 && dead.length === 0) return
    const whole = dead.length === names.length
    const own = dead.filter((name) => OWN_CODE.test(name))
    const disabled = dead.filter((name) => !OWN_CODE.test(name))
    unused.set(directive, {
      codes: whole && disabled.length === 0 ? 'all' : own,
      disabled,
      narrower: {},
      message: MESSAGE,
    })
    const kept = names.filter((name) => !dead.includes(name))
    unneeded.set(directive, whole ? { kind: 'remove' } : { kind: 'codes', codes: kept })
  }
  return {
    read,
    unused,
    hides,
    unneeded,
    keep({ text, suppressions }, fits) {
      for (const one of suppressions) if (fits(lineOf(text, one.comment.start))) drop(one)
    },
  }
}

/** The comment on its line; for a string of several lines, the one behind it. `sure` where it stands on the line. */
function hiderOf({ rule, range }: Diagnostic, own: readonly Suppression[]): { by: Suppression[]; sure: boolean } {
  const line = range?.[0] ?? 0
  const fitting = own.filter(
    ({ codes }) => codes.length === 0 || codes.some(({ name }) => rule.startsWith(name.toUpperCase())),
  )
  const here = fitting.filter((one) => one.line === line)
  if (here.length > 0) return { by: here, sure: here.length === 1 }
  const next = fitting.find((one) => one.line > line)
  return { by: next === undefined ? [] : [next], sure: false }
}

/** The facts, less all that concerns a file of which flake8 says more once its unneeded comments are gone. */
export function judged(facts: Flake8Facts, before: readonly Diagnostic[], after: readonly Diagnostic[]): Flake8Facts {
  const known = new Set(before.map(keyOf))
  const worse = new Set(after.filter((one) => !known.has(keyOf(one))).map(({ path }) => path))
  for (const one of [...facts.unused.keys(), ...facts.hides.keys()]) {
    if (!worse.has(one.path)) continue
    facts.unused.delete(one)
    facts.hides.delete(one)
  }
  return facts
}

/** Lines, not columns and numbers: a line gets shorter without its comment. */
function keyOf({ rule, path, range }: Diagnostic): string {
  return JSON.stringify([path, rule, range?.[0] ?? 0])
}

/** Whether CI runs it under several versions of Python, of which only one could be asked here. */
export function dependsOnVersion(legs: readonly Leg[]): boolean {
  const versions = legs.flatMap((leg) => Object.values(leg)).map(String)
  return new Set(versions.filter((value) => /^3\.\d+/.test(value))).size > 1
}

import { posix } from 'node:path'
import { checkers } from '@upkeep/checkers'
import { ours, theirs } from '@upkeep/schema'
import type { Slot } from '@upkeep/schema'
import { CATCH_ALL, COMPILERS, FORMATTING } from './rules.data.ts'
import type { SettledRule } from './settled.ts'
import type { SubjectStyle } from './subject-style.ts'
import { toolName } from './tool-names.ts'

/** What a commit does. */
export interface Change {
  settled: readonly SettledRule[]
  /** The files that it changes. */
  paths: readonly string[]
  /** The tools that wrote into them. */
  tools: readonly string[]
}

/** Characters of a subject line that git and GitHub show whole. */
const MOST = 72
/** Those that lint as well have fixes that are not safe. */
const FORMATTERS: ReadonlySet<string> = new Set(
  checkers.filter((checker) => checker.format !== undefined && checker.unsafe === undefined).map(({ name }) => name),
)
/** Rules that are named. */
const MOST_RULES = 3

/**
 * The subject line of a commit: what is gone, where, and by whose word. Every part of it is what the proof found gone; what does not fit
 * is told in fewer words.
 */
export function subjectOf(change: Change, style: SubjectStyle): Slot[] {
  const { tools } = change
  const settled = hereFirst(change)
  const rules = settled.filter(({ rule }) => !FORMATTING.has(rule))
  const formats = settled.length > rules.length || tools.some((tool) => FORMATTERS.has(tool))
  const [type, verb] = rules.length > 0 ? ['fix', 'fix'] : formats ? ['style', 'format'] : ['chore', 'update']
  const lead =
    style === 'conventional'
      ? `${type}:${rules.length > 0 ? '' : ` ${verb}`}`
      : style === 'capital'
        ? capital(verb)
        : verb
  const candidates = wordings({ ...change, settled }, rules).map((rest) => [ours(`${lead} `), ...rest])
  return candidates.find((slots) => lengthOf(slots) <= MOST) ?? candidates.at(-1) ?? []
}

/** What is gone in the changed files; where that is nothing, what is gone elsewhere by them. */
function hereFirst({ settled, paths }: Change): readonly SettledRule[] {
  const here = settled.filter(({ path }) => paths.includes(path))
  return here.length > 0 ? here : settled
}

/** From the fullest wording to the shortest. */
function wordings({ settled, paths, tools }: Change, rules: readonly SettledRule[]): Slot[][] {
  const [only] = paths
  const single = paths.length === 1 && only !== undefined
  const places = single ? [theirs(only), theirs(posix.basename(only))] : [ours(`${paths.length} files`)]
  const names = namesOf(rules)
  const spoke = settled.map(({ tool, rule }) => toolName(tool, rule))
  const untold = [...new Set([...spoke, ...tools])].filter(
    (tool) => !names.some((name) => name.startsWith(`${tool} error`) || name.startsWith(`${tool}::`)),
  )
  const by = untold.length === 0 ? [] : [ours(' ('), theirs(untold.join(', ')), ours(')')]
  const most = Math.min(names.length, MOST_RULES)
  const whats = Array.from({ length: most }, (_, less) => [...listOf(names, most - less), ours(' in ')])
  const told = [by, []].flatMap((end) =>
    (most === 0 ? [[]] : whats).flatMap((what) => places.map((place) => [...what, place, ...end])),
  )
  const files = paths.length === 1 ? '1 file' : `${paths.length} files`
  return [...told, [ours(most === 0 ? files : `${names.length} ${names.length === 1 ? 'rule' : 'rules'} in ${files}`)]]
}

/** The names of rules; of what has none that tells anything, the tool with its codes. */
function namesOf(rules: readonly SettledRule[]): string[] {
  const unnamed = rules.filter((one) => !isNamed(one))
  const errors = [...Map.groupBy(unnamed, ({ tool, rule }) => toolName(tool, rule))].map(([tool, all]) => {
    const count = all.reduce((sum, one) => sum + one.count, 0)
    const codes = [...new Set(all.map(({ rule }) => rule))].filter((rule) => !isEmpty(rule))
    const told = codes.length > MOST_RULES ? [] : codes
    return [`${tool} error${count === 1 ? '' : 's'}`, ...told].join(' ')
  })
  return [...errors, ...new Set(rules.filter(isNamed).map(({ rule }) => rule))]
}

/** Whether a rule's name tells a reader something. */
function isNamed({ tool, rule }: SettledRule): boolean {
  return !isEmpty(rule) && (/[a-z]/.test(rule) || !COMPILERS.has(tool))
}

function isEmpty(rule: string): boolean {
  return rule === '' || CATCH_ALL.has(rule)
}

function listOf(names: readonly string[], count: number): Slot[] {
  const shown = names.slice(0, count).flatMap((name, index) => [...(index === 0 ? [] : [ours(', ')]), theirs(name)])
  return names.length > count ? [...shown, ours(` and ${names.length - count} more`)] : shown
}

function lengthOf(slots: readonly Slot[]): number {
  return slots.reduce((sum, { text }) => sum + text.length, 0)
}

function capital(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`
}

import type { Leg, MatrixValue } from '../model.ts'
import { at, entriesAt, listAt } from './raw.ts'

/** More legs than GitHub allows (256) are not looked at. */
const MOST_LEGS = 256
/** The legs of a job's matrix, by GitHub's rules for `include` and `exclude`. One empty leg where there is none. */
export function legsOf(strategy: unknown): Leg[] {
  const matrix = at(strategy, 'matrix')
  const axes = entriesAt(matrix).filter(([name]) => name !== 'include' && name !== 'exclude')
  let legs: Record<string, MatrixValue>[] = [{}]
  for (const [name, values] of axes) {
    const choices = Array.isArray(values) ? values : []
    if (choices.length === 0) continue
    legs = legs.flatMap((leg) => choices.map((value) => ({ ...leg, ...flat(name, value) }))).slice(0, MOST_LEGS)
  }
  const excluded = listAt(matrix, 'exclude').map((entry) => flatEntries(entry))
  legs = legs.filter((leg) => !excluded.some((entry) => matches(entry, leg)))
  return include(
    legs,
    listAt(matrix, 'include').map((entry) => flatEntries(entry)),
    axes.map(([name]) => name),
  )
}
function include(
  legs: Record<string, MatrixValue>[],
  extras: Record<string, MatrixValue>[],
  axes: readonly string[],
): Leg[] {
  const all = axes.length === 0 && extras.length > 0 ? [] : legs.map((leg) => ({ ...leg }))
  for (const extra of extras) {
    const shared = Object.fromEntries(
      Object.entries(extra).filter(([name]) => axes.includes(name.split('.')[0] ?? name)),
    )
    const hosts = axes.length > 0 ? all.filter((leg) => matches(shared, leg)) : []
    if (hosts.length > 0) for (const leg of hosts) Object.assign(leg, extra)
    else all.push(extra)
  }
  return all.length > 0 ? all.slice(0, MOST_LEGS) : [{}]
}
/** An axis of objects gives its fields as `axis.field`. */
function flat(name: string, value: unknown): Record<string, MatrixValue> {
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      entriesAt(value).flatMap(([field, inner]) => Object.entries(flat(`${name}.${field}`, inner))),
    )
  }
  return { [name]: isMatrixValue(value) ? value : null }
}
function flatEntries(entry: unknown): Record<string, MatrixValue> {
  return Object.fromEntries(entriesAt(entry).flatMap(([name, value]) => Object.entries(flat(name, value))))
}
function isMatrixValue(value: unknown): value is MatrixValue {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
function matches(part: Leg, leg: Leg): boolean {
  return Object.entries(part).every(([name, value]) => leg[name] === value)
}
/** Axes whose values are computed while it runs; `*`: the whole matrix is. */
export function openAxesOf(strategy: unknown): string[] {
  const matrix = at(strategy, 'matrix')
  if (typeof matrix === 'string') return ['*']
  const open = entriesAt(matrix).filter(([, values]) => typeof values === 'string')
  return open.some(([name]) => name === 'include' || name === 'exclude') ? ['*'] : open.map(([name]) => name)
}
/**
 * Best first: Linux, then what fits this machine, then the newest versions, then the order of the file.
 * @param misfit 0 for a leg that fits
 */
export function rankLegs(legs: readonly Leg[], misfit: (leg: Leg) => number = () => 0): Leg[] {
  const ranked = legs.map((leg, index) => ({ leg, rank: [foreign(leg), misfit(leg), ...newness(leg), index] }))
  return ranked.toSorted((a, b) => compare(a.rank, b.rank)).map(({ leg }) => leg)
}
function foreign(leg: Leg): number {
  return Object.values(leg).some((value) => /^(?:windows|macos|mac)|^(?:win|darwin)/i.test(String(value))) ? 1 : 0
}
function newness(leg: Leg): number[] {
  const versions = Object.entries(leg).filter(
    ([name, value]) =>
      /version|python|node|^go$|toolchain|^py$/i.test(name) ||
      (typeof value === 'string' && /^[v^~]?\d+\.[\dx*.]+$/.test(value)),
  )
  return versions.flatMap(([, value]) => {
    const numbers = /^\D*?(\d+)(?:\.(\d+))?/.exec(String(value))
    const unreleased = /pypy|alpha|beta|rc|dev|nightly|canary|t$/i.test(String(value)) ? 1 : 0
    return numbers === null ? [unreleased, 0, 0] : [unreleased, -Number(numbers[1]), -Number(numbers[2] ?? 0)]
  })
}
function compare(one: readonly number[], other: readonly number[]): number {
  for (let index = 0; index < Math.max(one.length, other.length); index++) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
/** `matrix.a.b` as the expressions want it: nested again. */
export function nested(leg: Leg): Record<string, unknown> {
  const root: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(leg)) {
    const parts = name.split('.')
    let target = root
    for (const part of parts.slice(0, -1)) {
      const inner = (target[part] ??= {}) as Record<string, unknown>
      target = inner
    }
    target[parts.at(-1) ?? name] = value
  }
  return root
}

/** Axes, and values of each, that a sentence names. */
const NAMED = { axes: 3, values: 4 }

/** What a check that is run once leaves out where CI runs it on several legs; null: there is one. */
export function otherLegs(legs: readonly Leg[]): string | null {
  if (legs.length < 2) return null
  const names = [...new Set(legs.flatMap((leg) => Object.keys(leg)))]
  const axes = names.flatMap((name) => {
    const values = [...new Set(legs.flatMap((leg) => (leg[name] === undefined ? [] : [String(leg[name])])))]
    return values.length < 2 ? [] : [`${name} ${cut(values, NAMED.values)}`]
  })
  const told = axes.length === 0 ? '' : ` (${cut(axes, NAMED.axes, '; ')})`
  return `CI runs its job on ${legs.length} legs${told}; here on what is set up`
}

function cut(texts: readonly string[], most: number, joint = ', '): string {
  return `${texts.slice(0, most).join(joint)}${texts.length > most ? ' …' : ''}`
}

/** A leg by its values, as users write them; of a value that is a list or a map, its JSON. */
export function legText(leg: Readonly<Record<string, unknown>>): string {
  return Object.entries(leg)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ')
}

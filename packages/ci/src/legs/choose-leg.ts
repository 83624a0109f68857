import semver from 'semver'
import { rankLegs } from '../workflow/matrix.ts'
import type { Leg, LegChoice } from '../model.ts'
import type { FindInstalled, Installed } from './installed.ts'
import type { Requirement } from './requirements.ts'
import { TOOLCHAIN_NAMES } from './set-ups.data.ts'

/** Legs in the order of how well they fit this machine, and what is to be said of the first. */
export interface RankedLegs {
  legs: Leg[]
  /** Null: no version decides, or nothing is known of this machine. */
  choice: LegChoice | null
}

/**
 * The leg whose set-up versions are installed comes first; of several the newest; where none is, the nearest, and it is said so. Nothing
 * is asked of the machine for a job that sets no version up.
 */
export async function chooseLeg(
  legs: readonly Leg[],
  requirementsOn: (leg: Leg) => Promise<readonly Requirement[]>,
  find: FindInstalled | undefined,
): Promise<RankedLegs> {
  const ranked = rankLegs(legs)
  if (find === undefined) return { legs: ranked, choice: null }
  const all = await Promise.all(ranked.map(async (leg) => ({ leg, needed: await requirementsOn(leg) })))
  const toolchains = [...new Set(all.flatMap(({ needed }) => needed.map(({ toolchain }) => toolchain)))]
  if (toolchains.length === 0) return { legs: ranked, choice: null }
  const installed = await find(toolchains)
  const measured = all.map(({ leg, needed }, index) => ({ leg, needed, index, far: distance(needed, installed) }))
  // Another system's leg can not be run here at all, whatever is installed.
  const order = rankLegs(
    measured.map(({ leg }) => leg),
    (leg) => measured.find((each) => each.leg === leg)?.far ?? 0,
  )
  const first = measured.find(({ leg }) => leg === order[0])
  return { legs: order, choice: first === undefined ? null : choiceOf(first.needed, installed, legs.length) }
}

/** How far what is installed is from what is set up: 0 where all of it is there; a toolchain that is missing decides nothing. */
function distance(needed: readonly Requirement[], installed: Installed): number {
  const far = needed.map((each) => distanceTo(each, installed.get(each.toolchain) ?? []))
  return far.reduce((sum, each) => sum + (Number.isFinite(each) ? each : 0), 0)
}

function distanceTo({ versions }: Requirement, installed: readonly string[]): number {
  return Math.min(Number.POSITIVE_INFINITY, ...versions.flatMap((wanted) => installed.map((own) => apart(wanted, own))))
}

/** A step of a major version weighs more than any of a minor one; another implementation or build more than all. */
const MAJOR = 1000
const OTHER_BUILD = 1_000_000

/** 0: it is that version. */
function apart(wanted: string, own: string): number {
  const channel = /^(?:stable|beta|nightly)\b/
  if (channel.test(own) || (channel.test(wanted) && wanted !== 'stable'))
    return own === wanted || own.startsWith(`${wanted}-`) ? 0 : OTHER_BUILD
  if (MOVING.test(wanted)) return semver.prerelease(plain(own)) === null ? 0 : OTHER_BUILD
  const build = OTHER.test(wanted) && !/[a-z]/i.test(own) ? OTHER_BUILD : 0
  const [version, range] = [semver.coerce(own)?.version ?? '0.0.0', rangeOf(wanted)]
  if (build === 0 && range !== null && semver.satisfies(version, range)) return 0
  const least = range === null ? semver.coerce(wanted) : semver.minVersion(range)
  if (least === null) return build + OTHER_BUILD
  const { major, minor } = semver.parse(version) ?? { major: 0, minor: 0 }
  const far = Math.abs(major - least.major) * MAJOR + Math.abs(minor - least.minor)
  return build + Math.max(1, far)
}

/** Names of whatever is the newest: what is installed is taken for it. */
const MOVING = /^(?:stable|latest|lts(?:\/.*)?|current|node|system|default|ruby|\*|x)$/i
/** PyPy, JRuby, free-threaded and unreleased builds. */
const OTHER = /^(?:pypy|graalpy|jruby|truffleruby|head|debug|miniconda|.*-(?:dev|nightly|ea|alpha|beta|rc)|.*\dt$)/i

/** As semver reads it: Java's `1.8` is 8, what a distribution or a letter says in front is left out. */
function rangeOf(wanted: string): string | null {
  const bare = plain(wanted).replace(/^1\.8\b.*$/, '8')
  // Ranges of Python: `>=3.9,<4`, `~=3.9`, `==3.9.*`.
  const range = bare
    .replaceAll(',', ' ')
    .replaceAll('~=', '^')
    .replaceAll(/={2,3}/g, '')
  return semver.validRange(range)
}

function plain(version: string): string {
  return version.replace(/^(?:go|ruby-|php-|python-|temurin-|zulu-|v)(?=\d)/, '').replace(/^1\.8\./, '8.')
}

function choiceOf(needed: readonly Requirement[], installed: Installed, count: number): LegChoice | null {
  const said = needed.map((each) => {
    const own = installed.get(each.toolchain) ?? []
    const [name, wanted] = [TOOLCHAIN_NAMES[each.toolchain], each.versions.join(' or ')]
    if (own.length === 0) return { met: false, why: `no ${name} is installed here` }
    if (distanceTo(each, own) === 0) return { met: true, why: `${name} ${wanted} is installed here` }
    return { met: false, why: `${name} ${wanted} is not installed here, ${own.join(', ')} is` }
  })
  const [open] = said.filter(({ met }) => !met)
  const met = open === undefined
  // A job without a matrix, whose version is there: nothing was chosen.
  if (met && count < 2) return null
  const nearest = !met && count > 1 ? '; the nearest leg' : ''
  return { met, why: `${(met ? said : said.filter((each) => !each.met)).map(({ why }) => why).join(', ')}${nearest}` }
}

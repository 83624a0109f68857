import { parse as parseJson, printParseErrorCode } from 'jsonc-parser'
import type { ParseError } from 'jsonc-parser'
import * as z from 'zod/mini'

const Group = z.optional(z.nullable(z.int()))

const Pattern = z.object({
  regexp: z.optional(z.string()),
  file: Group,
  line: Group,
  column: Group,
  severity: Group,
  code: Group,
  message: Group,
  fromPath: Group,
  loop: z.optional(z.boolean()),
})

const Matcher = z.object({
  owner: z.string(),
  severity: z.optional(z.nullable(z.string())),
  fromPath: z.optional(z.nullable(z.string())),
  pattern: z.array(Pattern),
})

const MatchersFile = z.object({ problemMatcher: z.optional(z.array(Matcher)) })

/** The values that a pattern may take out of a line. */
export const FIELDS = ['file', 'line', 'column', 'severity', 'code', 'message', 'fromPath'] as const
export type Field = (typeof FIELDS)[number]

/** One line of what a matcher looks for. The numbers are groups of `regexp`. */
export interface ProblemPattern extends Readonly<Partial<Record<Field, number>>> {
  regexp: string
  /** The last pattern of several: it may match line after line. */
  loop?: boolean
}

/** A problem matcher in GitHub's words (`actions/toolkit`, docs/problem-matchers.md): patterns of lines that follow each other. */
export interface ProblemMatcher {
  /** By which it is replaced and removed; the case of its letters is of no account. */
  owner: string
  /** Where no group says: `error`, `warning` or `notice`; nothing is `error`. */
  severity?: string
  /** A file in whose folder relative paths lie. */
  fromPath?: string
  pattern: readonly ProblemPattern[]
}

/** A file of problem matchers that GitHub's runner would not take; the message says why. */
export class ProblemMatcherRefused extends Error {
  override readonly name = 'ProblemMatcherRefused'
}

/**
 * The matchers of a file such as `::add-matcher::` names: JSON, comments allowed, judged as GitHub's runner judges it. What the runner
 * does not know (`fileLocation`, `endLine`) is left out.
 * @throws ProblemMatcherRefused
 */
export function readProblemMatchers(json: string): ProblemMatcher[] {
  const problems: ParseError[] = []
  const value: unknown = parseJson(json.replace(/^\uFEFF/, ''), problems, { allowTrailingComma: true })
  const [first] = problems
  if (first !== undefined)
    throw new ProblemMatcherRefused(`it is no JSON: ${printParseErrorCode(first.error)} at character ${first.offset}`)
  const read = z.safeParse(MatchersFile, value)
  if (!read.success) {
    const [issue] = read.error.issues
    throw new ProblemMatcherRefused(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a file of matchers'}`)
  }
  const matchers = (read.data.problemMatcher ?? []).map(matcherOf)
  const owners = new Set<string>()
  for (const matcher of matchers) {
    judge(matcher)
    const owner = matcher.owner.toLowerCase()
    if (owners.has(owner)) throw new ProblemMatcherRefused(`two matchers have the owner ${matcher.owner}`)
    owners.add(owner)
  }
  return matchers
}

function matcherOf({ owner, severity, fromPath, pattern }: z.infer<typeof Matcher>): ProblemMatcher {
  const patterns = pattern.map((each): ProblemPattern => {
    const groups = FIELDS.flatMap((field) => {
      const group = each[field]
      return group === undefined || group === null ? [] : [[field, group] as const]
    })
    return { regexp: each.regexp ?? '', ...Object.fromEntries(groups), ...(each.loop === true ? { loop: true } : {}) }
  })
  return {
    owner,
    ...(severity === undefined || severity === null ? {} : { severity }),
    ...(fromPath === undefined || fromPath === null ? {} : { fromPath }),
    pattern: patterns,
  }
}

function judge({ owner, severity = '', pattern }: ProblemMatcher): void {
  const refuse = (why: string): never => {
    throw new ProblemMatcherRefused(`the matcher ${owner === '' ? 'without an owner' : owner}: ${why}`)
  }
  if (owner === '') refuse('its owner is empty')
  if (!['', 'error', 'warning', 'notice'].includes(severity.toLowerCase())) refuse(`there is no severity ${severity}`)
  if (pattern.length === 0) refuse('it has no pattern')
  const set = new Set<Field>()
  for (const [index, each] of pattern.entries()) {
    const last = index === pattern.length - 1
    if (each.loop === true && (index === 0 || !last)) refuse('only the last of several patterns may loop')
    if (each.loop === true && each.message === undefined) refuse('a pattern that loops must set message')
    const groups = groupsOf(each.regexp)
    if (groups === null) return refuse(`${each.regexp} is no regular expression`)
    for (const field of FIELDS) {
      const group = each[field]
      if (group === undefined) continue
      if (set.has(field)) refuse(`${field} is set twice`)
      if (group < 0 || group > groups) refuse(`${field} is group ${group}, and ${each.regexp} has ${groups}`)
      set.add(field)
    }
  }
  if (!set.has('message')) refuse('no pattern sets message')
}

/** How many groups a regular expression has; null where it is none. */
function groupsOf(source: string): number | null {
  try {
    return (new RegExp(`${source}|`).exec('')?.length ?? 1) - 1
  } catch {
    return null
  }
}

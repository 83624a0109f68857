import * as z from 'zod/mini'
import { repositoryPath } from './configuration.ts'
import { parseJson } from './json.ts'

/** One message of ESLint about a directive that it did not need. Lines and columns are 1-based. */
export interface UnusedDirective {
  line: number
  column: number
  /** Empty: the directive names no rule. */
  rules: string[]
  message: string
}

export interface EslintFile {
  path: string
  unused: UnusedDirective[]
  /** What directives hid, by the line of the problem. */
  hidden: { line: number; rule: string }[]
  /** A parser's error: no rule ran. */
  fatal: boolean
}

const Message = z.object({
  ruleId: z.nullish(z.string()),
  message: z.string(),
  line: z.optional(z.number()),
  column: z.optional(z.number()),
  fatal: z.optional(z.boolean()),
})
const Hidden = z.object({
  ruleId: z.nullish(z.string()),
  line: z.optional(z.number()),
  suppressions: z.array(z.object({ kind: z.string() })),
})
const Output = z.array(
  z.object({ filePath: z.string(), messages: z.array(Message), suppressedMessages: z.optional(z.array(Hidden)) }),
)

const UNUSED = /^Unused eslint-disable directive(?: \((.*)\))?/
const IGNORED = /^File ignored /

/** Reads `eslint -f json`; null where it printed something else. Files that ESLint ignored are not among them. */
export function readEslint(stdout: string, root: string): EslintFile[] | null {
  const start = stdout.indexOf('[{')
  const json = parseJson(start < 0 ? stdout.trim() : stdout.slice(start).trim())
  const parsed = Output.safeParse(json)
  if (!parsed.success) return null
  return parsed.data.flatMap(({ filePath, messages, suppressedMessages = [] }) => {
    const path = repositoryPath(filePath, '.', root)
    if (path === null || messages.some(({ message }) => IGNORED.test(message))) return []
    const unused = messages.flatMap(({ ruleId, message, line = 0, column = 0 }) => {
      const match = (ruleId ?? null) === null ? UNUSED.exec(message) : null
      return match === null
        ? []
        : [{ line, column, rules: [...(match[1] ?? '').matchAll(/'([^']+)'/g)].map((rule) => rule[1] ?? ''), message }]
    })
    const hidden = suppressedMessages.flatMap(({ ruleId, line = 0, suppressions }) =>
      typeof ruleId === 'string' && suppressions.some(({ kind }) => kind === 'directive')
        ? [{ line, rule: ruleId }]
        : [],
    )
    return [{ path, unused, hidden, fatal: messages.some(({ fatal }) => fatal === true) }]
  })
}

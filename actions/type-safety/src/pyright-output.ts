import * as z from 'zod/mini'
import { repositoryPath } from './configuration.ts'
import { parseJson } from './json.ts'

/** What one run of pyright says; keys are `path:line`. */
export interface PyrightFacts {
  /** Comments that are not needed at all, by their 0-based columns. pyright words both forms as `# type: ignore`. */
  comments: Map<string, { column: number; message: string }[]>
  /** Unneeded rules of `# pyright: ignore[…]`. */
  rules: Map<string, { names: string[]; message: string }>
  /** Files that pyright reports on. */
  files: Set<string>
}

const Output = z.object({
  generalDiagnostics: z.array(
    z.object({
      file: z.optional(z.string()),
      message: z.string(),
      range: z.optional(z.object({ start: z.object({ line: z.number(), character: z.number() }) })),
    }),
  ),
})

const UNNECESSARY = /^Unnecessary "# (?:type|pyright): ignore" (?:comment|rule: "([^"]+)")/

/** Reads `pyright --outputjson` (and basedpyright); null where it printed something else. */
export function readPyright(stdout: string, cwd: string, root: string): PyrightFacts | null {
  const start = stdout.indexOf('{')
  const parsed = Output.safeParse(start < 0 ? null : parseJson(stdout.slice(start)))
  if (!parsed.success) return null
  const facts: PyrightFacts = { comments: new Map(), rules: new Map(), files: new Set() }
  for (const { file, message, range } of parsed.data.generalDiagnostics) {
    const path = file === undefined ? null : repositoryPath(file, cwd, root)
    if (path === null) continue
    facts.files.add(path)
    const match = UNNECESSARY.exec(message)
    if (match === null || range === undefined) continue
    const place = `${path}:${range.start.line + 1}`
    const [, rule] = match
    if (rule === undefined)
      facts.comments.set(place, [...(facts.comments.get(place) ?? []), { column: range.start.character, message }])
    else facts.rules.set(place, { names: [...(facts.rules.get(place)?.names ?? []), rule], message })
  }
  return facts
}

import * as z from 'zod/mini'
import { repositoryPath } from './configuration.ts'
import { parseJson } from './json.ts'

/** What one run of pyright says; keys are `path:line`. */
export interface PyrightFacts {
  /** `# type: ignore` that is not needed. */
  typeIgnore: Map<string, string>
  /** `# pyright: ignore`: its unneeded rules; empty for one without rules. */
  pyrightIgnore: Map<string, { rules: string[]; message: string }>
  /** Files that pyright reports on. */
  files: Set<string>
}

const Output = z.object({
  generalDiagnostics: z.array(
    z.object({ file: z.optional(z.string()), message: z.string(), range: z.optional(z.object({ start: z.object({ line: z.number() }) })) }),
  ),
})

const UNNECESSARY = /^Unnecessary "# (type|pyright): ignore" (?:comment|rule: "([^"]+)")/

/** Reads `pyright --outputjson` (and basedpyright); null where it printed something else. */
export function readPyright(stdout: string, cwd: string, root: string): PyrightFacts | null {
  const start = stdout.indexOf('{')
  const parsed = Output.safeParse(start < 0 ? null : parseJson(stdout.slice(start)))
  if (!parsed.success) return null
  const facts: PyrightFacts = { typeIgnore: new Map(), pyrightIgnore: new Map(), files: new Set() }
  for (const { file, message, range } of parsed.data.generalDiagnostics) {
    const path = file === undefined ? null : repositoryPath(file, cwd, root)
    if (path === null) continue
    facts.files.add(path)
    const match = UNNECESSARY.exec(message)
    if (match === null || range === undefined) continue
    const place = `${path}:${range.start.line + 1}`
    if (match[1] === 'type') facts.typeIgnore.set(place, message)
    else {
      const rules = facts.pyrightIgnore.get(place)?.rules ?? []
      facts.pyrightIgnore.set(place, { rules: match[2] === undefined ? rules : [...rules, match[2]], message })
    }
  }
  return facts
}

import { repositoryPath } from './configuration.ts'
import { WHOLE } from './judgement.ts'
import type { Unused } from './judgement.ts'

/** What one run of mypy says; keys are `path:line`. */
export interface MypyFacts {
  unused: Map<string, Unused>
  /** Directives without a code: what they hide. */
  hides: Map<string, string[]>
  /** Files of which mypy reports errors. */
  files: Set<string>
}

const LINE = /^(.+?\.pyi?):(\d+)(?::-?\d+)*: (?:error|note|warning): (.*)$/
const UNUSED = /^unused ["']type: ignore(?:\[([^\]]*)\])?["'] comment(.*)$/i
const NARROWER = /use narrower \[([^\]]*)\] instead of \[([^\]]*)\] code/g
const BROAD = /^["']type: ignore["'] comment without error code \(consider ["']type: ignore\[([^\]]*)\]["'] instead\)/

/** Reads mypy's text output (every version prints it) with one message a line. */
export function readMypy(stdout: string, cwd: string, root: string): MypyFacts {
  const facts: MypyFacts = { unused: new Map(), hides: new Map(), files: new Set() }
  for (const line of stdout.split(/\r?\n/)) {
    const [, printed = '', row = '', message = ''] = LINE.exec(line) ?? []
    const path = printed === '' ? null : repositoryPath(printed, cwd, root)
    if (path === null) continue
    facts.files.add(path)
    const hidden = BROAD.exec(message)?.[1]
    if (hidden !== undefined) facts.hides.set(`${path}:${row}`, namesIn(hidden).toSorted())
    const unused = unusedOf(message)
    if (unused !== null) facts.unused.set(`${path}:${row}`, unused)
  }
  return facts
}

function unusedOf(message: string): Unused | null {
  const match = UNUSED.exec(message)
  if (match === null) return null
  const narrower = Object.fromEntries(
    [...message.matchAll(NARROWER)].map(([, to = '', from = '']) => [from, namesIn(to)]),
  )
  const text = message.replace(/\s+\[unused-ignore\]$/, '')
  if (match[1] === undefined && Object.keys(narrower).length === 0) return { ...WHOLE, message: text }
  const codes = namesIn(match[1] ?? '').filter((code) => !(code in narrower))
  return { codes, disabled: [], narrower, message: text }
}

function namesIn(list: string): string[] {
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

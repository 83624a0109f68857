import type { ProofClass } from '@upkeep/schema'
import { decodeText } from '@upkeep/workspace'
import type { FileChange } from './change.ts'
import { PYTHON_SYNTAX } from './python-syntax.data.ts'
import { PYTHON_TOKENS } from './python-tokens.data.ts'
import { scriptSyntaxDifference } from './script-syntax.ts'
import { scriptDifference } from './script-tokens.ts'

/** The least that a patch provably is, and where it is more, which file made it so. */
export interface ClassDecision {
  class: ProofClass
  /** Files shown to keep their program. */
  files: string[]
  reasons: string[]
}

/** Runs a Python script in a sandboxed child with this standard input; null where there is no Python. */
export type RunPython = (script: string, stdin: string) => Promise<string | null>

const SCRIPT = /\.[cm]?[jt]sx?$/
const EMBEDDED = /\.(?:vue|svelte|astro)$/
const PYTHON = /\.pyi?$/

/**
 * The proof class of a patch, decided by programs that read only the two texts: `comment` where every file keeps its code
 * tokens, `format` where every file keeps its syntax, else `behaviour`, which claims nothing. Whatever can not be decided counts
 * as `behaviour`.
 * @param atMost the most that is of use: `comment` asks for no syntax.
 */
export async function decideClass(
  changes: readonly FileChange[],
  runPython: RunPython,
  atMost: ProofClass = 'behaviour',
): Promise<ClassDecision> {
  const more = await differences(changes, SAME_TOKENS, runPython)
  const decided = (least: 'comment' | 'format', why: ReadonlyMap<string, string>): ClassDecision => ({
    class: why.size === 0 && changes.length > 0 ? least : 'behaviour',
    files: changes.map(({ path }) => path).filter((path) => !why.has(path)),
    reasons: [...why].map(([path, reason]) => `${path}: ${reason}`),
  })
  if (more.size === 0 || atMost === 'comment') return decided('comment', more)
  const suspects = changes.filter(({ path }) => more.has(path))
  const syntax = await differences(suspects, SAME_SYNTAX, runPython)
  // the token that differs says more than that the syntax does
  return decided('format', new Map([...syntax.keys()].map((path) => [path, more.get(path) ?? ''])))
}

type Compare = (path: string, before: string, after: string) => string | null

/** What is compared, in each language. */
interface Comparison {
  script: Compare
  python: string
}

const SAME_TOKENS: Comparison = { script: scriptDifference, python: PYTHON_TOKENS }
const SAME_SYNTAX: Comparison = { script: scriptSyntaxDifference, python: PYTHON_SYNTAX }

/** What differs, by path; a file that stays the same is not in it. */
async function differences(
  changes: readonly FileChange[],
  { script, python }: Comparison,
  runPython: RunPython,
): Promise<Map<string, string>> {
  const [inPython, others] = [changes.filter(isPython), changes.filter((change) => !isPython(change))]
  const found = await pythonDifferences(inPython, python, runPython)
  for (const change of others) {
    const why = difference(change, script)
    if (why !== null) found.set(change.path, why)
  }
  return found
}

function isPython({ path }: FileChange): boolean {
  return PYTHON.test(path)
}

function difference({ path, before, after }: FileChange, compare: Compare): string | null {
  if (before === null || after === null) return 'the file was created or deleted'
  const [first, second] = [decodeText(before), decodeText(after)]
  if (first === null || second === null) return 'the file is binary'
  if (SCRIPT.test(path)) return compare(path, first.text, second.text)
  if (EMBEDDED.test(path)) return embeddedDifference(path, first.text, second.text, compare)
  return 'no program decides whether this kind of file changed in comments only'
}

const SCRIPT_BLOCK = /(<script\b[^>]*>)([\s\S]*?)(<\/script\s*>)|^(---\r?\n)([\s\S]*?)(\r?\n---)/g

/** A single-file component: all outside its script blocks is the same to the byte, and each block keeps what is compared. */
function embeddedDifference(path: string, before: string, after: string, compare: Compare): string | null {
  const [first, second] = [blocks(before), blocks(after)]
  if (first.outside !== second.outside || first.inside.length !== second.inside.length)
    return 'more than its scripts changed'
  for (const [index, script] of first.inside.entries()) {
    const why = compare(`${path}.tsx`, script, second.inside[index] ?? '')
    if (why !== null && compare(`${path}.ts`, script, second.inside[index] ?? '') !== null) return why
  }
  return null
}

function blocks(text: string): { outside: string; inside: string[] } {
  const inside: string[] = []
  const outside = text.replace(
    SCRIPT_BLOCK,
    (_, open?: string, body?: string, close?: string, fence?: string, front?: string, end?: string) => {
      inside.push(body ?? front ?? '')
      return `${open ?? fence ?? ''}${close ?? end ?? ''}`
    },
  )
  return { outside, inside }
}

async function pythonDifferences(
  changes: readonly FileChange[],
  script: string,
  runPython: RunPython,
): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  const pairs: [string, string, string][] = []
  for (const { path, before, after } of changes) {
    if (before === null || after === null) found.set(path, 'the file was created or deleted')
    else pairs.push([path, Buffer.from(before).toString('base64'), Buffer.from(after).toString('base64')])
  }
  if (pairs.length === 0) return found
  const output = await runPython(script, JSON.stringify(pairs))
  const answers = output === null ? null : parseAnswers(output)
  for (const [path] of pairs) {
    const answer = answers?.get(path)
    if (answer === undefined) found.set(path, 'no Python was found to compare it')
    else if (answer !== null) found.set(path, answer)
  }
  return found
}

function parseAnswers(output: string): Map<string, string | null> {
  const answers = new Map<string, string | null>()
  const rows: unknown = JSON.parse(output)
  for (const row of Array.isArray(rows) ? rows : []) {
    if (!Array.isArray(row)) continue
    const [path, why] = row as readonly unknown[]
    if (typeof path === 'string' && (why === null || typeof why === 'string')) answers.set(path, why)
  }
  return answers
}

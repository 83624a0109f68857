import * as z from 'zod/mini'
import { messageOf } from '@upkeep/schema'
import { PYTHON_SCAN } from './python-scan.data.ts'
import type { Comment, Scope } from './suppression.ts'

const Row = z.tuple([z.int(), z.int(), z.string()])
const Answer = z.union([
  z.strictObject({ path: z.string(), error: z.string() }),
  z.strictObject({
    path: z.string(),
    comments: z.array(Row),
    scopes: z.array(z.tuple([z.int(), z.int(), z.string(), z.boolean()])),
    guards: z.array(Row),
  }),
])
type Answer = z.infer<typeof Answer>

export interface ScannedPython {
  comments: Comment[]
  /** By 1-based lines, the end included. */
  scopes: Scope[]
  guards: { start: number; end: number; why: string }[]
}

/** Files that one child reads at a time: its standard input stays a few megabytes. */
const FILES_PER_CHILD = 2000

/**
 * The comments of Python files, as Python's own tokeniser sees them; a sentence for a file that it can't read. One child per
 * 2,000 files. Null where there is no Python.
 */
export async function scanPython(
  files: readonly { path: string; text: string; bytes: Uint8Array }[],
  runPython: (script: string, stdin: string) => Promise<string | null>,
): Promise<Map<string, ScannedPython | string> | null> {
  const scanned = new Map<string, ScannedPython | string>()
  for (let at = 0; at < files.length; at += FILES_PER_CHILD) {
    const some = files.slice(at, at + FILES_PER_CHILD)
    const pairs = some.map(({ path, bytes }) => [path, Buffer.from(bytes).toString('base64')])
    const output = await runPython(PYTHON_SCAN, JSON.stringify(pairs))
    if (output === null) return null
    const answers = new Map(parseAnswers(output).map((answer) => [answer.path, answer]))
    for (const { path, text } of some) scanned.set(path, read(answers.get(path), text))
  }
  return scanned
}

function parseAnswers(output: string): Answer[] {
  try {
    return z.array(Answer).parse(JSON.parse(output))
  } catch (cause) {
    throw new Error(`the scan of Python comments printed something else: ${messageOf(cause)}`, { cause })
  }
}

function read(answer: Answer | undefined, text: string): ScannedPython | string {
  if (answer === undefined) return 'Python gave no answer about it'
  if ('error' in answer) return `Python can not read it (${answer.error})`
  const starts = lineStarts(text)
  const comments: Comment[] = []
  for (const [line, column, own] of answer.comments) {
    const start = (starts[line - 1] ?? Infinity) + column
    if (text.slice(start, start + own.length) !== own) return 'its lines are counted differently by Python'
    comments.push({ start, end: start + own.length, text: own, line, column, endLine: line, container: null })
  }
  const scopes = answer.scopes.map(([start, end, name, exported]) => ({ start, end: end + 1, name, exported }))
  const guards = answer.guards.map(([start, end, why]) => ({ start, end, why }))
  return { comments, scopes, guards }
}

/** The index at which each line starts; Python breaks lines at `\n`, `\r\n` and `\r`. */
export function lineStarts(text: string): number[] {
  const starts = [0]
  for (const { index, 0: lineBreak } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + lineBreak.length)
  return starts
}

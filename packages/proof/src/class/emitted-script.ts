import { EMIT_SCRIPT } from './emit-script.data.ts'
import { PRAGMA_COMMENT } from '../text/pragma.data.ts'
import type { RunScript } from './remembered.ts'
import { askOnce } from './remembered.ts'
import type { TextPair } from './remembered.ts'
import { firstDifference, isNode, parseScript, treeDifference } from '../text/script-tree.ts'
import type { TreeNode } from '../text/script-tree.ts'

/**
 * Per TypeScript file: null where the repository's compiler emits the same program for both texts, else what differs. Enums stay
 * as they are, also declared ones: their values are written into other files. So do comments that a compiler obeys.
 */
export async function emitDifferences(
  pairs: readonly TextPair[],
  runNode: RunScript,
): Promise<Map<string, string | null>> {
  const found = new Map<string, string | null>()
  for (const pair of pairs) {
    const why = sourceDifference(pair)
    if (why !== null || isDeclaration(pair.path)) found.set(pair.path, why)
  }
  const open = pairs.filter(({ path }) => !found.has(path))
  const answers = await askOnce(EMIT_SCRIPT, open, runNode)
  for (const pair of open) found.set(pair.path, emittedDifference(pair, answers.get(pair.path)))
  return found
}

/** Nothing is emitted for a declaration file. */
function isDeclaration(path: string): boolean {
  return /\.d\.[cm]?ts$|\.d\.[^./]+\.ts$/.test(path)
}

function emittedDifference({ path }: TextPair, answer: unknown): string | null {
  if (typeof answer === 'string') return answer
  if (!Array.isArray(answer) || answer.length !== 2) return 'the compiler of the repository could not be asked'
  for (const emitted of answer as readonly unknown[]) {
    const [before, after] = Array.isArray(emitted) ? (emitted as readonly unknown[]) : []
    if (typeof before !== 'string' || typeof after !== 'string') return 'the compiler of the repository gave no program'
    if (before === after) continue
    const why = treeDifference(path.replace(/\.([cm]?)tsx?$/, '.$1jsx'), before, after)
    if (why !== null) return `the emitted program is another one (${why})`
  }
  return null
}

function sourceDifference({ path, before, after }: TextPair): string | null {
  const [first, second] = [parseScript(path, before), parseScript(path, after)]
  if (typeof first === 'string') return `the file before can not be parsed: ${first}`
  if (typeof second === 'string') return `the file after can not be parsed: ${second}`
  if (firstDifference(enumsOf(first.program), enumsOf(second.program)) !== null) return 'an enum changed'
  const pragmas = [first, second].map(({ comments }) =>
    (comments ?? []).map(({ value }) => value.trim()).filter((text) => PRAGMA_COMMENT.test(text)),
  )
  return pragmas[0]?.join('\n') === pragmas[1]?.join('\n') ? null : 'a comment that a compiler or bundler obeys changed'
}

function enumsOf(node: unknown): TreeNode[] {
  if (Array.isArray(node)) return node.flatMap(enumsOf)
  if (!isNode(node)) return []
  if (node.type === 'TSEnumDeclaration') return [node]
  return Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'object' && key !== 'loc' && !key.endsWith('omments') ? enumsOf(value) : [],
  )
}

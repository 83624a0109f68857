import { PROOF_CLASSES } from '@upkeep/schema'
import type { ProofClass } from '@upkeep/schema'
import { decodeText } from '@upkeep/workspace'
import type { FileChange } from '../change.ts'
import { emitDifferences } from './emitted-script.ts'
import { pythonDifferences } from './python-class.ts'
import { embeddedDifference } from '../text/embedded-script.ts'
import { dataDifference } from '../text/data-values.ts'
import { layoutDifference, LAID_OUT } from '../text/layout-tokens.ts'
import { scriptDifference } from '../text/script-tokens.ts'
import { treeDifference } from '../text/script-tree.ts'
import type { ClassDecision, FileClass, WhyNot } from './class-decision.ts'
import type { RunScript } from './remembered.ts'

/** The interpreters of the examined repository. Only ever children of the workspace's: nothing of it is loaded here. */
export interface ClassPorts {
  runPython: RunScript
  runNode: RunScript
}

export const SCRIPT = /\.[cm]?[jt]sx?$/
export const PYTHON = /\.pyi?$/
const TYPED_SCRIPT = /\.[cm]?tsx?$/
export const DATA = /\.(?:json|toml|ya?ml)$/
const EMBEDDED = /\.(?:vue|svelte|astro)$/

/**
 * The proof class of a patch, decided by programs on the texts, their syntax trees and the code that the repository's own compiler
 * emits for them. Whatever can not be decided counts as `behaviour`, which claims nothing.
 *
 * - `comment`: every code token is kept, and every comment that a compiler obeys.
 * - `format`: the syntax tree is kept.
 * - `type`: the emitted JavaScript is kept; of Python, the tree without its types.
 *
 * @param atMost the most that is of use: below `type`, no compiler is asked.
 */
export async function decideClass(
  changes: readonly FileChange[],
  ports: ClassPorts,
  atMost: ProofClass = 'behaviour',
): Promise<ClassDecision> {
  const python = changes.filter(({ path }) => PYTHON.test(path))
  const told = await pythonDifferences(python, ports.runPython)
  const files = changes.map((change): FileClass =>
    classed(change.path, told.get(change.path) ?? textDifference(change)),
  )
  if (isWithin('type', atMost)) await emit(files, changes, ports.runNode)
  const most = Math.max(...files.map((file) => PROOF_CLASSES.indexOf(file.class)))
  return { class: PROOF_CLASSES[most] ?? 'behaviour', files }
}

/** Whether a class claims no more than another: `comment` claims the least change. */
export function isWithin(one: ProofClass, most: ProofClass): boolean {
  return PROOF_CLASSES.indexOf(one) <= PROOF_CLASSES.indexOf(most)
}

function classed(path: string, whyNot: WhyNot): FileClass {
  return { path, whyNot, class: PROOF_CLASSES.find((name) => !(name in whyNot)) ?? 'behaviour' }
}

function nothing(why: string): WhyNot {
  return { comment: why, format: why, type: why }
}

const UNDECIDED = 'no program decides this for this kind of file'

function textDifference({ path, before, after }: FileChange): WhyNot {
  if (before === null || after === null) return nothing('the file was created or deleted')
  const [first, second] = [decodeText(before), decodeText(after)]
  if (first === null || second === null) return nothing('the file is binary')
  if (first.encoding !== second.encoding) return nothing('the encoding of the file changed')
  if (SCRIPT.test(path)) return scriptWhyNot(path, first.text, second.text)
  if (EMBEDDED.test(path)) return embeddedWhyNot(path, first.text, second.text)
  if (LAID_OUT.test(path)) return layoutWhyNot(path, first.text, second.text)
  if (!DATA.test(path)) return nothing(UNDECIDED)
  const why = dataDifference(path, first.text, second.text)
  return why === null ? { comment: 'white space changed' } : nothing(why)
}

function scriptWhyNot(path: string, before: string, after: string): WhyNot {
  const comment = scriptDifference(path, before, after)
  if (comment === null) return {}
  const format = treeDifference(path, before, after)
  if (format === null) return { comment }
  const type = TYPED_SCRIPT.test(path) ? 'it was not compiled' : 'a script without types changed its syntax tree'
  return { comment, format, type }
}

/** Types of a component are read by its compiler (`defineProps<…>()`), so nothing is claimed of them. */
function embeddedWhyNot(path: string, before: string, after: string): WhyNot {
  const comment = embeddedDifference(path, before, after, scriptDifference)
  if (comment === null) return {}
  const format = embeddedDifference(path, before, after, treeDifference)
  return format === null ? { comment } : { comment, format, type: UNDECIDED }
}

function layoutWhyNot(path: string, before: string, after: string): WhyNot {
  const why = layoutDifference(path, before, after)
  return why === null ? {} : nothing(why)
}

/** Asks the compiler about the scripts that are neither of class comment nor format. */
async function emit(files: FileClass[], changes: readonly FileChange[], runNode: RunScript): Promise<void> {
  const open = files.filter((file) => TYPED_SCRIPT.test(file.path) && file.whyNot.type === 'it was not compiled')
  const pairs = open.flatMap(({ path }) => {
    const change = changes.find((one) => one.path === path)
    const [before, after] = [
      decodeText(change?.before ?? new Uint8Array()),
      decodeText(change?.after ?? new Uint8Array()),
    ]
    return before === null || after === null ? [] : [{ path, before: before.text, after: after.text }]
  })
  const differences = await emitDifferences(pairs, runNode)
  for (const file of open) {
    const why = differences.get(file.path) ?? null
    const { type: _, ...rest } = file.whyNot
    files[files.indexOf(file)] = classed(file.path, why === null ? rest : { ...rest, type: why })
  }
}

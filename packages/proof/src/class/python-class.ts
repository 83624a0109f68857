import type { FileChange } from '../change.ts'
import type { WhyNot } from './class-decision.ts'
import type { RunScript } from './remembered.ts'
import { PYTHON_CLASSES } from './python-classes.data.ts'
import { askOnce } from './remembered.ts'

/** Per Python file, why its change is not of each class. */
export async function pythonDifferences(
  changes: readonly FileChange[],
  runPython: RunScript,
): Promise<Map<string, WhyNot>> {
  const found = new Map<string, WhyNot>()
  const pairs = changes.flatMap(({ path, before, after }) => {
    if (before !== null && after !== null) return [{ path, before: base64(before), after: base64(after) }]
    found.set(path, everything('the file was created or deleted'))
    return []
  })
  const answers = await askOnce(PYTHON_CLASSES, pairs, runPython)
  for (const { path } of pairs) found.set(path, whyNotOf(answers.get(path)))
  return found
}

function whyNotOf(answer: unknown): WhyNot {
  if (typeof answer !== 'object' || answer === null) return everything('no Python was found to compare it')
  const whyNot: WhyNot = {}
  for (const name of ['comment', 'format', 'type'] as const) {
    const why: unknown = Reflect.get(answer, name)
    if (why !== null) whyNot[name] = typeof why === 'string' ? why : 'Python gave no answer'
  }
  return whyNot
}

function everything(why: string): WhyNot {
  return { comment: why, format: why, type: why }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}

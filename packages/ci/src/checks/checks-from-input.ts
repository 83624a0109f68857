import type { Check, CheckKind } from '@upkeep/schema'
import { leadsToComparison } from './compares-files.ts'
import type { FileSource, FoundCheck } from '../model.ts'
import { resolveScript } from '../resolve/resolve.ts'

/** The commands of the input `checks`, which replace what the workflows say: one a line, run from the root. */
export async function checksFromInput(lines: readonly string[], files: FileSource): Promise<FoundCheck[]> {
  const found: FoundCheck[] = []
  for (const [index, command] of lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .entries()) {
    const source = { file: 'input checks', line: index + 1, text: command }
    const leaves = await resolveScript(
      command,
      { cwd: '.', env: {}, path: [], wrapper: [], trail: [source], intent: [] },
      files,
    )
    const kinds: CheckKind[] = [...new Set(leaves.flatMap((leaf) => leaf.kinds))].filter(
      (kind) => kind !== 'setup' && kind !== 'other',
    )
    const check: Check = {
      id: `input/${index + 1}`,
      kind: kinds[0] ?? 'unknown',
      kinds: kinds.length > 0 ? kinds : ['unknown'],
      command,
      cwd: '.',
      env: {},
      shell: 'bash',
      workflow: null,
      job: null,
      step: null,
      matrix: {},
      evidence: [source],
      confidence: 'certain',
      runnable: true,
    }
    const texts = new Map<string, string>()
    for (const { file } of leaves.flatMap(({ trail }) => trail))
      if (file !== source.file) texts.set(file, (await files.read(file)) ?? '')
    found.push({
      check,
      leaves,
      legs: [{}],
      setup: [],
      ...leadsToComparison(leaves, (file) => texts.get(file) ?? ''),
    })
  }
  return found
}

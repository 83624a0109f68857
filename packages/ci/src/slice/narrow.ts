import type { CheckKind } from '@upkeep/schema'
import { posix } from 'node:path'
import type { Leaf } from '../model.ts'
import { textAt } from '../workflow/raw.ts'
import { quoteWords } from '../workflow/shell.ts'
import type { StepFacts } from './facts.ts'

/**
 * The wanted commands of a step that does more (`npm test` = lint, types and tests), as a script of its own; null where it does only
 * what is wanted, or where its commands can not be called by themselves.
 */
export function narrowStep(step: StepFacts, wanted: ReadonlySet<CheckKind>): string | null {
  const [reading] = step.readings
  if (
    reading === undefined ||
    textAt(step.raw, 'run') === null ||
    reading.shell === 'pwsh' ||
    reading.shell === 'python'
  )
    return null
  const judging = reading.leaves.filter(({ kinds }) => kinds.some((kind) => kind !== 'setup' && kind !== 'other'))
  const chosen = judging.filter(({ kinds }) => kinds.some((kind) => wanted.has(kind)))
  if (chosen.length === 0 || chosen.length === judging.length) return null
  if (judging.some(({ kinds }) => kinds.length === 0 || kinds.includes('unknown'))) return null
  if (chosen.some(({ runnable, invocation }) => !runnable || invocation === null)) return null
  const before = reading.leaves.filter(
    (leaf) => leaf.trail.length === 1 && leaf.kinds.includes('setup') && !isPlumbing(leaf),
  )
  return [...before, ...chosen].map((leaf) => scriptOf(leaf, reading.cwd)).join('\n')
}

function isPlumbing({ argv }: Leaf): boolean {
  return ['cd', 'set', 'export', 'pushd', 'popd', 'source', '.'].includes(argv[0] ?? '')
}

/** In a shell of its own, with the folders that the script's runner would put on PATH. */
function scriptOf({ argv, wrapper, cwd, path, env, trail }: Leaf, base: string): string {
  const place = posix.relative(base, cwd)
  const folders = path.map((folder) => `"$PWD/${posix.relative(cwd, folder)}"`).join(':')
  const own = trail.length > 1 ? Object.entries(env).filter(([name]) => /^[A-Z_]+$/.test(name) && name !== 'PATH') : []
  const parts = [
    ...(place === '' ? [] : [`cd ${quoteWords([place])}`]),
    ...(folders === '' ? [] : [`export PATH=${folders}:"$PATH"`]),
    `${own.map(([name, value]) => `${name}=${quoteWords([value])} `).join('')}${quoteWords([...wrapper, ...argv])}`,
  ]
  return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(' && ')})`
}

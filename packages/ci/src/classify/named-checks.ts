import type { ClassifiedStep } from '../model.ts'
import { isCheck } from './step-kinds.ts'

/** What judges the form of sources. */
const FORM: ReadonlySet<string> = new Set(['lint', 'format', 'typecheck'])

/**
 * A step of which nothing is known but that it is called a check is what the other steps of its job are: in a job of linters it lints.
 * Elsewhere it stays what it was taken for, a test.
 */
export function withNamedChecks(steps: readonly ClassifiedStep[]): ClassifiedStep[] {
  const judging = steps.filter(({ kinds, confidence }) => confidence !== 'guess' && kinds.some(judges))
  const linters = judging.filter(({ kinds }) => kinds.every((kind) => FORM.has(kind) || !judges(kind)))
  const forms = linters.filter(({ kinds }) => !kinds.includes('typecheck'))
  if (forms.length < 2 || linters.length < judging.length) return [...steps]
  return steps.map((step) => (isNamedOnly(step) ? { ...step, kinds: ['lint'] } : step))
}

function judges(kind: string): boolean {
  return FORM.has(kind) || kind === 'test'
}

function isNamedOnly({ name, run, kinds, confidence }: ClassifiedStep): boolean {
  return run !== null && confidence === 'guess' && kinds.join(' ') === 'test' && isCheck(name ?? '')
}
